import Releases
import Storage
import TestKit
import Testing
import Values

/// Errors hold a guarded release back, market by market; mended or waved through, it goes.
@Suite struct ReadinessTests {
    private static let edge = Instant("2018-02-01T00:00:00Z") ?? Instant(ms: 0)
    private static let before = edge.adding(seconds: -100_000)
    private static let markets = [
        Market(code: MarketCode("GB")!, name: "UK", currency: Currency("GBP")!, zoneName: "Europe/London", languages: [.english], taxMode: .included),
        Market(code: MarketCode("JP")!, name: "Japan", currency: Currency("JPY")!, zoneName: "Asia/Tokyo", languages: [.japanese, .english], taxMode: .included),
    ]

    /// A release of an item that lacks what `wrong` says.
    private static func judge(
        _ release: Release, _ programme: Programme, _ wrong: [Shortcoming], at now: Instant
    ) async throws -> String {
        let check = ReadinessCheck(.story) { items, showings, _ in items.isEmpty || showings.isEmpty ? [] : wrong }
        return try await programme.database.write { tx in
            let found = try release.shortcomings(by: [check], among: markets, at: now, in: tx)
            let (held, free) = try release.judge(found, at: now, in: tx)
            return "held \(held.map(\.market.text)) free \(free.map(\.market.text))"
        }
    }

    private static func plan(_ programme: Programme) async throws -> Release {
        let release = try await programme.release("Guarded", [], """
            GB | \(edge) | for good
            JP | \(edge) | for good
            """)
        try await programme.database.write { tx in _ = try release.add(Programme.item(1), as: .story, in: tx) }
        return release
    }

    private static func isOpen(_ programme: Programme, at now: Instant) async throws -> [Bool] {
        [try await programme.isOpen(1, "GB", "\(now)"), try await programme.isOpen(1, "JP", "\(now)")]
    }

    @Test(arguments: Engine.available)
    func `an error holds back its market alone, also over the edge, and what is mended opens at once`(engine: Engine) async throws {
        try await Programme.with(engine) { programme in
            let release = try await Self.plan(programme)
            let item = ReleaseItem(Programme.item(1), .story)
            let wrong = [
                Shortcoming(.error, "no_price", item, in: MarketCode("JP")), Shortcoming(.warning, "no_picture", item, in: MarketCode("GB")),
            ]
            #expect(try await Self.judge(release, programme, wrong, at: Self.before) == #"held ["JP"] free []"#)
            #expect(try await Self.judge(release, programme, wrong, at: Self.before) == "held [] free []")
            #expect(try await Self.isOpen(programme, at: Self.edge) == [true, false])
            let late = Self.edge.adding(seconds: 600)
            // What is open is not closed by a check, however wrong it is by now.
            #expect(try await Self.judge(release, programme, [Shortcoming(.error, "gone", nil)], at: late) == "held [] free []")
            #expect(try await Self.isOpen(programme, at: late) == [true, false])
            let heard = Trail<Set<Topic>>()
            programme.database.onChange(heard.add)
            #expect(try await Self.judge(release, programme, [], at: late) == #"held [] free ["JP"]"#)
            #expect(heard.all == [[.releases]])
            #expect(try await Self.isOpen(programme, at: late) == [true, true])
        }
    }

    @Test(arguments: Engine.available)
    func `an edge that was held back is told when it is let go, once`(engine: Engine) async throws {
        try await Programme.with(engine) { programme in
            let release = try await Self.plan(programme)
            _ = try await Self.judge(release, programme, [Shortcoming(.error, "gone", nil)], at: Self.before)
            func told(_ seconds: Int64) async throws -> Int {
                let now = Self.edge.adding(seconds: seconds)
                return try await programme.database.write { try Opening.tellEdges(limit: 9, at: now, in: $0) }
            }
            #expect(try await told(0) == 0)
            _ = try await Self.judge(release, programme, [], at: Self.edge.adding(seconds: 60))
            let counts = [try await told(61), try await told(62)]
            #expect(counts == [2, 0])
        }
    }

    @Test(arguments: Engine.available)
    func `somebody who unlocks waves an opening through, and no check holds it again`(engine: Engine) async throws {
        try await Programme.with(engine) { programme in
            let release = try await Self.plan(programme)
            let wrong = [Shortcoming(.error, "gone", nil)]
            #expect(try await Self.judge(release, programme, wrong, at: Self.before) == #"held ["GB", "JP"] free []"#)
            let openings = try await programme.database.read { try release.openings(in: $0) }
            let plain = await Outcome.of {
                try await programme.database.write { try release.wave(through: openings[0].key, by: "Ada", hand: .plain, at: Self.before, in: $0) }
            }
            #expect(plain.refusal == "release_locked")
            let left = try await programme.database.write { tx in
                try release.wave(through: openings[0].key, by: "Ada", hand: .unlocking, at: Self.before, in: tx)
                return try release.heldOpenings(in: tx)
            }
            #expect(left == [openings[1].key])
            #expect(try await Self.judge(release, programme, wrong, at: Self.before) == "held [] free []")
            #expect(try await Self.isOpen(programme, at: Self.edge).filter { $0 }.count == 1)
        }
    }

    @Test(arguments: Engine.available)
    func `a release of nothing, or shown nowhere, says so`(engine: Engine) async throws {
        try await Programme.with(engine) { programme in
            let empty = try await programme.release("Empty", [], "GB | \(Self.edge) | for good")
            let nowhere = try await programme.release("Nowhere", [1], "GB | 2018-01-01T00:00:00Z | 2018-01-02T00:00:00Z")
            let outdoor = try await programme.release("Outdoor", [1], "GB | \(Self.edge) | for good | outdoor")
            for (release, expected) in [(empty, ["error empty"]), (nowhere, ["warning nowhere"]), (outdoor, ["warning nowhere"])] {
                let found = try await programme.database.read { tx in
                    try release.shortcomings(by: [], among: Self.markets, at: Self.before, in: tx).map { "\($0.weight) \($0.code)" }
                }
                #expect(found == expected, "\(release.name)")
            }
        }
    }

    @Test(arguments: Engine.available)
    func `rights that end before the release does are an error, by the market's own line first`(engine: Engine) async throws {
        try await Programme.with(engine) { programme in
            let release = try await programme.release("Rights", [1, 2, 3], """
                GB | \(Self.edge) | 2018-03-01T00:00:00Z
                JP | \(Self.edge) | for good
                """)
            let (march, year) = (try #require(Instant("2018-03-01T00:00:00Z")), try #require(Instant("2019-01-01T00:00:00Z")))
            let found = try await programme.database.write { tx in
                try Rights(Programme.item(1), until: march, holder: "League").save(in: tx)
                try Rights(Programme.item(1), in: MarketCode("JP"), until: .never, holder: "Studio").save(in: tx)
                try Rights(Programme.item(2), until: Instant(ms: march.ms - 1), holder: "League").save(in: tx)
                try Rights(Programme.item(2), until: year, holder: "Film house").save(in: tx)
                return try release.shortcomings(by: [Rights.check], among: Self.markets, at: Self.before, in: tx).map {
                    "\($0.weight) \($0.code) \($0.item?.key.raw ?? 0) \($0.market?.text ?? "") \($0.value) \($0.person)"
                }
            }
            #expect(found == ["error rights_end 2 JP 2019-01-01T00:00:00.000Z Film house"])
        }
    }

    @Test func `an item without a language of the market is an error, one without some of them a warning for each`() {
        let item = ReleaseItem(Programme.item(1), .story)
        let showings = Self.markets.map { Showing(market: $0, opensAt: Self.edge, closesAt: .never) }
        for row in TextTable.rows("""
            # spoken | found
            en ja    |
            en       | warning no_translation JP ja
            ja       | error no_language GB, warning no_translation JP en
            ko       | error no_language GB, error no_language JP
            """) {
            let spoken = Set(row[0].split(separator: " ").compactMap { Language(rawValue: String($0)) })
            let found = Shortcoming.languages(of: spoken, item, showings).map { "\($0.weight) \($0.code) \($0.market?.text ?? "") \($0.language?.rawValue ?? "")" }
            let expected = row[1].split(separator: ",").map { $0.trimming }
            #expect(found.map(\.trimming) == expected, "\(row[0])")
        }
    }
}

extension StringProtocol {
    fileprivate var trimming: String { split(separator: " ").joined(separator: " ") }
}
