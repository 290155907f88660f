import Catalogue
import Exchange
import Foundation
import Orders
import Pictures
import Releases
import Storage
import Supply
import TestKit
import Testing
import Values

/// A hub's catalogue for one test: the United States at home, the United Kingdom and Japan.
struct Shop: Sendable {
    static let now = Instant(ms: 1_518_000_000_000)
    static let migrations =
        ReleaseSchema.migrations + SupplySchema.migrations + PictureSchema.migrations + OrderSchema.migrations
        + CatalogueSchema.migrations
    static let us = MarketCode("US")!
    static let gb = MarketCode("GB")!
    static let jp = MarketCode("JP")!

    static let markets = [
        Market(code: us, name: "United States", currency: Currency("USD")!, zoneName: "America/New_York", languages: [.english],
               taxMode: .added),
        Market(code: gb, name: "United Kingdom", currency: Currency("GBP")!, zoneName: "Europe/London", languages: [.english],
               taxMode: .included),
        Market(code: jp, name: "Japan", currency: Currency("JPY")!, zoneName: "Asia/Tokyo", languages: [.japanese], taxMode: .included),
    ]

    let database: Database
    let folder: TemporaryFolder
    var markets = Self.markets

    static func with(_ engine: Engine, _ markets: [Market] = Self.markets, _ body: (Shop) async throws -> Void) async throws {
        try await TestDatabase.with(engine, migrations) { place in
            try await body(Shop(database: place.database, folder: try TemporaryFolder(), markets: markets))
        }
    }

    /// Imports a file of these lines; the time goes on a day with each `day`.
    @discardableResult
    func take(_ text: String, day: Int64 = 0, isDryRun: Bool = false) async throws -> ImportReport {
        try await takeFile(folder.file("products.csv", text), day: day, isDryRun: isDryRun)
    }

    @discardableResult
    func takeFile(_ path: String, day: Int64 = 0, isDryRun: Bool = false) async throws -> ImportReport {
        try await ProductImport(database: database, markets: markets, now: Self.now.adding(seconds: day * 86_400))
            .run(path, isDryRun: isDryRun)
    }

    func export(_ name: String = "export.csv", day: Int64 = 0) async throws -> String {
        let path = "\(folder.path)/\(name)"
        _ = try await ProductExport(database: database, markets: markets, now: Self.now.adding(seconds: day * 86_400)).write(to: path)
        return path
    }

    func draft(_ handle: String, day: Int64 = 0) async throws -> ProductDraft {
        let slug = try #require(Slug(handle))
        return try #require(try await find(slug, day: day))
    }

    func find(_ handle: Slug, day: Int64 = 0) async throws -> ProductDraft? {
        try await database.read { try ProductDraft.load(handle, at: Self.now.adding(seconds: day * 86_400), in: $0) }
    }

    /// Every product, in the order in which they came in.
    func drafts(day: Int64 = 0) async throws -> [ProductDraft] {
        try await database.read { tx in
            try tx.all("SELECT handle FROM products ORDER BY key") { try $0.value(0) { Slug($0) } }
                .compactMap { try ProductDraft.load($0, at: Self.now.adding(seconds: day * 86_400), in: tx) }
        }
    }

    /// Rows of every table that an import writes to, for telling that nothing was written.
    func counts() async throws -> [Int64] {
        let tables = [
            "products", "variants", "prices", "stock", "cells", "ledger", "product_pictures", "releases", "release_items", "openings",
            "changes",
        ]
        return try await database.read { tx in try tables.map { try tx.count(SQL(stringLiteral: "SELECT count(*) FROM \($0)")) } }
    }

    /// Puts small pictures into the hub.
    func addPictures(_ names: [String]) async throws {
        let svg = #"<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"><rect width="4" height="4"/></svg>"#
        let file = try PictureFile(Data(svg.utf8))
        try await database.write { tx in for name in names { _ = try Picture.save(file, as: name, at: Self.now, in: tx) } }
    }
}

extension ImportReport {
    /// The counts as `created/updated/unchanged/skipped/refused`.
    var sums: String { Outcome.allCases.map { "\(count($0))" }.joined(separator: "/") }
    /// Refused rows as `line: reason`.
    var refusals: [String] { rows.filter { $0.outcome == .refused }.map { "\($0.place) \($0.subject): \($0.reason ?? "")" } }
}
