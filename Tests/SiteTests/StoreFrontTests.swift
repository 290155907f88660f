import Exchange
import Foundation
import HTTPTypes
import Hub
import Storage
import TestKit
import Testing
import Values

/// Two stores on one hub: fronts of their own, and no sign of what the other one sells.
struct StoreFrontTests {
    private static let now = Instant("2018-02-09T00:00:00Z") ?? Instant(ms: 0)

    @Test(arguments: Engine.available)
    func `what the market's store does not carry answers like a product that never was`(_ engine: Engine) async throws {
        try await Stage.with(engine, at: Self.now) { stage in
            try await stage.raiseStores()
            for (path, isThere) in [("/gb/en/products/bottle", true), ("/cn/en/products/bottle", false)] {
                #expect(try await stage.get(path).status == (isThere ? 200 : 404))
            }
            let hidden = try await stage.get("/cn/en/products/bottle").apart(from: "bottle")
            #expect(hidden == (try await stage.get("/cn/en/products/never-was").apart(from: "never-was")))
            let pages = [
                "", "/store", "/products", "/search?q=bottle", "/search/suggest?q=bott", "/stories", "/stories/steps", "/feed.xml", "/products/scarf", "/products/open-pin",
            ]
            for path in pages.map({ "/cn/en\($0)" }) + ["/api/v1/markets/cn/en/products"] {
                let seen = try await stage.get(path)
                #expect(seen.status == 200, "\(path)")
                #expect(!seen.text.contains("/products/bottle") && !seen.text.contains("BOTTLE"), "\(path)")
            }
            let british = try await stage.get("/sitemaps/gb/products/start.xml").text
            #expect(british.contains("/gb/en/products/bottle<") && !british.contains("/cn/en/products/bottle"))
            let chinese = try await stage.get("/sitemaps/cn/products/start.xml").text
            #expect(chinese.contains("/cn/en/products/scarf<") && !chinese.contains("/products/bottle"))
            #expect(try await stage.get("/sitemaps/cn/lists/start.xml").text.contains("https://hub.example/cn/en/store<"))
        }
    }

    @Test(arguments: Engine.available)
    func `a basket takes nothing that the market's store does not carry, and a line that it drops is not sold`(
        _ engine: Engine
    ) async throws {
        try await Stage.with(engine, at: Self.now) { stage in
            let item = try await stage.key(of: .variant, "BOTTLE")
            let added = try await stage.post("/cn/en/basket", ["variant": "\(item)", "quantity": "1"])
            #expect(added.status == 303)
            let cookie = added.headers[.setCookie]?.split(separator: ";").first.map(String.init) ?? ""
            #expect(try await stage.get("/cn/en/basket", [.cookie: cookie]).text.contains("66.60"))
            try await stage.raiseStores()
            let basket = try await stage.get("/cn/en/basket", [.cookie: cookie]).text
            #expect(basket.contains("not on sale here any more") && !basket.contains("66.60"))
            let refused = try await stage.post("/cn/en/basket", ["variant": "\(item)", "quantity": "1"])
            let unknown = try await stage.post("/cn/en/basket", ["variant": "\(Key<Item>(raw: 77))", "quantity": "1"])
            #expect(refused.status == unknown.status && refused.status >= 400 && refused.text == unknown.text)
        }
    }

    @Test
    func `each market has its own front, in its own order, and one without a store has none`() async throws {
        try await Stage.with(.sqlite, at: Self.now) { stage in
            try await stage.raiseStores()
            let flagship = try await stage.get("/cn/zh-hans/store")
            let world = try await stage.get("/gb/en/store")
            #expect(flagship.status == 200 && world.status == 200)
            #expect(flagship.text.contains("<h1>小小店</h1>") && flagship.text.contains("class=\"store is-flame\""))
            #expect(world.text.contains("<h1>World &amp; Co</h1>") && world.text.contains("class=\"store is-ice\""))
            #expect(world.text.contains("href=\"/gb/en/stories/steps\""))
            let order = ["<h2>Second</h2>", "/gb/en/products/bottle", "<h2>First</h2>", "/gb/en/products/scarf"]
            let places = order.compactMap { world.text.range(of: $0)?.lowerBound }
            #expect(places.count == 4 && places == places.sorted())
            #expect(try await stage.get("/us/en/store").status == 404)
            #expect(!(try await stage.get("/us/en").text.contains("/us/en/store")))
            #expect(try await stage.get("/gb/en").text.contains("href=\"/gb/en/store\""))
        }
    }
}

extension Stage {
    /// Two stores: one for China without the bottle, one for the others but the United States.
    func raiseStores() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("stores-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let files = [
            "flagship.zh-hans.md": "---\nname: 小小店\nmarkets: [CN]\n---\n- [a](product:scarf)\n- [b](product:bottle)\n",
            "world.en.md": """
                ---
                name: World & Co
                markets: [GB, JP, KR]
                look: ice
                story: steps
                ---
                ## Second

                - [b](product:bottle)
                - [p](product:open-pin)

                ## First

                - [a](product:scarf)
                - [p](product:open-pin)
                """,
        ]
        for (name, text) in files { try Data(text.utf8).write(to: folder.appendingPathComponent(name)) }
        let report = try await hub.importStores(from: folder.path)
        try #require(report.count(.refused) == 0, "\(report.text())")
        let sheet = folder.appendingPathComponent("assortment.csv")
        let rows = "scarf,\"flagship, world\"\nbottle,world\nopen-pin,\"flagship, world\"\nearly-pin,\"flagship, world\"\n"
        try Data("URL handle,Stores (product.metafields.stadion.stores)\n\(rows)".utf8).write(to: sheet)
        let assortment = try await hub.importProducts(from: sheet.path)
        try #require(assortment.count(.refused) == 0, "\(assortment.text())")
    }
}
