import Catalogue
import Exchange
import Films
import Foundation
import Logging
import Releases
import Staff
import Storage
import Stories
import TestKit
import Testing
import Values

@testable import Hub

/// What a release lacks, read from real stories, films and products, and judged by the facts alone.
@Suite struct ReleaseReadinessTests {
    private static let now = Instant("2018-01-20T00:00:00Z") ?? Instant(ms: 0)
    private static let edge = Instant("2018-02-01T00:00:00Z") ?? Instant(ms: 0)
    private static let gb = Market(
        code: MarketCode("GB")!, name: "UK", currency: Currency("GBP")!, zoneName: "Europe/London", languages: [.english], taxMode: .included)
    private static let jp = Market(
        code: MarketCode("JP")!, name: "Japan", currency: Currency("JPY")!, zoneName: "Asia/Tokyo", languages: [.japanese, .english],
        taxMode: .included)
    private static let showings = [gb, jp].map { Showing(market: $0, opensAt: edge, closesAt: .never) }

    private static let files = [
        "products.csv": """
            Title,URL handle,Status,SKU,Option1 name,Option1 value,Price,Inventory tracker,Inventory quantity,Price / United Kingdom,Price / Japan
            Scarf,scarf,active,SCARF-S,Size,S,24.99,shopify,0,19.99,2990
            ,scarf,,SCARF-M,Size,M,24.99,shopify,0,19.99,
            Pin,pin,draft,PIN,Title,Default Title,5.00,,,4.00,500
            """,
        "stories/steps.en.md": """
            ---
            title: Small steps
            slug: steps
            language: en
            published: 2018-01-01T00:00:00Z
            ---
            [Scarf](product:scarf)

            See [the pin](product:pin), [nothing](product:never-was), [her](athlete:nobody) and [that](/gb/en/stories/other).
            """,
        "stories/other.en.md": "---\ntitle: Other\nslug: other\nlanguage: en\nstate: draft\n---\nText.\n",
        "films/ice.en.md": "---\ntitle: The ice\nlogline: One\n---\nText.\n",
    ]

    private static func raise(_ engine: Engine, _ body: (Hub, Release) async throws -> Void) async throws {
        try await Place.with(engine) { place in
            let folder = try TemporaryFolder()
            var settings = HubSettings(dataFolder: URL(fileURLWithPath: folder.path))
            if case .server(let url) = place.location { settings.databaseURL = url }
            let hub = try await Hub.open(settings, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }) { now }
            do {
                try await body(hub, try await fill(hub, URL(fileURLWithPath: folder.path)))
            } catch {
                await hub.close()
                throw error
            }
            await hub.close()
        }
    }

    /// A release with a lock that holds a story, a film and two products, and nothing else stands open.
    private static func fill(_ hub: Hub, _ folder: URL) async throws -> Release {
        try await hub.saveDemoMarkets()
        for (name, text) in files {
            let file = folder.appendingPathComponent(name)
            try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
        }
        let reports = [
            try await hub.importProducts(from: folder.appendingPathComponent("products.csv").path),
            try await hub.importStories(from: folder.appendingPathComponent("stories").path),
            try await hub.importFilms(from: folder.appendingPathComponent("films").path),
        ]
        for report in reports { try #require(report.count(.refused) == 0, "\(report.text())") }
        return try await hub.database.write { tx in
            try tx.run("DELETE FROM release_items")
            var release = try Release.named("Games", at: now, in: tx)
            for (sql, kind) in [
                ("SELECT key FROM stories WHERE slug = 'steps'", ItemKind.story), ("SELECT key FROM films", .film),
                ("SELECT key FROM products WHERE handle = 'scarf'", .product), ("SELECT key FROM products WHERE handle = 'pin'", .product),
            ] as [(SQL, ItemKind)] {
                let key = try #require(try tx.first(sql) { $0.key(0, of: Item.self) })
                try release.add(key, as: kind, in: tx)
            }
            for market in [gb, jp] { try release.open(market.code, from: .instant(edge), in: tx) }
            release = try release.setLock(Lock(leadSeconds: 3600), by: .plain, at: now, in: tx)
            return release
        }
    }

    private static func lines(_ hub: Hub, _ release: Release) async throws -> [String] {
        let found = try await hub.shortcomings(of: release)
        let slugs = try await hub.database.read { tx in try Hub.slugs(of: found.compactMap { $0.item?.key }, in: tx).mapValues(\.slug) }
        return found.map { one in
            [one.weight.rawValue, one.code, one.item.flatMap { slugs[$0.key] }, one.market?.text, one.language?.rawValue, one.value]
                .compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: " ")
        }.sorted()
    }

    @Test(arguments: Engine.available)
    func `everything that fans would miss is found, each in its market and language`(_ engine: Engine) async throws {
        try await Self.raise(engine) { hub, release in
            let lines = try await Self.lines(hub, release)
            #expect(lines == [
                "error dead_link steps athlete:nobody", "error dead_link steps product:never-was",
                "error no_credits ice", "error no_stock scarf GB", "error no_stock scarf JP", "error not_public pin",
                "warning closed_link steps GB story:other", "warning closed_link steps JP story:other",
                "warning no_duration ice",
                "warning no_picture ice", "warning no_picture pin", "warning no_picture scarf", "warning no_picture steps",
                "warning no_price scarf JP SCARF-M",
                "warning no_translation ice JP ja", "warning no_translation pin JP ja", "warning no_translation scarf JP ja",
                "warning no_translation steps JP ja",
            ])
        }
    }

    @Test(arguments: Engine.available)
    func `a guarded release is held until its errors are mended, and each turn stands in the log once`(_ engine: Engine) async throws {
        try await Self.raise(engine) { hub, release in
            func turn() async throws -> [String] {
                _ = try await hub.judgeReleases()
                return try await hub.database.read { tx in
                    var filter = Change.Filter()
                    filter.noun = "release"
                    return try Change.list(filter, limit: 50, in: tx).reversed().map { "\($0.action) \($0.after ?? "")" }
                }
            }
            let held = ["GB", "JP"].map {
                #"held_back {"channel":"digital","errors":"dead_link no_credits no_stock not_public","market":"\#($0)"}"#
            }
            #expect(try await turn() == held)
            #expect(try await turn() == held)
            try await hub.database.write { tx in
                try tx.run("DELETE FROM release_items WHERE release = \(release.key) AND kind <> 'product'")
                try tx.run("UPDATE products SET state = 'active'")
                let variant = try #require(try tx.first("SELECT key FROM variants WHERE sku = 'SCARF-S'") { $0.key(0, of: Variant.self) })
                _ = try Stock.count(5, of: variant, on: Self.now, in: tx)
            }
            let free = ["GB", "JP"].map { #"let_go {"channel":"digital","market":"\#($0)"}"# }
            #expect(try await turn() == held + free)
            #expect(try await turn() == held + free)
        }
    }

    @Test(arguments: Engine.available)
    func `a release without a lock is nobody's to hold`(_ engine: Engine) async throws {
        try await Self.raise(engine) { hub, release in
            _ = try await hub.database.write { tx in try release.setLock(nil, by: .unlocking, at: Self.now, in: tx) }
            _ = try await hub.judgeReleases()
            #expect(try await hub.database.read { try release.heldOpenings(in: $0) } == [])
        }
    }

    @Test func `a product is judged market by market`() {
        let (gb, jp) = (Self.gb.code, Self.jp.code)
        let key = ItemKey(raw: 5)
        func found(_ change: (inout ProductReadiness.Facts) -> Void) -> String {
            var facts = ProductReadiness.Facts()
            facts.languages = [.english, .japanese]
            facts.carried = [gb, jp]
            facts.offers = [.init("S", priced: [gb, jp], isThere: true), .init("M", priced: [gb, jp], isThere: true)]
            change(&facts)
            return ProductReadiness.judge(facts, key, Self.showings).map { one in
                ["\(one.weight)", one.code, one.market?.text, one.value].compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: " ")
            }.joined(separator: ", ")
        }
        #expect(found { _ in } == "")
        #expect(found { $0.carried = [gb] } == "error not_carried JP")
        #expect(found { $0.offers = [] } == "error no_variant")
        #expect(found { $0.offers[1].priced = [gb] } == "warning no_price JP M")
        #expect(found { for place in 0...1 { $0.offers[place].priced = [gb] } } == "error no_price JP")
        #expect(found { $0.offers[0].isThere = false } == "warning no_stock GB S, warning no_stock JP S")
        #expect(found { $0.offers[0].isThere = false; $0.offers[1].priced = [gb] }
            == "warning no_stock GB S, warning no_price JP M, error no_stock JP")
        #expect(found { $0.pictures = (0, 0) } == "warning no_picture")
        #expect(found { $0.pictures = (3, 2) } == "warning no_alt 2")
        #expect(found { $0.isActive = false } == "error not_public")
        #expect(found { $0.languages = [.korean] } == "error no_language GB English, error no_language JP 日本語, English")
    }

    @Test func `a film and a story are judged by what they have`() {
        let key = ItemKey(raw: 5)
        func text(_ found: [Shortcoming]) -> String {
            found.map { one in ["\(one.weight)", one.code, one.language?.rawValue].compactMap { $0 }.joined(separator: " ") }.joined(separator: ", ")
        }
        var film = FilmReadiness.Facts([.english, .japanese], credits: 1)
        #expect(text(FilmReadiness.judge(film, key, Self.showings)) == "")
        film.credits = 0
        film.hasDuration = false
        film.texts[.japanese] = false
        #expect(text(FilmReadiness.judge(film, key, Self.showings)) == "error no_credits, warning no_duration, warning no_alt ja")
        film.hasPicture = false
        #expect(text(FilmReadiness.judge(film, key, Self.showings)) == "error no_credits, warning no_picture, warning no_duration")
        var story = StoryReadiness.Facts([.english, .japanese])
        story.picture = "a.svg"
        #expect(text(StoryReadiness.judge(story, key, Self.showings)) == "")
        story.texts = [.english: false, .korean: false]
        story.isPublic = false
        #expect(text(StoryReadiness.judge(story, key, Self.showings)) == "error not_public, warning no_translation ja, warning no_alt en")
    }
}
