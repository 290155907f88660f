import Catalogue
import Foundation
import Orders
import Pictures
import Releases
import Search
import Storage
import Stories
import Supply
import Values

/// Measures searches, suggestions and lists of products against a hub of many athletes and products.
///
/// Prints one line a measurement: name, a tab, milliseconds.
struct Finding {
    private static let rounds = 2_000
    private static let batch = 250
    private static let words = "Knitted double, so that there is no wrong side."
    private static let now = Instant("2018-02-20T12:00:00Z") ?? .now

    private let database: Database
    private let market: Market
    private let gate: Gate

    static func run(_ location: Database.Location, athletes: Int, products: Int) async throws {
        let migrations = ReleaseSchema.migrations + SupplySchema.migrations + PictureSchema.migrations + OrderSchema.migrations
            + CatalogueSchema.migrations + StorySchema.migrations + SearchSchema.migrations
        let database = try await Database.open(location, migrations)
        guard let code = MarketCode("US"), let currency = Currency("USD") else { return }
        let market = Market(
            code: code, name: "United States", currency: currency, zoneName: "America/New_York", languages: [.english],
            taxMode: .added)
        let bench = Finding(database: database, market: market, gate: Gate(code, at: now))
        let begun = ContinuousClock.now
        // A place that an earlier run filled is measured as it is.
        let filled = try await database.read { try $0.first("SELECT count(*) FROM products") { $0.int(0) } ?? 0 }
        if filled == 0 { try await bench.fill(athletes: athletes, products: products) }
        report("filling with \(athletes) athletes and \(products) products, seconds", Self.ms(begun) / 1000)
        try await bench.measure("\(athletes / 1000)k athletes, \(products / 1000)k products")
        await database.close()
    }

    private func fill(athletes: Int, products: Int) async throws {
        let (market, batch) = (market, Self.batch)
        let release = try await database.write { try Release.standing(in: market, at: Self.now, in: $0) }
        for start in stride(from: 0, to: athletes, by: batch) {
            let count = min(batch, athletes - start)
            try await database.write { try Self.addAthletes(start, count, to: release, in: $0) }
        }
        for start in stride(from: 0, to: products, by: batch) {
            let count = min(batch, products - start)
            try await database.write { try Self.addProducts(start, count, to: release, in: $0) }
        }
    }

    private static func addAthletes(_ start: Int, _ count: Int, to release: Release, in tx: Transaction) throws {
        var crowd = Crowd(seed: UInt64(start) + 1)
        let people = try (0..<count).map { _ in (key: try tx.newKey(Item.self), names: crowd.person()) }
        try addToRelease(people.map(\.key), release, in: tx)
        try Index.put(people.enumerated().map { offset, person in
            Document(
                person.key, .athlete, path: "athletes/a\(start + offset)", freshAt: Instant(ms: 0), rank: 64,
                texts: person.names.mapValues { Document.Text(title: $0, labels: ["Speed skating", "KOR"]) })
        }, in: tx)
    }

    private static func addProducts(_ start: Int, _ count: Int, to release: Release, in tx: Transaction) throws {
        var crowd = Crowd(seed: UInt64(start) + 77)
        let goods = try (0..<count).map { offset in
            (key: try tx.newKey(Item.self), variant: try tx.newKey(Variant.self), names: crowd.product(start + offset),
             price: Int64(500 + crowd.number(below: 9_000)), size: ["S", "M", "L", "XL"][crowd.number(below: 4)],
             number: start + offset)
        }
        try addToRelease(goods.map(\.key), release, in: tx)
        let columns = """
            products (key, handle, title, html, vendor, category, kind, tags, tax_class, state, option1, option2, option3, extra,
            created_at, changed_at, language)
            """
        try insert(columns, goods.map { good -> SQL in
            let title = good.names[.english] ?? ""
            let kind = String(title.split(separator: " ")[1].dropLast())
            return """
                (\(good.key), \("p\(good.number)"), \(title), \(""), \("Bench"), \(""), \(kind), \("lanes, winter"), \("standard"),
                \("active"), \("Size"), \(""), \(""), \("{}"), \(now), \(now), \("en"))
                """
        }, in: tx)
        let parts = """
            variants (key, product, position, option1, option2, option3, sku, gtin, grams, weight_unit, ships, oversell, picture,
            extra)
            """
        try insert(parts, goods.map { good in
            """
            (\(good.variant), \(good.key), 0, \(good.size), \(""), \(""), \("B\(good.number)"), \(""), 1, \("g"), 1, 0, \(""),
            \("{}"))
            """
        }, in: tx)
        try insert("prices (key, variant, market, minor, valid_from, valid_to)", try goods.map { good in
            "(\(try tx.newKey(Price.self)), \(good.variant), \("US"), \(good.price), 0, \(Instant.never))"
        }, in: tx)
        try Index.put(goods.map { good in
            Document(
                good.key, .product, path: "products/p\(good.number)", freshAt: now,
                texts: good.names.mapValues { Document.Text(title: $0, labels: ["lanes, winter"], body: Self.words) })
        }, in: tx)
    }

    private static func addToRelease(_ items: [ItemKey], _ release: Release, in tx: Transaction) throws {
        try insert("release_items (release, item)", items.map { "(\(release.key), \($0))" }, in: tx)
    }

    private static func insert(_ table: String, _ rows: [SQL], in tx: Transaction) throws {
        try tx.run("INSERT INTO \(SQL(stringLiteral: table)) VALUES \(SQL.joined(rows, by: ", "))")
    }

    private func measure(_ size: String) async throws {
        let (gate, market) = (gate, market)
        var crowd = Crowd(seed: 4_711)
        let queries = (0..<Self.rounds).map { _ in crowd.query() }
        let shown: [Kind: SQL] = [.product: Product.isSold("d.item", in: market.code, at: gate.at)]
        try await times("search, \(size)", queries.count) { round in
            let query = try Query(queries[round].text)
            _ = try await database.read { tx in
                try Finder(in: queries[round].language, through: gate, showing: shown).find(query, limit: 24, in: tx).total
            }
        }
        try await times("suggestions, \(size)", queries.count) { round in
            let text = queries[round].text
            let query = try Query(String(text.prefix(1 + round % text.count)))
            _ = try await database.read { tx in
                try Finder(in: queries[round].language, through: gate, showing: shown).suggest(query, limit: 8, in: tx).count
            }
        }
        let begun = ContinuousClock.now
        let shelf = try await database.read { try Shelf.load(through: gate, in: market, sports: ["winter"], in: $0) }
        Self.report("reading the shelf, \(size)", Self.ms(begun))
        let keys = try await database.read { try $0.all("SELECT key FROM products ORDER BY key") { $0.key(0, of: Product.self) } }
        try await times("reading ten changed products again, \(size)", 50) { round in
            let changed = Set((0..<10).map { keys[(round * 7_919 + $0 * 104_729) % keys.count] })
            _ = try await database.read { try shelf.reread(changed, through: gate, in: market, sports: ["winter"], in: $0) }
        }
        try await times("counting what is in stock again, \(size)", 20) { _ in
            _ = try await database.read { try shelf.recounted(in: $0) }
        }
        let choices = Self.choices
        try await times("list with facets, \(size)", 500) { round in
            let page = shelf.page(choices[round % choices.count], limit: 24)
            _ = try await database.read { tx in
                try ProductCard.find(page.products, through: gate, in: market, language: .english, in: tx).count
            }
        }
    }

    private static let choices = [
        ShelfChoice(), ShelfChoice([.kind: ["scarf"]]), ShelfChoice([.size: ["m", "l"]], order: .cheap),
        ShelfChoice([.kind: ["mug", "pin"], .size: ["s"], .price: ["2"]], order: .dear),
        ShelfChoice([.sport: ["winter"], .stock: ["in"]]),
    ]

    private func times(_ name: String, _ count: Int, _ work: (Int) async throws -> Void) async throws {
        for round in 0..<min(50, count) { try await work(round) }
        var times: [Double] = []
        for round in 0..<count {
            let begun = ContinuousClock.now
            try await work(round)
            times.append(Self.ms(begun))
        }
        times.sort()
        Self.report("\(name), p50", times[count / 2])
        Self.report("\(name), p99", times[count * 99 / 100])
    }

    private static func ms(_ begun: ContinuousClock.Instant) -> Double {
        let elapsed = begun.duration(to: .now).components
        return Double(elapsed.seconds) * 1000 + Double(elapsed.attoseconds) / 1e15
    }

    private static func report(_ name: String, _ ms: Double) {
        FileHandle.standardOutput.write(Data("\(name)\t\((ms * 100).rounded() / 100)\n".utf8))
    }
}
