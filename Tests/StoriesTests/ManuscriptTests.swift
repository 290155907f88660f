import Exchange
import Releases
import Storage
import Stories
import TestKit
import Testing
import Values

@Suite struct ManuscriptTests {
    @Test(arguments: Engine.available)
    func `a new story is seen by nobody and has an address of its own`(_ engine: Engine) async throws {
        try await Room.with(engine) { room in
            let first = try await room.create("Ice & snow")
            let second = try await room.create("Ice & snow")
            #expect([first.slug.text, second.slug.text] == ["ice-snow", "ice-snow-2"])
            #expect(first.version == 1 && first.revision == 1 && first.isChanged && !first.wasPublished && first.published == nil)
            #expect(try await room.shown() == [])
            #expect(await Outcome.of { try await room.create("  \n ") }.refusal == "invalid_field")
        }
    }

    @Test(arguments: Engine.available)
    func `saves of one person within five minutes are one revision and each has a version`(_ engine: Engine) async throws {
        try await Room.with(engine) { room in
            let key = try await room.create().key
            for (place, seconds) in [Int64(10), 290, 301, 310].enumerated() {
                try await room.write([Room.piece("a", "<p>\(place)</p>")], key, at: Room.now.adding(seconds: seconds))
            }
            #expect(try await room.work(key).version == 5)
            let history = try await room.history(key)
            #expect(history.map(\.number) == [2, 1])
            #expect(history.map { $0.manuscript.source.pieces.map(\.block) } == [[.text(html: "<p>3</p>")], [.text(html: "<p>1</p>")]])
            var byBob = Submission(base: 5)
            byBob.head = try await room.work(key).manuscript.head
            byBob.head?.author = "Bob"
            try await room.save(byBob, key, by: Room.bob, at: Room.now.adding(seconds: 311))
            #expect(try await room.history(key).map(\.writer.name) == ["Bob", "Ann", "Ann"])
        }
    }

    @Test(arguments: Engine.available)
    func `who saves too late loses nothing and nothing of the other is lost`(_ engine: Engine) async throws {
        try await Room.with(engine) { room in
            let key = try await room.create().key
            let base = try await room.work(key)
            func text(_ title: String) -> Submission {
                var submission = Submission(base: base.version)
                submission.texts[.english] = base.manuscript.source
                submission.texts[.english]?.title = title
                return submission
            }
            try await room.save(text("By Bob"), key, by: Room.bob)
            for (title, count) in [("By Ann", 3), ("By Ann, longer", 3)] {
                guard case .conflict(let theirs, let ours, let parts) = try await room.save(text(title), key) else {
                    Issue.record("no conflict")
                    return
                }
                #expect(theirs.manuscript.source.title == "By Bob" && theirs.changedBy == "Bob" && parts == ["en"])
                let kept = try await room.desk.database.read { try StoryRevision.find(ours, of: key, in: $0) }
                #expect(kept.kind == .aside && kept.manuscript.source.title == title && kept.writer == Room.ann)
                #expect(try await room.history(key).count == count)
            }
            #expect(try await room.work(key).manuscript.source.title == "By Bob")
            guard case .unchanged = try await room.save(text("By Bob"), key) else {
                Issue.record("the same text again is no conflict")
                return
            }
        }
    }

    @Test(arguments: Engine.available)
    func `people who write in different languages do not meet`(_ engine: Engine) async throws {
        try await Room.with(engine) { room in
            let key = try await room.create().key
            var japanese = Submission(base: 1)
            japanese.texts[.japanese] = Manuscript.Text()
            japanese.texts[.japanese]?.title = "氷"
            var english = Submission(base: 1)
            english.texts[.english] = try await room.work(key).manuscript.source
            english.texts[.english]?.title = "Snow"
            #expect(try await room.save(japanese, key, by: Room.bob).work?.version == 2)
            let work = try #require(try await room.save(english, key).work)
            #expect(work.version == 3 && work.manuscript.texts.mapValues(\.title) == [.english: "Snow", .japanese: "氷"])
        }
    }

    @Test(arguments: Engine.available)
    func `of fifty who save at once one wins and all texts are there`(_ engine: Engine) async throws {
        try await Room.with(engine) { room in
            let key = try await room.create().key
            let source = try await room.work(key).manuscript.source
            let outcomes = await Outcome.all(50) { number in
                var submission = Submission(base: 1)
                submission.texts[.english] = source
                submission.texts[.english]?.title = "Title \(number)"
                return try await room.save(submission, key, by: Writer(person: Int64(number) + 10, name: "W\(number)"))
            }
            #expect(outcomes.compactMap { $0.value?.work }.count == 1)
            let history = try await room.desk.database.read { try StoryRevision.list(of: key, limit: 100, in: $0) }
            #expect(Set(history.map(\.manuscript.source.title)) == Set((0..<50).map { "Title \($0)" } + ["Ice"]))
            #expect(history.count == 51)
        }
    }

    @Test(arguments: Engine.available)
    func `what is saved is sanitised, once per id, and pictures leave running text`(_ engine: Engine) async throws {
        try await Room.with(engine) { room in
            let key = try await room.create().key
            let work = try await room.write([
                Room.piece("a", "<p onclick=\"x()\">Hi<script>x()</script></p><p><img src=\"/x/rink.svg\" alt=\"Rink\"></p><p>Bye</p>"),
                Room.piece("a", "<p><a href=\"javascript:x()\">go</a></p>"), Room.piece("NO!", ""),
            ], key)
            let pieces = work.manuscript.source.pieces
            #expect(pieces.map(\.block) == [
                .text(html: "<p>Hi</p>"), .picture(source: "rink.svg", alt: "Rink", caption: nil), .text(html: "<p>Bye</p>"),
                .text(html: "<p>go</p>"), .text(html: ""),
            ])
            #expect(pieces[0].id == "a" && Set(pieces.map(\.id)).count == 5 && !pieces.map(\.id).contains("NO!"))
        }
    }

    @Test(arguments: Engine.available)
    func `any revision can be brought back and that can be undone`(_ engine: Engine) async throws {
        try await Room.with(engine) { room in
            let key = try await room.create().key
            try await room.write([Room.piece("a", "<p>One</p>")], key, at: Room.now.adding(seconds: 400))
            let latest = try await room.write([Room.piece("b", "<p>Two</p>")], key, at: Room.now.adding(seconds: 800))
            func restore(_ number: Int64, _ base: Int64, _ seconds: Int64) async throws -> StoryWork {
                try await room.desk.database.write { tx in
                    try StoryWork.restore(number, of: key, base: base, by: Room.bob, at: Room.now.adding(seconds: seconds), in: tx)
                }
            }
            #expect(await Outcome.of { try await restore(2, latest.version - 1, 1_000) }.refusal == "story_moved")
            let back = try await restore(2, latest.version, 1_000)
            #expect(back.manuscript.source.pieces == [Room.piece("a", "<p>One</p>")] && back.revision == 4)
            let undone = try await restore(3, back.version, 2_000)
            #expect(undone.manuscript == latest.manuscript)
            #expect(try await room.history(key).map { "\($0.kind) \($0.restored ?? 0)" } == ["restored 3", "restored 2", "saved 0", "saved 0", "created 0"])
            #expect(await Outcome.of { try await restore(99, undone.version, 3_000) }.refusal == "not_found")
        }
    }

    @Test(arguments: Engine.available)
    func `an import keeps the ids of what it does not change and never writes over work`(_ engine: Engine) async throws {
        try await Room.with(engine) { room in
            func file(_ body: String) throws {
                try room.desk.folder.file("a.en.md", "---\ntitle: A\npublished: 2018-01-01\n---\n\(body)\n")
            }
            try file("One\n\n> Said.\n\n[x](product:scarf)")
            try room.desk.folder.file("a.ja.md", "---\ntitle: 一\npublished: 2018-01-01\n---\n一\n\n> 言。\n\n[x](product:scarf)\n")
            try await room.desk.take()
            let key = try #require(try await room.desk.database.read { try $0.first("SELECT key FROM stories") { $0.key(0, of: Story.self) } })
            let first = try await room.work(key)
            let ids = first.manuscript.source.pieces.map(\.id)
            #expect(!first.isChanged && first.wasPublished && ids.count == 3)
            #expect(first.manuscript.texts[.japanese]?.pieces.map(\.id) == ids)
            #expect(first.manuscript.completeness(in: .japanese).isWhole)
            try file("One, longer\n\n> Said.\n\nNew\n\n[x](product:scarf)")
            #expect(try await room.desk.take(at: Room.now.adding(seconds: 60)).sums == "0/1/0/0/0")
            let second = try await room.work(key)
            let newIDs = second.manuscript.source.pieces.map(\.id)
            #expect(newIDs.count == 4 && [newIDs[0], newIDs[1], newIDs[3]] == ids && second.version == 2)
            let state = second.manuscript.completeness(in: .japanese)
            #expect(state.missing == [.piece(newIDs[2])] && state.outdated == [.piece(newIDs[0])])
            try await room.write([Room.piece("mine", "<p>Mine</p>")], key, at: Room.now.adding(seconds: 90))
            try file("Theirs")
            try await room.desk.take(at: Room.now.adding(seconds: 120))
            let third = try await room.work(key)
            #expect(third.manuscript.source.pieces == [Room.piece("mine", "<p>Mine</p>")] && third.isChanged)
            #expect(try await room.history(key)[0].kind == .aside)
            #expect(try await room.desk.take(at: Room.now.adding(seconds: 180)).sums == "0/0/1/0/0")
        }
    }
}
