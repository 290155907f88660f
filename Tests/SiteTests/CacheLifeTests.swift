import Catalogue
import HTTPTypes
import Hub
import Releases
import Storage
import TestKit
import Testing
import Values

/// A kept page, here or in a browser, never lives past the moment at which it becomes wrong.
struct CacheLifeTests {
    private static let edge = Instant("2018-02-01T00:00:00Z") ?? Instant(ms: 0)
    private static let pages = [
        "/gb/en", "/gb/en/stories", "/gb/en/products", "/gb/en/stories/steps", "/gb/en/products/bottle", "/gb/en/feed.xml",
        "/sitemap.xml", "/sitemaps/gb/stories/start.xml", "/gb/en/feed.json", "/gb/en/merchant.xml",
        "/api/v1/markets/gb/en/stories", "/api/v1/markets/gb/en/products",
    ]
    private static let distances: [Int64] = [86_400_000, 20_001, 20_000, 10_001, 10_000, 9_999, 5_000, 1_000, 1]

    @Test(arguments: ["opening", "closing", "price"])
    func `max-age ends before the next edge`(_ kind: String) async throws {
        try await Stage.with(.sqlite, at: Self.edge.adding(seconds: -200_000)) { stage in
            try await Self.set(kind, stage)
            for distance in Self.distances {
                stage.turn(to: Instant(ms: Self.edge.ms - distance))
                for path in Self.pages where kind != "price" || !Self.isWithoutPrices(path) {
                    for turn in ["first", "kept"] {
                        let seen = try await stage.get(path)
                        #expect(seen.status == 200)
                        #expect(seen.maxAge * 1000 <= distance, "\(path) \(distance) ms before, \(turn)")
                        #expect(seen.maxAge == (distance > 10_000 ? 10 : 0), "\(path) \(distance) ms before, \(turn)")
                    }
                }
            }
        }
    }

    @Test(arguments: Engine.available)
    func `a price changes on every page in its first millisecond`(_ engine: Engine) async throws {
        try await Stage.with(engine, at: Self.edge.adding(seconds: -200)) { stage in
            try await Self.set("price", stage)
            let paths = ["/gb/en", "/gb/en/products", "/gb/en/products/bottle", "/gb/en/stories/steps", "/api/v1/markets/gb/en/products"]
            for (ms, old, new) in [(Self.edge.ms - 15_000, true, false), (Self.edge.ms - 1, true, false), (Self.edge.ms, false, true)] {
                stage.turn(to: Instant(ms: ms))
                for path in paths {
                    let text = try await stage.get(path).text
                    let isOld = text.contains("£9.95") || text.contains("\"minor\":995,")
                    let isNew = text.contains("£11.20") || text.contains("\"minor\":1120,")
                    #expect([isOld, isNew] == [old, new], "\(path) \(ms - Self.edge.ms)")
                }
            }
        }
    }

    @Test(arguments: Engine.available)
    func `what a failed payment held is there again in the millisecond in which the time to pay is over`(_ engine: Engine) async throws {
        try await Stage.with(engine, at: Self.edge) { stage in
            let order = try await stage.order("OPEN", card: "4000000000000002")
            #expect(order.status == 303)
            var shown: [Bool] = []
            for ms: Int64 in [1_000, 880_000, 899_999, 900_000] {
                stage.turn(to: Instant(ms: Self.edge.ms + ms))
                let page = try await stage.get("/gb/en/products/open-pin").text
                let isGone = page.contains("Sold out")
                #expect(isGone != page.contains(">1 left<"))
                shown.append(isGone)
            }
            #expect(shown == [true, true, true, false])
        }
    }

    @Test
    func `while the database is away a kept page is shown up to the edge and never after`() async throws {
        try await Stage.with(.sqlite, at: Self.edge.adding(seconds: -30)) { stage in
            try await Self.set("opening", stage)
            let kept = try await stage.get("/gb/en").text
            await stage.hub.close()
            for distance: Int64 in [15_000, 9_999, 5_000, 1] {
                stage.turn(to: Instant(ms: Self.edge.ms - distance))
                let seen = try await stage.get("/gb/en")
                #expect(seen.status == 200 && seen.text == kept)
                #expect(seen.maxAge * 1000 <= distance, "\(distance) ms before")
            }
            stage.turn(to: Self.edge)
            let late = try await stage.get("/gb/en")
            #expect(late.status == 503)
            #expect(late.headers[.retryAfter] == "5")
        }
    }

    private static func set(_ kind: String, _ stage: Stage) async throws {
        switch kind {
        case "opening": try await stage.schedule(.story, "early-bird", in: ["GB"], from: .instant(edge))
        case "closing": try await stage.schedule(.story, "early-bird", in: ["GB"], from: .instant(Instant(ms: 0)), to: .instant(edge))
        default:
            let variant: Key<Variant> = try await stage.key(of: .variant, "BOTTLE").retyped()
            let gb = try #require(MarketCode("GB"))
            try await stage.hub.database.write { tx in
                _ = try Price(minor: 1120, beforeMinor: nil).set(for: variant, in: gb, from: edge, in: tx)
                tx.touch(.products)
            }
        }
    }

    private static func isWithoutPrices(_ path: String) -> Bool { path.hasSuffix("feed.xml") || path.hasSuffix("/gb/en/stories") }
}
