import Catalogue
import Exchange
import Foundation
import Orders
import Releases
import Storage
import TestKit
import Testing
import Values

/// What a market's store does not carry does not exist there.
struct StoreTests {
    private static let products = """
        Title,URL handle,Status,SKU,Price,Price / GB,Price / JP
        Scarf,scarf,active,S,30.00,20.00,3000
        Pin,pin,active,P,5.00,4.00,500
        Mug,mug,active,M,9.00,8.00,900

        """

    private static let home = """
        ---
        name: Home Counter
        line: "Near & dear"
        markets: [US]
        look: ice
        position: 2
        story: begin
        ---
        ## Warm

        - [scarf](product:scarf)
        - [pin](product:pin)
        """

    private static let away = """
        ---
        name: Away Counter
        markets: GB, JP
        position: 1
        ---
        [mug](product:mug)
        """

    @Test(arguments: Engine.available)
    func `a product is there where the market's store carries it, and nowhere else`(_ engine: Engine) async throws {
        try await Shop.with(engine) { shop in
            try await shop.take(Self.products)
            #expect(try await shop.seen() == "US mug pin scarf | GB mug pin scarf | JP mug pin scarf")
            try await shop.takeStores(["home.en.md": Self.home, "away.en.md": Self.away])
            #expect(try await shop.seen() == "US  | GB  | JP ")
            try await shop.take("URL handle,Stores (product.metafields.stadion.stores)\nscarf,home\npin,\"away, home\"\nmug,away\n")
            #expect(try await shop.seen() == "US pin scarf | GB mug pin | JP mug pin")
        }
    }

    @Test(arguments: Engine.available)
    func `a market that no store serves sells the whole catalogue`(_ engine: Engine) async throws {
        try await Shop.with(engine) { shop in
            try await shop.takeStores(["home.en.md": Self.home])
            try await shop.take(Self.products)
            try await shop.take("URL handle,Stores (product.metafields.stadion.stores)\nscarf,\npin,\n")
            #expect(try await shop.seen() == "US mug | GB mug pin scarf | JP mug pin scarf")
        }
    }

    @Test(arguments: Engine.available)
    func `a store that takes a market serves it alone`(_ engine: Engine) async throws {
        try await Shop.with(engine) { shop in
            try await shop.takeStores(["home.en.md": Self.home, "away.en.md": Self.away])
            try await shop.take(Self.products)
            try await shop.take("URL handle,Stores (product.metafields.stadion.stores)\nscarf,home\npin,away\nmug,away\n")
            try await shop.takeStores(["home.en.md": Self.home.replacing("[US]", with: "[US, JP]")])
            #expect(try await shop.seen() == "US scarf | GB mug pin | JP scarf")
            let away = try await shop.database.read { try StoreDraft.load(try #require(Slug("away")), in: $0) }
            #expect(away?.markets == [Shop.gb])
        }
    }

    @Test(arguments: Engine.available)
    func `a folder of stores is read whole, and a second time changes nothing`(_ engine: Engine) async throws {
        try await Shop.with(engine) { shop in
            let files = [
                "home.en.md": Self.home, "home.ja.md": "---\nname: 家の売り場\n---\n## あたたかい\n\n- [scarf](product:scarf)\n- [pin](product:pin)\n",
                "notes.txt": "none",
            ]
            #expect(try await shop.takeStores(files).sums == "1/0/0/1/0")
            #expect(try await shop.takeStores(files).sums == "0/0/1/1/0")
            let store = try #require(try await shop.database.read { try Store.serving(Shop.us, in: .japanese, in: $0) })
            #expect(store.store.name == "家の売り場" && store.store.look == .ice && store.store.story == "begin")
            #expect(store.front == [.text(html: "<h2>あたたかい</h2>"), .products(handles: ["scarf", "pin"])])
            let english = try #require(try await shop.database.read { try Store.serving(Shop.us, in: .korean, in: $0) })
            #expect(english.store.name == "Home Counter" && english.store.line == "Near & dear")
            #expect(try await shop.database.read { try Store.serving(Shop.gb, in: .english, in: $0) == nil })
        }
    }

    @Test(arguments: [
        ("name: A\nmarkets: [XX]", "markets: The hub has no market XX. Take it out, or add the market first."),
        ("name: A\nmarkets: [Japan]", "markets: “Japan” is no market."),
        ("name: A\nlook: beige", "look: “beige” is no look. Use one of flame, ice, pine."),
        ("line: A", "name: A store needs a name. Write one in s.en.md."),
        ("name: A\nposition: first", "position: “first” is no number."),
        ("name: A\npicture: none.svg", "picture: There is no picture called none.svg in the hub. Import it first."),
        ("name: A\nslug: Not One", "slug: “Not One” is no slug: only lower-case letters, digits and hyphens are. Write not-one."),
    ])
    func `a store that cannot be taken is refused with what to do`(_ front: String, _ reason: String) async throws {
        try await Shop.with(.sqlite) { shop in
            let report = try await shop.takeStores(["s.en.md": "---\n\(front)\n---\n"])
            #expect(report.refusals == ["s.en.md s: \(reason)"])
            #expect(try await shop.database.read { try Store.slugs(in: $0) } == [])
        }
    }

    @Test(arguments: Engine.available)
    func `the file says which stores carry a product, else --store adds one, else every store has it`(_ engine: Engine) async throws {
        try await Shop.with(engine) { shop in
            try await shop.takeStores(["home.en.md": Self.home, "away.en.md": Self.away])
            try await shop.take(Self.products)
            #expect(try await shop.draft("scarf").stores == [Slug("home")!, Slug("away")!])
            try await shop.take("URL handle,Stores (product.metafields.stadion.stores)\nscarf,home\npin,\n")
            try await shop.take("Title,URL handle\nScarf two,scarf\nPin two,pin\nBag,bag\n", stores: ["away"])
            #expect(try await shop.draft("scarf").stores == [Slug("home")!, Slug("away")!])
            #expect(try await shop.draft("pin").stores == [Slug("away")!])
            #expect(try await shop.draft("bag").stores == [Slug("away")!])
            let column = "Stores (product.metafields.stadion.stores)"
            try await shop.take("URL handle,\(column)\nbag,home\n", stores: ["away"])
            #expect(try await shop.draft("bag").stores == [Slug("home")!])
            let refused = try await shop.take("URL handle,\(column)\nbag,\"home, nowhere\"\n")
            #expect(refused.refusals.count == 1 && refused.refusals[0].contains("There is no store called “nowhere”."))
            #expect(try await shop.draft("bag").stores == [Slug("home")!])
        }
    }

    @Test(arguments: Engine.available)
    func `an export tells who carries what, and reading it again changes nothing`(_ engine: Engine) async throws {
        try await Shop.with(engine) { shop in
            try await shop.takeStores(["home.en.md": Self.home, "away.en.md": Self.away])
            try await shop.take(Self.products)
            try await shop.take("URL handle,Stores (product.metafields.stadion.stores)\nscarf,home\nmug,\n")
            let path = try await shop.export()
            #expect(try await shop.takeFile(path).sums == "0/0/3/0/0")
            let all = "Title,URL handle,Stores (product.metafields.stadion.stores)\nScarf,scarf,\"away, home\"\nMug,mug,home\n"
            try await shop.take(all)
            #expect(try await shop.takeFile(path).sums == "0/2/1/0/0")
            #expect(try await shop.draft("scarf").stores == [Slug("home")!])
            #expect(try await shop.draft("mug").stores == [])
        }
    }
}

extension Shop {
    @discardableResult
    func takeStores(_ files: [String: String]) async throws -> ImportReport {
        let folder = try TemporaryFolder()
        for (name, text) in files { _ = try folder.file(name, text) }
        return try await StoreImport(database: database, markets: markets, now: Self.now).run(folder.path)
    }

    /// Imports a file of these lines for products that some stores carry.
    @discardableResult
    func take(_ text: String, stores: [String]) async throws -> ImportReport {
        try await ProductImport(database: database, markets: markets, stores: stores.compactMap { Slug($0) }, now: Self.now)
            .run(folder.file("products.csv", text))
    }

    /// What every way of looking at products finds in each market; they must agree.
    func seen() async throws -> String {
        let handles = ["mug", "pin", "scarf"].compactMap { Slug($0) }
        return try await database.read { tx in
            try markets.map { market in
                let gate = Gate(market.code, at: Self.now)
                let listed = try ProductCard.list(through: gate, in: market, language: .english, limit: 9, in: tx).map(\.product.handle.text).sorted()
                let found = try ProductCard.find(handles, through: gate, in: market, language: .english, in: tx).map(\.product.handle.text)
                let single = handles.filter { (try? Product.find($0, language: .english, through: gate, in: tx)) != nil }.map(\.text)
                let offered = try handles.filter { handle in
                    let variant = try tx.first("SELECT v.key FROM variants v JOIN products p ON p.key = v.product WHERE p.handle = \(handle)") {
                        $0.key(0, of: Item.self)
                    }
                    let item = try #require(variant)
                    return try CatalogueSeller().offer(item, quantity: 1, by: nil, in: market, language: .english, at: Self.now, in: tx) != nil
                }.map(\.text)
                #expect(found == listed && single == listed && offered == listed)
                return "\(market.code) \(listed.joined(separator: " "))"
            }.joined(separator: " | ")
        }
    }
}
