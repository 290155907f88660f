import Exchange
import Foundation
import Pictures
import Releases
import Storage
import Stories
import TestKit
import Testing
import Values

/// A hub's stories for one test, in two markets.
struct Desk: Sendable {
    static let now = Instant("2018-03-01T00:00:00Z")!
    static let migrations = ReleaseSchema.migrations + PictureSchema.migrations + StorySchema.migrations
    static let markets = [
        Market(code: MarketCode("US")!, name: "United States", currency: Currency("USD")!, zoneName: "America/New_York",
               languages: [.english], taxMode: .added),
        Market(code: MarketCode("JP")!, name: "Japan", currency: Currency("JPY")!, zoneName: "Asia/Tokyo", languages: [.japanese],
               taxMode: .included),
    ]

    let database: Database
    let folder: TemporaryFolder

    static func with(_ engine: Engine, _ body: (Desk) async throws -> Void) async throws {
        try await TestDatabase.with(engine, migrations) { place in
            try await body(Desk(database: place.database, folder: try TemporaryFolder()))
        }
    }

    @discardableResult
    func take(
        _ path: String? = nil, in language: Language = .english, at now: Instant = Self.now, isDryRun: Bool = false
    ) async throws -> ImportReport {
        try await StoryImport(database: database, markets: Self.markets, language: language, now: now)
            .run(path ?? folder.path, isDryRun: isDryRun)
    }

    func draft(_ slug: String) async throws -> StoryDraft? {
        let slug = try #require(Slug(slug))
        return try await database.read { try StoryDraft.load(slug, in: $0) }
    }

    func counts() async throws -> [Int64] {
        let tables = ["stories", "story_texts", "story_products", "releases", "release_items", "openings", "changes"]
        return try await database.read { tx in try tables.map { try tx.count(SQL(stringLiteral: "SELECT count(*) FROM \($0)")) } }
    }

    func addPictures(_ names: [String]) async throws {
        let svg = #"<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"><rect width="4" height="4"/></svg>"#
        let file = try PictureFile(Data(svg.utf8))
        try await database.write { tx in for name in names { _ = try Picture.save(file, as: name, at: Self.now, in: tx) } }
    }
}

extension ImportReport {
    /// The counts as `created/updated/unchanged/skipped/refused`.
    var sums: String { Outcome.allCases.map { "\(count($0))" }.joined(separator: "/") }
}
