import Exchange
import Releases
import Storage
import Stories
import TestKit
import Testing
import Values

@Suite struct PublishTests {
    private static let hour = CivilTime("2018-03-02T09:00")!

    @Test(arguments: Engine.available)
    func `a manuscript goes public only when it is published`(_ engine: Engine) async throws {
        try await Room.with(engine) { room in
            let key = try await room.create().key
            try await room.publish(key)
            #expect(try await room.shown() == ["Ice"])
            #expect(try await room.shown(Room.jp) == [])
            var submission = Submission(base: try await room.work(key).version)
            submission.texts[.english] = Manuscript.Text()
            submission.texts[.english]?.title = "Snow"
            #expect(try await room.save(submission, key).work?.isChanged == true)
            #expect(try await room.shown() == ["Ice"])
            let work = try await room.publish(key, [Room.us: .now, Room.jp: .now])
            #expect(!work.isChanged && work.published == work.revision)
            #expect(try await room.shown() == ["Snow"])
            #expect(try await room.shown(Room.jp) == ["Snow"])
            let history = try await room.history(key)
            #expect(history.map(\.publishedBy) == ["Ann", "Ann"] && history.map(\.number) == [2, 1])
        }
    }

    @Test(arguments: Engine.available)
    func `each market opens at its own hour`(_ engine: Engine) async throws {
        try await Room.with(engine) { room in
            let key = try await room.create().key
            let end = CivilTime("2018-03-03T09:00")!
            try await room.publish(key, [Room.us: .at(Self.hour, until: end), Room.jp: .at(Self.hour, until: nil)])
            let (tokyo, newYork) = (Instant("2018-03-02T00:00:00Z")!, Instant("2018-03-02T14:00:00Z")!)
            let table: [(MarketCode, Instant, [String])] = [
                (Room.jp, Instant(ms: tokyo.ms - 1), []), (Room.jp, tokyo, ["Ice"]), (Room.us, tokyo, []),
                (Room.us, Instant(ms: newYork.ms - 1), []), (Room.us, newYork, ["Ice"]),
                (Room.us, newYork.adding(seconds: 86_400), []), (Room.jp, newYork.adding(seconds: 86_400), ["Ice"]),
            ]
            for (market, now, titles) in table { #expect(try await room.shown(market, at: now) == titles, "\(market) \(now)") }
            let stored = try #require(try await room.desk.draft("ice"))
            #expect(stored.publishedAt == tokyo)
            try await room.publish(key, [Room.us: .now])
            #expect(try await room.shown() == ["Ice"])
            #expect(try await room.shown(Room.jp, at: tokyo) == [])
        }
    }

    @Test(arguments: Engine.available)
    func `publishing is refused with its reason and changes nothing`(_ engine: Engine) async throws {
        try await Room.with(engine) { room in
            let key = try await room.create().key
            try await room.write([
                Manuscript.Piece(id: "p", block: .product(handle: "nothing")), Manuscript.Piece(id: "q", block: .picture(source: "no.svg", alt: "", caption: nil)),
            ], key)
            let gap = CivilTime("2018-03-11T02:30")!
            #expect(await Outcome.of { try await room.publish(key, base: 1) }.refusal == "story_moved")
            #expect(await Outcome.of { try await room.publish(key) }.refusal == "story_not_ready")
            #expect(try await room.problems(key) == [
                "error unknown_product en p nothing", "error unknown_picture en q no.svg", "warning no_picture - picture ",
                "warning no_summary en summary ", "warning no_alt en q ",
            ])
            try await room.write([Manuscript.Piece(id: "p", block: .product(handle: "scarf"))], key)
            #expect(await Outcome.of { try await room.publish(key, [:], knowing: ["scarf"]) }.refusal == "no_market")
            #expect(await Outcome.of { try await room.publish(key, [Room.us: .at(gap, until: nil)], knowing: ["scarf"]) }.refusal == "time_skipped")
            let early = CivilTime("2018-01-01T00:00")!
            #expect(await Outcome.of { try await room.publish(key, [Room.us: .at(Self.hour, until: early)], knowing: ["scarf"]) }.refusal == "ends_before_it_starts")
            #expect(try await room.desk.database.read { try $0.count("SELECT count(*) FROM releases") } == 0)
            #expect(try await room.work(key).published == nil)
            try await room.publish(key, knowing: ["scarf"])
            #expect(try await room.shown() == ["Ice"])
        }
    }

    @Test(arguments: Engine.available)
    func `a half-made translation stays at the desk`(_ engine: Engine) async throws {
        try await Room.with(engine) { room in
            let key = try await room.create().key
            var submission = Submission(base: 1)
            submission.texts[.japanese] = Manuscript.Text()
            submission.texts[.japanese]?.title = "氷"
            try await room.save(submission, key)
            #expect(try await room.publish(key, [Room.jp: .now]).isChanged)
            #expect(try await room.shown(Room.jp, in: .japanese) == ["Ice"])
            #expect(try await room.publish(key, [Room.jp: .now], languages: [.japanese]).isChanged == false)
            #expect(try await room.shown(Room.jp, in: .japanese) == ["氷"])
        }
    }

    @Test(arguments: Engine.available)
    func `a story that was taken back stays so, also when it is imported again`(_ engine: Engine) async throws {
        try await Room.with(engine) { room in
            try room.desk.folder.file("a.en.md", "---\ntitle: A\npublished: 2018-01-01\n---\nHi\n")
            try await room.desk.take()
            #expect(try await room.shown() == ["A"])
            let key = try #require(try await room.desk.database.read { try $0.first("SELECT key FROM stories") { $0.key(0, of: Story.self) } })
            for archives in [false, true] {
                try await room.desk.database.write { tx in
                    _ = try archives ? StoryWork.archive(key, among: Desk.markets, at: Room.now, in: tx)
                        : StoryWork.withdraw(key, among: Desk.markets, at: Room.now, in: tx)
                }
                #expect(try await room.shown() == [])
                #expect(try await room.desk.take(at: Room.now.adding(seconds: 60)).sums == "0/0/1/0/0")
                #expect(try await room.shown() == [])
            }
            #expect(await Outcome.of { try await room.publish(key) }.refusal == "story_archived")
            #expect(await Outcome.of { try await room.desk.database.write { try StoryWork.delete(key, in: $0) } }.refusal == "story_was_published")
            try await room.desk.database.write { _ = try StoryWork.withdraw(key, among: Desk.markets, at: Room.now, in: $0) }
            try await room.publish(key)
            #expect(try await room.shown() == ["A"])
        }
    }

    @Test(arguments: Engine.available)
    func `only what was never public can be thrown away`(_ engine: Engine) async throws {
        try await Room.with(engine) { room in
            let before = try await room.desk.counts().dropLast()
            let key = try await room.create().key
            try await room.write([Room.piece("a", "<p>x</p>")], key)
            try await room.desk.database.write { try StoryWork.delete(key, in: $0) }
            #expect(try await room.desk.counts().dropLast() == before)
            #expect(await Outcome.of { try await room.work(key) }.refusal == "not_found")
        }
    }

    @Test(arguments: Engine.available)
    func `the address follows the headline only until it is known`(_ engine: Engine) async throws {
        try await Room.with(engine) { room in
            let (key, other) = (try await room.create().key, try await room.create("Snow").key)
            func rename(_ slug: String) async throws -> StoryWork? {
                let work = try await room.work(key)
                var submission = Submission(base: work.version)
                submission.head = work.manuscript.head
                submission.head?.slug = slug
                return try await room.save(submission, key).work
            }
            #expect(try await rename("long-ice")?.slug.text == "long-ice")
            #expect(try await rename("snow")?.slug.text == "long-ice")
            #expect(try await room.problems(key).first == "error slug_taken - slug snow")
            #expect(try await rename("Not a slug")?.slug.text == "long-ice")
            #expect(try await room.problems(key).first == "error bad_slug - slug Not a slug")
            _ = try await rename("ice-2")
            try await room.publish(key)
            _ = try await rename("ice-3")
            #expect(await Outcome.of { try await room.publish(key) }.refusal == "address_is_known")
            #expect(try await room.work(other).slug.text == "snow")
        }
    }
}
