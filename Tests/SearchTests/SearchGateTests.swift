import Releases
import Search
import Storage
import TestKit
import Testing
import Values

/// What is closed leaves no trace: an index that holds it answers like one that never did.
struct SearchGateTests {
    private static let open = """
        stories  | 2018-02-01 | Winter lights | - | - | - | skating | A long evening.
        products | 2018-02-01 | Winter scarf  | - | - | - | - | Red.
        athletes | 2018-02-01 | Ada Winter    | - | - | - | - | -
        """
    private static let closed = """
        stories  | 2018-02-20 | Winter lights | 冬の灯 | 겨울 빛 | 冬天的灯 | skating winter | Wintre wintry winters.
        products | 2018-02-20 | Winter hat    | - | - | - | - | Red.
        athletes | 2018-02-20 | Adam Wintry   | - | - | - | - | -
        sports   | 2018-02-20 | Winter        | - | - | - | - | -
        """
    private static let queries = [
        "winter", "wintre", "wint", "w", "winter lights", "lights winter", "red", "hat", "wintry", "冬の灯", "灯", "겨울", "adam", "ada", "red hat", "skating",
    ]

    @Test(arguments: Engine.available)
    func `results, counts, fits and suggestions do not depend on what is closed`(_ engine: Engine) async throws {
        let bare = try await Self.answers(engine, closed: [])
        let kept = try await Self.answers(engine, closed: try Corpus.documents(Self.closed, from: 100))
        for (query, answer) in zip(Self.queries, bare) { #expect(!answer.isEmpty, "\(query)") }
        #expect(bare == kept)
    }

    @Test(arguments: Engine.available)
    func `many closed ones before an open one hide nothing`(_ engine: Engine) async throws {
        try await Corpus.with(engine) { corpus in
            let documents = (1...400).map { number in
                Document(
                    Key(raw: Int64(number)), .product, path: "products/\(number)", freshAt: Corpus.now,
                    texts: [.english: Document.Text(title: "Pin \(number)")])
            }
            try await corpus.put(Array(documents.prefix(30)))
            try await corpus.put(Array(documents.dropFirst(30)), in: [])
            #expect(try await corpus.find("pin").count == 30)
            #expect(try await corpus.suggest("pi").count == 8)
            #expect(try await corpus.find("pin", in: .english, Corpus.jp).first == "products/30")
        }
    }

    @Test(arguments: Engine.available)
    func `a market, a channel and a moment decide, and so does what the caller asks beside`(_ engine: Engine) async throws {
        try await Corpus.with(engine) { corpus in
            let documents = try Corpus.documents(Self.open)
            try await corpus.put(documents, in: [Corpus.us])
            let later = Corpus.now.adding(seconds: 60)
            try await corpus.database.write { tx in
                let release = try Release.named("Later", at: Corpus.now, in: tx)
                for document in documents { try release.add(document.item, in: tx) }
                try release.open(Corpus.jp.code, from: .instant(later), in: tx)
            }
            let counts = try await corpus.database.read { tx in
                try [(Corpus.us, Corpus.now), (Corpus.jp, Corpus.now), (Corpus.jp, later)].map { market, now in
                    try Finder(in: .english, through: Gate(market.code, at: now)).find(Query("winter"), limit: 9, in: tx).total
                }
            }
            #expect(counts == [3, 0, 3])
            let some = try await corpus.database.read { tx in
                try Finder(in: .english, through: Gate(Corpus.us.code, at: Corpus.now), showing: [.product: "d.item < 2", .story: "d.item < 2"])
                    .find(Query("winter"), limit: 9, in: tx).total
            }
            #expect(some == 2)
        }
    }

    private static func answers(_ engine: Engine, closed: [Document]) async throws -> [String] {
        var answers: [String] = []
        try await Corpus.with(engine) { corpus in
            try await corpus.put(closed, in: [])
            try await corpus.put(try Corpus.documents(open))
            let gate = Gate(Corpus.us.code, at: Corpus.now)
            for text in queries {
                let query = try Query(text)
                answers.append(try await corpus.database.read { tx in
                    let finder = Finder(in: .english, through: gate)
                    let found = try finder.find(query, limit: 9, in: tx)
                    let hits = Kind.allCases.flatMap { found.hits[$0] ?? [] }.map { "\($0.path) \($0.title) \($0.worth)" }
                    return "\(found.fit) \(found.total) \(hits) \(try finder.suggest(query, limit: 8, in: tx).map(\.title))"
                })
            }
        }
        return answers
    }
}
