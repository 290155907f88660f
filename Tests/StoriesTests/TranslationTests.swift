import Exchange
import Storage
import Stories
import TestKit
import Testing
import Values

@Suite struct TranslationTests {
    private static func manuscript() -> Manuscript {
        var manuscript = Manuscript(language: .english)
        var source = Manuscript.Text()
        source.title = "Ice"
        source.summary = "Cold."
        source.pieces = [
            Room.piece("a", "<p>One</p>"), Manuscript.Piece(id: "b", block: .product(handle: "scarf")),
            Manuscript.Piece(id: "c", block: .picture(source: "rink.svg", alt: "A rink", caption: "Here")), Room.piece("d", ""),
        ]
        manuscript.texts[.english] = source
        return manuscript
    }

    @Test func `a translation knows what it lacks and what is older than its source`() {
        var manuscript = Self.manuscript()
        let none = manuscript.completeness(in: .korean)
        #expect(none.total == 5 && none.percent == 0)
        #expect(none.missing == [.field(.title), .field(.summary), .piece("a"), .piece("b"), .piece("c")])
        var korean = Manuscript.Text()
        korean.title = "얼음"
        korean.from[.title] = Fingerprint.of("Ice")
        korean.pieces = [
            Manuscript.Piece(id: "c", block: .picture(source: "rink.svg", alt: "링크", caption: nil)),
            Room.piece("a", "<p>하나</p>", from: manuscript.source.pieces[0].block.fingerprint),
            Manuscript.Piece(id: "b", block: .product(handle: "scarf")),
        ]
        manuscript.texts[.korean] = korean
        let some = manuscript.completeness(in: .korean)
        #expect(some.missing == [.field(.summary), .piece("c")] && some.outdated.isEmpty && some.done == 3 && some.percent == 60)
        manuscript.texts[.english]?.title = "Black ice"
        manuscript.texts[.english]?.pieces[0].block = .text(html: "<p>One more</p>")
        #expect(manuscript.completeness(in: .korean).outdated == [.field(.title), .piece("a")])
        #expect(manuscript.completeness(in: .english).isWhole)
    }

    @Test func `differences are told part by part`() {
        let old = Self.manuscript()
        var new = old
        new.head.author = "Ann"
        new.texts[.english]?.title = "Black ice"
        new.texts[.english]?.pieces = [
            old.source.pieces[2], Room.piece("a", "<p>Two</p>"), Room.piece("e", "<p>New</p>"),
        ]
        new.texts[.japanese] = Manuscript.Text()
        new.texts[.japanese]?.title = "氷"
        let told = ManuscriptDifference.between(old, new).map {
            "\($0.language?.rawValue ?? "-") \($0.place) \($0.block ?? "-") \($0.kind): \($0.before) → \($0.after)"
        }
        #expect(told == [
            "- author - added:  → Ann", "en title - changed: Ice → Black ice",
            "en a text changed: One → Two",
            "en e text added:  → New", "en b product removed: scarf → ", "ja title - added:  → 氷",
        ])
        var moved = old
        moved.texts[.english]?.pieces.swapAt(0, 3)
        #expect(Set(ManuscriptDifference.between(old, moved).map(\.kind)) == [.moved])
    }

    @Test(arguments: [
        ("A small step", "A big small step", "A +big +small step"), ("One two", "One two three", "One -two-+two three+"), ("", "New", "+New+"), ("Same", "Same", "Same"),
        ("氷の上", "雪の上", "-氷-+雪+の上"),
    ])
    func `words are compared one by one`(old: String, new: String, told: String) {
        let runs = WordDifference.runs(from: old, to: new)
        let text = runs.map { run in
            switch run {
            case .same(let words): words
            case .removed(let words): "-\(words)-"
            case .added(let words): "+\(words)+"
            }
        }.joined()
        #expect(text == told)
    }

    @Test func `any two texts differ by what makes one of the other`() {
        var random = SeededRandom(20_180_209)
        let words = ["ice ", "snow ", "氷", "雪", "the\n", "lane ", ""]
        for _ in 0..<300 {
            let (old, new) = (Self.text(words, &random), Self.text(words, &random))
            let runs = WordDifference.runs(from: old, to: new)
            #expect(runs.map { if case .added(let words) = $0 { words } else if case .same(let words) = $0 { words } else { "" } }.joined() == new)
            #expect(runs.map { if case .removed(let words) = $0 { words } else if case .same(let words) = $0 { words } else { "" } }.joined() == old)
        }
    }

    private static func text(_ words: [String], _ random: inout SeededRandom) -> String {
        (0..<Int.random(in: 0...12, using: &random)).map { _ in words.randomElement(using: &random) ?? "" }.joined()
    }

    @Test(arguments: Engine.available)
    func `links that lead nowhere and texts that are too long are named`(_ engine: Engine) async throws {
        try await Room.with(engine) { room in
            let key = try await room.create().key
            let links = [
                "/us/en/stories/ice", "/us/en/stories/never", "/stories/ice", "#part", "https://example.org/", "product:scarf", "product:never", "/us/en/products",
            ]
            try await room.write([Room.piece("a", "<p>" + links.map { "<a href=\"\($0)\">x</a>" }.joined() + "</p>")], key)
            #expect(try await room.problems(key, knowing: ["scarf"]) == [
                "error unknown_product en a never", "warning no_picture - picture ", "warning no_summary en summary ",
                "warning dead_link en a /us/en/stories/never", "warning dead_link en a /stories/ice", "warning dead_link en a #part",
            ])
            var submission = Submission(base: try await room.work(key).version)
            submission.texts[.english] = Manuscript.Text()
            submission.texts[.english]?.title = String(repeating: "x", count: 501)
            try await room.save(submission, key)
            #expect(try await room.problems(key).first == "error too_long en title 500")
        }
    }
}
