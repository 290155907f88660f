import Catalogue
import Exchange
import Orders
import Storage
import Supply
import TestKit
import Testing
import Values

/// What the desk does to a product, as texts by name.
@Suite struct ProductEditTests {
    private static let products = """
        Title,URL handle,Description,Status,SKU,Option1 name,Option1 value,Price,Price / Japan,Inventory tracker,Inventory quantity,\
        Weight value (grams),Product image URL,Image alt text
        Lane scarf,lane-scarf,<p>Warm</p>,active,S-1,Colour,Flame,38.00,4800,shopify,10,260,a.svg,A red scarf
        ,lane-scarf,,,S-2,,Ice,38.00,4800,shopify,4,260,b.svg,
        """

    private struct Bench: Sendable {
        let shop: Shop
        let key: Key<Product>
        let flame: Key<Variant>
        let ice: Key<Variant>

        func facts(day: Int64 = 1) async throws -> ProductFacts {
            try await shop.database.read { try ProductFacts.read(key, at: Self.at(day), in: $0).showing(shop.markets) }
        }

        @discardableResult
        func change(_ changes: [String: String], day: Int64 = 1) async throws -> FactChange {
            try await shop.database.write { try Product.change(key, changes, at: Self.at(day), markets: shop.markets, in: $0) }
        }

        static func at(_ day: Int64) -> Instant { Shop.now.adding(seconds: day * 86_400) }
    }

    private func withBench(_ engine: Engine, _ body: (Bench) async throws -> Void) async throws {
        try await Shop.with(engine) { shop in
            try await shop.addPictures(["a.svg", "b.svg", "c.svg"])
            try await shop.take(Self.products)
            let (key, variants) = try await shop.database.read { tx in
                let key = try #require(try tx.first("SELECT key FROM products") { $0.key(0, of: Product.self) })
                return (key, try ProductFacts.read(key, at: Shop.now, in: tx).variants.map(\.key))
            }
            try await body(Bench(shop: shop, key: key, flame: variants[0], ice: variants[1]))
        }
    }

    @Test(arguments: Engine.available)
    func `a product is read as texts by name`(engine: Engine) async throws {
        try await withBench(engine) { bench in
            let facts = try await bench.facts()
            let flame = bench.flame
            #expect(facts.values == [
                "title": "Lane scarf", "html": "<p>Warm</p>", "state": "active", "language": "en", "option1": "Colour",
                "tax_class": "standard", "markets": "JP US", "pictures": "a.svg\nb.svg", "alt.a.svg": "A red scarf",
                "variant.\(flame).option1": "Flame", "variant.\(flame).sku": "S-1", "variant.\(flame).grams": "260",
                "variant.\(flame).ships": "1", "price.US.\(flame)": "38.00", "price.JP.\(flame)": "4800", "stock.main.\(flame)": "10",
                "variant.\(bench.ice).option1": "Ice", "variant.\(bench.ice).sku": "S-2", "variant.\(bench.ice).grams": "260",
                "variant.\(bench.ice).ships": "1", "price.US.\(bench.ice)": "38.00", "price.JP.\(bench.ice)": "4800",
                "stock.main.\(bench.ice)": "4",
            ])
            #expect(facts.revision == 1 && facts.variants.map(\.name) == ["Flame", "Ice"])
        }
    }

    @Test(arguments: Engine.available)
    func `only what differs is written, and undoing it gives the same product`(engine: Engine) async throws {
        try await withBench(engine) { bench in
            let before = try await bench.facts()
            let nothing = try await bench.change(["title": "Lane scarf", "price.JP.\(bench.ice)": "4800", "stock.main.\(bench.flame)": "10"])
            #expect(nothing.isNothing && nothing.revision == 1)
            let change = try await bench.change([
                "title": "Scarf of lanes", "title.ja": "レーンのマフラー", "html.ja": "<p>あたたかい<script>x</script></p>",
                "variant.\(bench.ice).option1": "Glacier", "variant.\(bench.flame).gtin": "2001820000018", "price.JP.\(bench.ice)": "5200",
                "before.US.\(bench.ice)": "45.00", "pictures": "b.svg\na.svg", "alt.b.svg": "A blue scarf",
            ])
            #expect(change.after["html.ja"] == "<p>あたたかい</p>" && change.before["title"] == "Lane scarf" && change.before["title.ja"] == nil)
            let after = try await bench.facts()
            #expect(after.revision > 1 && after["price.JP.\(bench.ice)"] == "5200" && after["variant.\(bench.ice).option1"] == "Glacier")
            #expect(after.variants.map(\.key) == [bench.flame, bench.ice])
            let names = Set(change.before.keys).union(change.after.keys)
            let undo = Dictionary(uniqueKeysWithValues: names.map { ($0, change.before[$0] ?? "") })
            try await bench.change(undo, day: 2)
            let undone = try await bench.facts(day: 2)
            #expect(undone.values == before.values)
            // What it cost in between stays known.
            let price = try await bench.shop.database.read { try Price.of(bench.ice, in: Shop.jp, at: Bench.at(1), in: $0) }
            #expect(price == Price(minor: 5200, beforeMinor: nil))
        }
    }

    @Test(arguments: Engine.available)
    func `what cannot be used is refused with its name, and nothing is changed`(engine: Engine) async throws {
        try await withBench(engine) { bench in
            let (flame, ice) = (bench.flame, bench.ice)
            let table: [(String, String, String)] = [
                ("title", "", "title"), ("state", "sold", "state"), ("language", "xx", "language"), ("title.en", "Scarf", "title.en"),
                ("title.xx", "Scarf", "title.xx"), ("variant.\(ice).gtin", "2001820000017", "variant.\(ice).gtin"),
                ("variant.\(ice).gtin", "12", "variant.\(ice).gtin"), ("variant.\(ice).grams", "-1", "variant.\(ice).grams"),
                ("variant.\(ice).limit", "0", "variant.\(ice).limit"), ("variant.\(ice).option1", "Flame", "variant.\(ice).option1"),
                ("variant.\(ice).option1", "", "variant.\(ice).option1"), ("variant.\(ice).option2", "M", "variant.\(ice).option2"),
                ("price.JP.\(ice)", "12.50", "price.JP.\(ice)"), ("price.FR.\(ice)", "12.50", "price.FR.\(ice)"),
                ("before.GB.\(flame)", "12.50", "before.GB.\(flame)"), ("stock.main.\(ice)", "x", "stock.main.\(ice)"),
                ("pictures", "none.svg", "picture"), ("variant.123.sku", "X", "variant.123.sku"), ("colour", "red", "colour"),
                ("alt.c.svg", "C", "alt.c.svg"), ("option2", "Size", "option2"),
            ]
            let before = try await bench.facts()
            for (name, text, field) in table {
                do {
                    try await bench.change([name: text, "vendor": "Somebody"])
                    Issue.record("\(name) was taken")
                } catch let refusal as any Refusal {
                    #expect(refusal.field == field, "\(name)")
                }
            }
            let after = try await bench.facts()
            #expect(after.values == before.values && after.revision == before.revision)
        }
    }

    @Test(arguments: Engine.available)
    func `a product is sold at home and wherever it has a price once it is put on sale`(engine: Engine) async throws {
        try await Shop.with(engine) { shop in
            let key = try await shop.database.write {
                try Product.create(" Snow globe ", handle: "", language: .english, at: Shop.now, markets: shop.markets, in: $0)
            }
            let read = { @Sendable () async throws -> ProductFacts in
                try await shop.database.read { try ProductFacts.read(key, at: Shop.now.adding(seconds: 9), in: $0).showing(shop.markets) }
            }
            let change = { @Sendable (changes: [String: String]) async throws in
                _ = try await shop.database.write {
                    try Product.change(key, changes, at: Shop.now.adding(seconds: 9), markets: shop.markets, in: $0)
                }
            }
            let new = try await read()
            #expect(new.handle.text == "snow-globe" && new.state == .draft && new.variants.map(\.name) == [""] && new.options == [])
            try await change(["price.JP.\(new.variants[0].key)": "1200"])
            try await change(["state": "active"])
            #expect(try await read()["markets"] == "JP US")
            try await change(["price.GB.\(new.variants[0].key)": "9"])
            #expect(try await read()["markets"] == "GB JP US")
            try await change(["markets": "JP"])
            #expect(try await read()["markets"] == "JP")
            try await change(["state": "archived"])
            #expect(try await read()["markets"] == "")
            let again = await Outcome.of { try await shop.database.write {
                try Product.create("Other", handle: "snow-globe", language: .english, at: Shop.now, markets: shop.markets, in: $0)
            } }
            #expect(again.refusal == "invalid_field")
        }
    }

    @Test(arguments: Engine.available)
    func `variants grow from options and stay the same ones`(engine: Engine) async throws {
        try await withBench(engine) { bench in
            func set(_ options: [(name: String, values: [String])]) async throws -> ProductFacts {
                _ = try await bench.shop.database.write { tx in
                    try Product.setOptions(bench.key, options, at: Bench.at(1), markets: bench.shop.markets, in: tx)
                }
                return try await bench.facts()
            }
            let grown = try await set([("Colour", ["Flame", "Ice"]), ("Size", ["M", "L"])])
            #expect(grown.variants.map(\.name) == ["Flame / M", "Flame / L", "Ice / M", "Ice / L"])
            #expect(grown.variants[0].key == bench.flame && grown.variants[2].key == bench.ice)
            #expect(grown["stock.main.\(bench.flame)"] == "10" && grown["stock.main.\(grown.variants[1].key)"] == "0")
            #expect(grown["price.JP.\(grown.variants[3].key)"] == "4800" && grown["variant.\(grown.variants[3].key).grams"] == "260")
            let fewer = try await set([("Colour", ["Ice"]), ("Size", ["M", "L"])])
            #expect(fewer.variants.map(\.name) == ["Ice / M", "Ice / L"] && fewer.variants[0].key == bench.ice)
            let back = try await set([("Colour", ["Flame", "Ice"]), ("Size", ["M", "L"])])
            // The same variant comes back, without pieces: what is on the shelf is counted anew.
            #expect(back.variants[0].key == bench.flame && back["stock.main.\(bench.flame)"] == "0")
            let one = try await set([])
            #expect(one.variants.map(\.name) == [""] && one.options == [])
            let wrong: [[(name: String, values: [String])]] = [
                [("", ["A"])], [("Size", [])], [("Size", ["M", "M"])], [("Size", ["M"]), ("size", ["L"])],
                [("A", (1...50).map { "\($0)" }), ("B", (1...50).map { "\($0)" })],
            ]
            for options in wrong {
                let outcome = await Outcome.of { try await set(options) }
                #expect(outcome.refusal == "invalid_field")
            }
        }
    }

    @Test(arguments: Engine.available)
    func `a planned price begins by itself, ends by itself, and what applied before applies again`(engine: Engine) async throws {
        try await withBench(engine) { bench in
            func plan(_ minor: Int64, _ from: Int64, _ to: Int64?) async throws {
                try await bench.shop.database.write { tx in
                    try Price(minor: minor, beforeMinor: nil).schedule(
                        for: bench.ice, in: Shop.jp, from: Bench.at(from), to: to.map(Bench.at) ?? .never, at: Bench.at(1), in: tx)
                }
            }
            func prices() async throws -> [Int64?] {
                try await bench.shop.database.read { tx in
                    try [1, 2, 3, 4, 5, 6, 7].map { try Price.of(bench.ice, in: Shop.jp, at: Bench.at($0), in: tx)?.minor }
                }
            }
            try await plan(3900, 3, 5)
            #expect(try await prices() == [4800, 4800, 3900, 3900, 4800, 4800, 4800])
            try await plan(4000, 4, nil)
            #expect(try await prices() == [4800, 4800, 3900, 4000, 4000, 4000, 4000])
            try await plan(4100, 2, 6)
            #expect(try await prices() == [4800, 4100, 4100, 4100, 4100, 4000, 4000])
            let planned = try await bench.shop.database.read { try PlannedPrice.of(bench.key, after: Bench.at(1), in: $0) }
            #expect(planned.map { "\($0.price.minor)" } == ["4800", "4100", "4000"])
            for (from, to) in [(0, 3), (3, 3), (4, 3)] as [(Int64, Int64)] {
                let outcome = await Outcome.of { try await plan(1, from, to) }
                #expect(outcome.refusal == "invalid_field")
            }
        }
    }

    @Test(arguments: Engine.available)
    func `two who change different texts both win, and the same text is shown to the second`(engine: Engine) async throws {
        try await withBench(engine) { bench in
            let seen = try await bench.facts()
            let names = ["title", "vendor", "title.ja", "price.JP.\(bench.ice)"]
            let marks = Dictionary(uniqueKeysWithValues: names.map { ($0, ProductFacts.mark(of: seen[$0])) })
            let asSeen = Dictionary(uniqueKeysWithValues: names.map { ($0, seen[$0]) })
            try await bench.change(["title": "First", "title.ja": "一番"])
            let now = try await bench.facts()
            let other = FactMerge(asSeen.merging(["vendor": "Mill"]) { $1 }, marks: marks, over: now)
            #expect(other.changes == ["vendor": "Mill"] && other.conflicts.isEmpty)
            let same = FactMerge(asSeen.merging(["title": "Second", "title.ja": "一番", "vendor": "Mill"]) { $1 }, marks: marks, over: now)
            #expect(same.changes == ["vendor": "Mill"])
            #expect(same.conflicts.map { "\($0.name): \($0.theirs) / \($0.mine)" } == ["title: First / Second"])
        }
    }

    @Test(arguments: Engine.available)
    func `the till takes from locations in their order, and a location with pieces stays`(engine: Engine) async throws {
        try await withBench(engine) { bench in
            func demands(_ quantity: Int64) async throws -> [Int64] {
                try await bench.shop.database.write { tx in
                    let offer = try CatalogueSeller().offer(
                        bench.ice.retyped(), quantity: quantity, by: nil, in: Shop.markets[2], language: .english, at: Bench.at(2), in: tx)
                    return offer?.demands.map(\.count) ?? []
                }
            }
            let seoul = try await bench.shop.database.write { try Location.open("Seoul store", in: $0) }
            #expect(seoul.code == "seoul-store")
            try await bench.change(["stock.seoul-store.\(bench.ice)": "3"])
            #expect(try await bench.facts()["stock.seoul-store.\(bench.ice)"] == "3")
            let first = [try await demands(4), try await demands(6), try await demands(8)]
            #expect(first == [[4], [4, 2], [8]])
            try await bench.shop.database.write { try Location.find("seoul-store", in: $0).moveUp(in: $0) }
            let second = [try await demands(3), try await demands(6)]
            #expect(second == [[3], [3, 3]])
            let full = await Outcome.of { try await bench.shop.database.write { try Location.find("seoul-store", in: $0).close(in: $0) } }
            #expect(full.refusal == "invalid_field")
            try await bench.change(["stock.seoul-store.\(bench.ice)": ""])
            try await bench.shop.database.write { try Location.find("seoul-store", in: $0).close(in: $0) }
            let left = try await bench.shop.database.read { try Location.all(in: $0).map(\.code) }
            #expect(left == ["main"])
            let main = await Outcome.of { try await bench.shop.database.write { try Location.find("main", in: $0).close(in: $0) } }
            #expect(main.refusal == "invalid_field")
            #expect(try await bench.shop.database.read { try SupplyAudit.problems(in: $0) } == [])
        }
    }

    @Test(arguments: Engine.available)
    func `the list finds by text, state, kind and stock`(engine: Engine) async throws {
        try await withBench(engine) { bench in
            try await bench.shop.take("""
                Title,URL handle,Type,Status,SKU,Price,Inventory tracker,Inventory quantity
                Mug,mug,Mugs,draft,M-1,12.00,shopify,0
                Poster,poster,Posters,active,P-100%,9.00,,
                """)
            func titles(_ edit: (inout ProductRow.Filter) -> Void) async throws -> [String] {
                var filter = ProductRow.Filter()
                edit(&filter)
                let wanted = filter
                return try await bench.shop.database.read {
                    try ProductRow.list(wanted, in: Shop.markets[0], at: Bench.at(1), limit: 9, in: $0).map(\.title)
                }
            }
            #expect(try await titles { _ in } == ["Poster", "Mug", "Lane scarf"])
            #expect(try await titles { $0.state = .draft } == ["Mug"])
            #expect(try await titles { $0.kind = "Posters" } == ["Poster"])
            #expect(try await titles { $0.text = "LANE" } == ["Lane scarf"])
            #expect(try await titles { $0.text = "p-100%" } == ["Poster"])
            #expect(try await titles { $0.stock = .soldOut } == ["Mug"])
            #expect(try await titles { $0.stock = .uncounted } == ["Poster"])
            let rows = try await bench.shop.database.read {
                try ProductRow.list(ProductRow.Filter(), in: Shop.markets[0], at: Bench.at(1), limit: 9, in: $0)
            }
            #expect(rows.map(\.available) == [nil, 0, 14] && rows.map(\.price?.minor) == [900, 1200, 3800] && rows.map(\.variantCount) == [1, 1, 2])
        }
    }
}
