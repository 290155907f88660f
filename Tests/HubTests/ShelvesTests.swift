import Exchange
import Foundation
import Orders
import Pictures
import Releases
import Stories
import Storage
import Supply
import TestKit
import Testing
import Values

@testable import Catalogue
@testable import Hub

/// Shelves that follow what changes, against reading everything anew.
@Suite struct ShelvesTests {
    private static let migrations = ReleaseSchema.migrations + SupplySchema.migrations + PictureSchema.migrations
        + OrderSchema.migrations + CatalogueSchema.migrations + StorySchema.migrations
    private static let start = Instant("2018-02-01T09:00:00Z")!

    /// A shelf as text, with the numbers of values taken away.
    private static func outline(_ shelf: Shelf) -> [String] {
        let rows = shelf.keys.indices.map { place in
            let values = shelf.values[shelf.starts[place]..<shelf.starts[place + 1]].map { number in
                "\(shelf.known[Int(number)].facet)=\(shelf.known[Int(number)].code)"
            }
            return "\(shelf.keys[place]) \(shelf.prices[place]) \(shelf.isAvailable[place]) \(values.sorted()) "
                + "\(shelf.variants[shelf.variantStarts[place]..<shelf.variantStarts[place + 1]].sorted())"
        }
        let uses = zip(shelf.known, shelf.uses).filter { $0.1 > 0 }.map { "\($0.0.facet)=\($0.0.code) \($0.1)" }.sorted()
        return rows + uses + [shelf.byPrice.map { "\(shelf.keys[Int($0)])" }.joined(separator: " ")]
    }

    @Test(arguments: Engine.available)
    func `a shelf that follows every change is the one that is read anew`(_ engine: Engine) async throws {
        var random = SeededRandom.printed()
        try await TestDatabase.with(engine, Self.migrations) { place in
            let yard = Yard(database: place.database, folder: try TemporaryFolder())
            let shelves = Shelves()
            place.database.onChange { shelves.outdate($0) }
            var now = Self.start
            for number in 0..<12 { try await yard.take(number, at: now, &random) }
            for step in 0..<80 {
                let what = try await yard.change(&now, &random)
                for market in Yard.markets {
                    let generation = shelves.generation
                    let gate = Gate(market.code, at: now)
                    let (followed, anew) = try await place.database.read { tx in
                        let sports = Set(try Sport.list(in: .english, through: gate, in: tx).map(\.slug.text))
                        return (
                            try shelves.shelf(through: gate, in: market, generation: generation, in: tx),
                            try Shelf.load(through: gate, in: market, sports: sports, in: tx))
                    }
                    try #require(Self.outline(followed) == Self.outline(anew), "step \(step): \(what) in \(market.code)")
                }
            }
        }
    }

    @Test func `a price that is planned while the shelf is kept begins on time`() async throws {
        var random = SeededRandom(3)
        try await TestDatabase.with(.sqlite, Self.migrations) { place in
            let yard = Yard(database: place.database, folder: try TemporaryFolder())
            let shelves = Shelves()
            place.database.onChange { shelves.outdate($0) }
            for number in 0..<3 { try await yard.take(number, at: Self.start, &random) }
            let market = Yard.markets[0]
            func lowest(at moment: Instant) async throws -> Int64? {
                let generation = shelves.generation
                return try await place.database.read { tx in
                    try shelves.shelf(through: Gate(market.code, at: moment), in: market, generation: generation, in: tx).prices.min()
                }
            }
            #expect(try await lowest(at: Self.start) ?? 0 >= 500)
            let edge = Self.start.adding(seconds: 10)
            try await place.database.write { tx in
                let variant = try tx.first("""
                    SELECT v.key FROM variants v JOIN products p ON p.key = v.product WHERE p.state = 'active' ORDER BY v.key LIMIT 1
                    """) { $0.key(0, of: Variant.self) }
                try Price(minor: 7, beforeMinor: nil).schedule(
                    for: #require(variant), in: market.code, from: edge, to: edge.adding(seconds: 10), at: Self.start, in: tx)
            }
            var found: [Int64?] = []
            for seconds in [0, 9, 10, 19, 20] as [Int64] { found.append(try await lowest(at: Self.start.adding(seconds: seconds))) }
            #expect(found.map { $0 == 7 } == [false, false, true, true, false])
        }
    }

    @Test func `who looked at the clock before an edge gets the shelf of that moment`() async throws {
        var random = SeededRandom(1)
        try await TestDatabase.with(.sqlite, Self.migrations) { place in
            let yard = Yard(database: place.database, folder: try TemporaryFolder())
            let shelves = Shelves()
            place.database.onChange { shelves.outdate($0) }
            for number in 0..<3 { try await yard.take(number, at: Self.start, &random) }
            let edge = Self.start.adding(seconds: 60)
            try await place.database.write { tx in
                try tx.run("DELETE FROM openings")
                let release = try Release.named("late", at: Self.start, in: tx)
                for key in try tx.all("SELECT key FROM products", { $0.key(0, of: Item.self) }) { try release.add(key, in: tx) }
                try release.open(Yard.markets[0].code, from: .instant(edge), in: tx)
            }
            func count(at moment: Instant) async throws -> Int {
                let generation = shelves.generation
                return try await place.database.read { tx in
                    try shelves.shelf(through: Gate(Yard.markets[0].code, at: moment), in: Yard.markets[0], generation: generation, in: tx).count
                }
            }
            var counts: [Int] = []
            for ms in [-1, 0, -1, 5, -1] as [Int64] { counts.append(try await count(at: Instant(ms: edge.ms + ms))) }
            #expect(counts == [0, 3, 0, 3, 0])
        }
    }
}

/// A catalogue in which anything may happen.
private struct Yard: Sendable {
    let database: Database
    let folder: TemporaryFolder
    static let markets = [("US", "United States", "USD", "America/New_York"), ("JP", "Japan", "JPY", "Asia/Tokyo")].map { code, name, currency, zone in
        Market(
            code: MarketCode(code)!, name: name, currency: Currency(currency)!, zoneName: zone, languages: [.english], taxMode: .added)
    }

    /// Imports a product anew, with whatever sizes, kinds, tags, prices and stock.
    func take(_ number: Int, at now: Instant, _ random: inout SeededRandom) async throws {
        let sizes = ["S", "M", "L", "XL"].filter { _ in Bool.random(using: &random) } + ["XXL"]
        let kind = ["Scarves", "Mugs", ""].randomElement(using: &random)!
        let tags = ["luge", "luge, curling", "", "winter"].randomElement(using: &random)!
        let status = Int.random(in: 0..<5, using: &random) == 0 ? "draft" : "active"
        let rows = sizes.map { size in
            let (dollars, yen) = (Int.random(in: 5...90, using: &random), Int.random(in: 5...90, using: &random) * 100)
            return "Thing \(number),thing-\(number),\(status),\(kind),\"\(tags)\",Size,\(size),\(dollars),\(yen),shopify,\(Int.random(in: 0...2, using: &random))"
        }
        let head = "Title,URL handle,Status,Type,Tags,Option1 name,Option1 value,Price,Price / Japan,Inventory tracker,Inventory quantity"
        let path = try folder.file("things.csv", ([head] + rows).joined(separator: "\n") + "\n")
        _ = try await ProductImport(database: database, markets: Self.markets, now: now).run(path, isDryRun: false)
    }

    /// Lets one thing happen, and says which.
    func change(_ now: inout Instant, _ random: inout SeededRandom) async throws -> String {
        let (at, market) = (now, Self.markets.randomElement(using: &random)!.code)
        switch Int.random(in: 0..<7, using: &random) {
        case 0, 1:
            let number = Int.random(in: 0..<16, using: &random)
            try await take(number, at: now, &random)
            return "thing \(number) came in"
        case 2:
            let from = at.adding(seconds: Int64.random(in: -600...3_600, using: &random))
            let to = Bool.random(using: &random) ? from.adding(seconds: Int64.random(in: 1...3_600, using: &random)) : nil
            let (name, pick) = ("r\(UInt64.random(in: 0...9, using: &random))", Int64.random(in: 0..<12, using: &random))
            try await database.write { tx in
                let release = try Release.named(name, at: at, in: tx)
                try tx.first("SELECT key FROM products ORDER BY key LIMIT 1 OFFSET \(pick)", { $0.key(0, of: Item.self) })
                    .map { _ = try release.add($0, in: tx) }
                try release.close(market, in: tx)
                try release.open(market, from: .instant(from), to: to.map { .instant($0) }, in: tx)
            }
            return "release \(name) from \(from)"
        case 3:
            let (pick, minor) = (Int64.random(in: 0..<20, using: &random), Int64.random(in: 100...9_000, using: &random))
            let from = at.adding(seconds: Int64.random(in: 0...1_800, using: &random))
            try await database.write { tx in
                let variant = try tx.first("SELECT key FROM variants WHERE removed_at IS NULL ORDER BY key LIMIT 1 OFFSET \(pick)", {
                    $0.key(0, of: Variant.self)
                })
                try variant.map {
                    try Price(minor: minor, beforeMinor: nil).schedule(
                        for: $0, in: market, from: from, to: from.adding(seconds: 900), at: at, in: tx)
                }
            }
            return "price \(minor) from \(from)"
        case 4:
            let pick = Int64.random(in: 0..<20, using: &random)
            _ = try await database.write { try $0.run("UPDATE cells SET held = capacity - sold WHERE key = (SELECT cell FROM stock ORDER BY cell LIMIT 1 OFFSET \(pick))") }
            now = now.adding(seconds: 31)
            return "stock was taken"
        case 5:
            var sport = SportDraft(slug: Slug(Bool.random(using: &random) ? "luge" : "curling")!)
            sport.names = [.english: "Sport \(Int.random(in: 0...9, using: &random))"]
            sport.markets = [market]
            let draft = sport
            try await database.write { _ = try draft.save(at: at, markets: Self.markets, in: $0) }
            return "sport \(sport.slug)"
        default:
            now = now.adding(seconds: Int64.random(in: 0...1_200, using: &random))
            return "time went on to \(now)"
        }
    }
}
