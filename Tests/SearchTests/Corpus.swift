import Releases
import Search
import Storage
import TestKit
import Testing
import Values

/// A small hub's documents for one test, open in the United States and in Japan unless a test closes them.
struct Corpus: Sendable {
    static let now = Instant("2018-03-01T00:00:00Z")!
    static let us = Market(
        code: MarketCode("US")!, name: "United States", currency: Currency("USD")!, zoneName: "America/New_York", languages: [.english],
        taxMode: .added)
    static let jp = Market(
        code: MarketCode("JP")!, name: "Japan", currency: Currency("JPY")!, zoneName: "Asia/Tokyo", languages: [.japanese, .english],
        taxMode: .included)

    let database: Database

    static func with(_ engine: Engine, _ body: (Corpus) async throws -> Void) async throws {
        try await TestDatabase.with(engine, ReleaseSchema.migrations + SearchSchema.migrations) { place in
            try await body(Corpus(database: place.database))
        }
    }

    /// Documents of a table: `kind | day | title en | title ja | title ko | title zh | labels | body`; their keys are their lines.
    static func documents(_ table: String, from first: Int64 = 1) throws -> [Document] {
        try TextTable.rows(table).enumerated().map { index, row in
            let kind = try #require(Kind.allCases.first { $0.name == row[0] })
            let freshAt = try #require(Instant("\(row[1])T00:00:00Z"))
            var texts: [Language: Document.Text] = [:]
            for (language, column) in [(Language.english, 2), (.japanese, 3), (.korean, 4), (.chinese, 5)] where row[column] != "-" {
                let isFirst = texts.isEmpty
                texts[language] = Document.Text(
                    title: row[column], labels: isFirst && row[6] != "-" ? [row[6]] : [], body: isFirst && row[7] != "-" ? row[7] : "")
            }
            let title = row[2...5].first { $0 != "-" } ?? ""
            let path = "\(kind.name)/\(Slug(making: title)?.text ?? "\(index)")"
            return Document(Key(raw: first + Int64(index)), kind, path: path, freshAt: freshAt, texts: texts)
        }
    }

    /// Puts documents in and opens them for good.
    func put(_ documents: [Document], in markets: [Market] = [us, jp]) async throws {
        try await database.write { tx in
            try Index.put(documents, in: tx)
            for market in markets {
                let release = try Release.standing(in: market, at: Self.now, in: tx)
                for document in documents { try release.add(document.item, in: tx) }
            }
        }
    }

    /// What a query finds: paths in their order, kind by kind.
    func find(_ text: String, in language: Language = .english, _ market: Market = us, limit: Int = 50) async throws -> [String] {
        let query = try Query(text)
        let found = try await database.read { tx in
            try Finder(in: language, through: Gate(market.code, at: Self.now)).find(query, limit: limit, in: tx)
        }
        return Kind.allCases.flatMap { found.hits[$0]?.map(\.path) ?? [] }
    }

    /// The titles that are suggested.
    func suggest(_ text: String, in language: Language = .english, _ market: Market = us) async throws -> [String] {
        let query = try Query(text)
        return try await database.read { tx in
            try Finder(in: language, through: Gate(market.code, at: Self.now)).suggest(query, limit: 8, in: tx).map(\.title)
        }
    }

    func problems(with documents: [Document]) async throws -> [String] {
        try await database.read { try SearchAudit.problems(in: $0) + SearchAudit.problems(with: documents, in: $0) }
    }
}
