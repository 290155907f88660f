import Exchange
import Foundation
import Hub
import Releases
import Storage
import Testing
import Values

/// What the stage's hub sells and tells.
enum Goods {
    static let products = """
        Title,URL handle,Description,Vendor,Type,Status,SKU,Option1 name,Option1 value,Price,Inventory tracker,Inventory quantity,\
        Price / United Kingdom,Compare-at price / United Kingdom,Price / Japan,Price / South Korea,Price / China
        Lane <scarf> & more,scarf,"<p>Warm & <b>long</b></p>",Mill & Sons,Scarves,active,SCARF-S,Size,S,24.99,shopify,0,19.99,,2990,32000,168.50
        ,scarf,,,,,SCARF-M,Size,M,24.99,shopify,4,19.99,,2990,32000,168.50
        ,scarf,,,,,SCARF-L,Size,L,26.99,shopify,100,21.99,,3190,34000,178.50
        Bottle,bottle,,,,active,BOTTLE,Title,Default Title,12.35,shopify,1000,9.95,12.00,1234,15750,66.60
        Open pin,open-pin,,,,active,OPEN,Title,Default Title,5.00,shopify,1,4.00,,500,5000,30.00
        Early pin,early-pin,,,,active,EARLY,Title,Default Title,5.00,shopify,50,4.00,,500,5000,30.00
        """

    /// A story that is open, with an open and an early product in it; and a story that is early itself.
    static let stories = [
        "steps.en.md": story("Small steps", "steps", "[Bottle](product:bottle)\n\n[Early pin](product:early-pin)\n\nSee [the pin](product:early-pin)."),
        "steps.ja.md": story("小さな一歩", "steps", "[Bottle](product:bottle)\n\n[Early pin](product:early-pin)", language: "ja"),
        "early-bird.en.md": story("Early bird", "early-bird", "[Lane scarf](product:scarf)\n\n- [Bottle](product:bottle)\n- [Lane scarf](product:scarf)\n"),
    ]

    private static func story(_ title: String, _ slug: String, _ body: String, language: String = "en") -> String {
        """
        ---
        title: \(title)
        slug: \(slug)
        summary: "Summary of \(slug) & <more>"
        language: \(language)
        author: The desk
        published: 2018-01-01T00:00:00Z
        sport: Running
        ---
        A long way begins with a small step & a < sign.

        > Begin anywhere.

        \(body)
        """
    }

    static func fill(_ stage: Stage, _ folder: URL) async throws {
        try FileManager.default.createDirectory(at: folder.appendingPathComponent("stories"), withIntermediateDirectories: true)
        let file = folder.appendingPathComponent("products.csv")
        try Data(products.utf8).write(to: file)
        for (name, text) in stories { try Data(text.utf8).write(to: folder.appendingPathComponent("stories/\(name)")) }
        try await stage.hub.saveDemoMarkets()
        let reports = [
            try await stage.hub.importProducts(from: file.path),
            try await stage.hub.importStories(from: folder.appendingPathComponent("stories").path),
        ]
        for report in reports { try #require(report.count(.refused) == 0, "\(report.text())") }
    }
}

extension Stage {
    /// Takes something out of a market's standing release, and opens it there from one time to another instead.
    func schedule(_ table: Thing, _ name: String, in codes: [String], from start: EdgeTime, to end: EdgeTime? = nil) async throws {
        let (markets, now) = (try await hub.markets().markets, hub.now())
        try await hub.database.write { tx in
            guard let item = try tx.first(table.query(name), { $0.key(0, of: Item.self) }) else { throw NotFound(name) }
            for code in codes {
                guard let market = markets.first(where: { $0.code.text == code }) else { throw NotFound(code) }
                try Release.standing(in: market, at: now, in: tx).remove(item, in: tx)
                let release = try Release.named("\(name) in \(code)", at: now, in: tx)
                try release.add(item, in: tx)
                try release.open(market.code, from: start, to: end, in: tx)
            }
        }
    }

    /// The key of something that pages may not show.
    func key(of table: Thing, _ name: String) async throws -> ItemKey {
        try await hub.database.read { try $0.first(table.query(name)) { $0.key(0) } } ?? ItemKey(raw: 0)
    }

    enum Thing: Sendable {
        case story, product, variant, athlete

        fileprivate func query(_ name: String) -> SQL {
            switch self {
            case .story: "SELECT key FROM stories WHERE slug = \(name)"
            case .product: "SELECT key FROM products WHERE handle = \(name)"
            case .athlete: "SELECT key FROM athletes WHERE slug = \(name)"
            case .variant: "SELECT key FROM variants WHERE sku = \(name)"
            }
        }
    }
}
