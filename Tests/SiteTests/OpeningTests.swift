import Releases
import Storage
import TestKit
import Testing
import Values

/// Nothing early, to the millisecond, on every way out.
struct OpeningTests {
    private static let opens = instant("2018-02-01T00:00:00Z")
    private static let closes = instant("2018-02-25T12:00:00Z")

    /// Where a story shows, and the text by which.
    private static let storyExits = [
        "/gb/en": "Early bird", "/gb/en/stories": "Early bird", "/gb/en/stories/early-bird": "Early bird",
        "/gb/en/stories/steps": "Early bird", "/gb/en/feed.xml": "early-bird", "/sitemaps/gb/stories/start.xml": "/gb/en/stories/early-bird",
        "/gb/en/feed.json": "early-bird",
        "/api/v1/markets/gb/en/stories": "early-bird", "/gb/en/products/scarf": "Early bird", "/gb/en/stories/early-bird/seen.gif": "GIF89a",
        "/gb/en/nothing-here": "Early bird",
    ]
    private static let productExits = [
        "/gb/en": "Early pin", "/gb/en/products": "Early pin", "/gb/en/products/early-pin": "Early pin",
        "/gb/en/stories/steps": "Early pin", "/gb/en/products/scarf": "Early pin", "/sitemaps/gb/products/start.xml": "/gb/en/products/early-pin",
        "/gb/en/merchant.xml": "Early pin",
        "/api/v1/markets/gb/en/products": "early-pin",
    ]

    @Test(arguments: Engine.available)
    func `a story is on every page and list in its first millisecond, and on none before or after`(_ engine: Engine) async throws {
        try await Stage.with(engine, at: Self.opens.adding(seconds: -60)) { stage in
            try await stage.schedule(.story, "early-bird", in: ["GB"], from: .instant(Self.opens), to: .instant(Self.closes))
            try await Self.check(Self.storyExits, stage)
        }
    }

    @Test(arguments: Engine.available)
    func `a product is on every page and list in its first millisecond, and on none before or after`(_ engine: Engine) async throws {
        try await Stage.with(engine, at: Self.opens.adding(seconds: -60)) { stage in
            try await stage.schedule(.product, "early-pin", in: ["GB"], from: .instant(Self.opens), to: .instant(Self.closes))
            try await Self.check(Self.productExits, stage)
            try await Self.canBeBought(stage)
        }
    }

    @Test
    func `each market opens at its own midnight`() async throws {
        let table = TextTable.rows("""
            us/en      | US | America/New_York | 2018-02-01T05:00:00Z
            gb/en      | GB | Europe/London    | 2018-02-01T00:00:00Z
            jp/ja      | JP | Asia/Tokyo       | 2018-01-31T15:00:00Z
            kr/ko      | KR | Asia/Seoul       | 2018-01-31T15:00:00Z
            cn/zh-hans | CN | Asia/Shanghai    | 2018-01-31T16:00:00Z
            """)
        try await Stage.with(.sqlite, at: Self.opens.adding(seconds: -86_400)) { stage in
            let midnight = try #require(CivilTime("2018-02-01T00:00"))
            for row in table {
                try await stage.schedule(.story, "early-bird", in: [row[1]], from: .civil(midnight, zone: row[2], occurrence: nil))
            }
            for row in table {
                let opens = Self.instant(row[3])
                let statuses = try await Self.statuses("/\(row[0])/stories/early-bird", stage, [opens.ms - 1, opens.ms])
                #expect(statuses == [404, 200], "\(row[1])")
            }
        }
    }

    /// Before, first, last and after, each page kept from before and asked for again.
    private static func check(_ exits: [String: String], _ stage: Stage) async throws {
        let moments = [(opens.ms - 30_000, false), (opens.ms - 1, false), (opens.ms, true), (closes.ms - 1, true), (closes.ms, false)]
        for (ms, isOpen) in moments {
            stage.turn(to: Instant(ms: ms))
            for (path, text) in exits {
                for turn in ["first", "kept"] {
                    let seen = try await stage.get(path)
                    let shows = seen.text.contains(text)
                    #expect(shows == isOpen, "\(path) \(ms - opens.ms) ms after the opening, \(turn)")
                }
            }
        }
    }

    /// What is closed cannot be put into a basket; what closes in the basket cannot be ordered.
    private static func canBeBought(_ stage: Stage) async throws {
        let variant = try await stage.key(of: .variant, "EARLY").description
        var statuses: [Int] = []
        for ms in [opens.ms - 1, opens.ms, closes.ms - 1, closes.ms] {
            stage.turn(to: Instant(ms: ms))
            statuses.append(try await stage.post("/gb/en/basket", ["variant": variant]).status)
        }
        #expect(statuses == [422, 303, 303, 422])
    }

    private static func statuses(_ path: String, _ stage: Stage, _ moments: [Int64]) async throws -> [Int] {
        var statuses: [Int] = []
        for ms in moments {
            stage.turn(to: Instant(ms: ms))
            statuses.append(try await stage.get(path).status)
        }
        return statuses
    }

    private static func instant(_ text: String) -> Instant { Instant(text) ?? Instant(ms: 0) }
}
