import Exchange
import HTTPTypes
import Hub
import Releases
import Storage
import TestKit
import Testing
import Values

/// What is closed answers like what never was: same status, same headers, same bytes.
struct ClosedTests {
    private static let now = Instant("2018-01-15T00:00:00Z") ?? Instant(ms: 0)

    @Test(arguments: Engine.available)
    func `a closed thing cannot be told from one that does not exist`(_ engine: Engine) async throws {
        try await Stage.with(engine, at: Self.now) { stage in
            let opens = EdgeTime.instant(Self.now.adding(seconds: 86_400))
            try await stage.schedule(.story, "early-bird", in: ["GB", "JP"], from: opens)
            try await stage.schedule(.product, "early-pin", in: ["GB", "JP"], from: opens)
            let paths = [
                "/gb/en/stories/early-bird", "/jp/ja/stories/early-bird", "/gb/en/stories/early-bird/seen.gif",
                "/gb/en/stories?after=early-bird", "/gb/en/products/early-pin", "/jp/en/products/early-pin",
                "/gb/en/products/bottle?from=early-bird", "/gb/en/products/early-pin?from=early-bird",
            ]
            for path in paths {
                for slug in ["early-bird", "early-pin"] where path.contains(slug) {
                    let unknownSlug = String("neverwasxx".prefix(slug.count))
                    let other = path.replacing(slug, with: unknownSlug)
                    let closed = try await stage.get(path).apart(from: slug)
                    let unknown = try await stage.get(other).apart(from: unknownSlug)
                    #expect(closed == unknown, "\(path)")
                }
            }
            try await Self.forms(stage)
        }
    }

    @Test(arguments: Engine.available)
    func `an open text leads to what is closed only once it is open`(_ engine: Engine) async throws {
        try await Stage.with(engine, at: Self.now) { stage in
            let folder = try TemporaryFolder()
            _ = try folder.file("pointer.en.md", """
                ---
                title: A pointer
                slug: pointer
                language: en
                author: The desk
                published: 2018-01-01T00:00:00Z
                ---
                First [the bird](/gb/en/stories/early-bird) and [the pin](/gb/en/products/early-pin?size=1#top), then [the bottle](/gb/en/products/bottle).
                """)
            let report = try await stage.hub.importStories(from: folder.path)
            #expect(report.count(.created) == 1, "\(report.text())")
            let goods = try folder.file("goods.csv", "URL handle,Description\nscarf,\"<p>See <a href=\"\"/gb/en/stories/early-bird\"\">the bird</a></p>\"\n")
            #expect(try await stage.hub.importProducts(from: goods).count(.updated) == 1)
            let edge = Self.now.adding(seconds: 86_400)
            try await stage.schedule(.story, "early-bird", in: ["GB"], from: .instant(edge))
            try await stage.schedule(.product, "early-pin", in: ["GB"], from: .instant(edge))
            let paths = [
                "/gb/en/stories/pointer", "/gb/en/feed.json", "/gb/en/feed.xml", "/gb/en/products/scarf",
                "/api/v1/markets/gb/en/products/scarf",
            ]
            for (moment, isOpen) in [(Self.now, false), (Instant(ms: edge.ms - 1), false), (edge, true)] {
                stage.turn(to: moment)
                for path in paths {
                    let seen = try await stage.get(path)
                    #expect(seen.status == 200 && seen.text.contains("the bird") == (path != "/gb/en/feed.xml"), "\(path)")
                    #expect(seen.text.contains("early-bird") == isOpen, "\(path) at \(moment)")
                    if path == paths[0] {
                        #expect(seen.text.contains("/gb/en/products/early-pin?size=1#top") == isOpen && seen.text.contains("/gb/en/products/bottle"))
                    }
                }
            }
        }
    }

    private static func forms(_ stage: Stage) async throws {
        let closed = try await stage.key(of: .variant, "EARLY")
        let unknown = ItemKey(raw: closed.raw + (1 << 22))
        let open = try await stage.key(of: .variant, "BOTTLE").description
        let first = try await stage.post("/gb/en/basket", ["variant": closed.description])
        let second = try await stage.post("/gb/en/basket", ["variant": unknown.description])
        #expect(first.status == 422)
        #expect(first.apart(from: closed.description) == second.apart(from: unknown.description))
        for from in ["early-bird", "never-was!", ""] {
            let added = try await stage.post("/gb/en/basket", ["variant": open, "from": from])
            #expect(added.status == 303 && added.headers[.location] == "/gb/en/basket?added=Bottle", "\(from)")
        }
    }
}
