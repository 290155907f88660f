import Releases
import Storage
import TestKit
import Testing
import Values

/// When a zone's rules change, the civil time is the truth and the instant follows.
@Suite struct RederiveTests {
    private static let before = Instant("2018-01-01T00:00:00Z") ?? Instant(ms: 0)

    private static func plan(_ programme: Programme) async throws -> Release {
        try await programme.release("Moved", [1], """
            JP | 2018-02-01T00:00 Asia/Tokyo | 2018-03-01T00:00 Asia/Tokyo
            US | 2018-01-31T15:00:00Z        | for good
            """)
    }

    private static func plant(_ sql: SQL, _ programme: Programme) async throws {
        try await programme.database.write { tx in _ = try tx.run(sql) }
    }

    private static func moves(_ programme: Programme, at now: Instant = before, by rules: String = ZoneData.version) async throws -> [String] {
        try await programme.database.write { tx in
            try Opening.rederive(by: rules, at: now, in: tx).map { move in
                "\(move.opening.market) \(move.opening.opensAt) to \(move.times.map { "\($0.opensAt)" } ?? "ask")"
            }
        }
    }

    private static func starts(_ release: Release, _ programme: Programme) async throws -> [String] {
        try await programme.database.read { try release.openings(in: $0).map { "\($0.market) \($0.opensAt)" } }
    }

    @Test(arguments: Engine.available)
    func `an instant that does not fit its civil time is moved, told and touches pages, once`(engine: Engine) async throws {
        try await Programme.with(engine) { programme in
            let release = try await Self.plan(programme)
            #expect(try await Self.moves(programme) == [])
            let wrong = try #require(Instant("2018-01-31T14:00:00Z"))
            try await Self.plant("UPDATE openings SET opens_at = \(wrong), zone_data = '2017c' WHERE market = 'JP'", programme)
            let heard = Trail<Set<Topic>>()
            programme.database.onChange(heard.add)
            #expect(try await Self.moves(programme) == ["JP 2018-01-31T14:00:00.000Z to 2018-01-31T15:00:00.000Z"])
            #expect(heard.all == [[.releases]])
            #expect(try await Self.starts(release, programme) == ["JP 2018-01-31T15:00:00.000Z", "US 2018-01-31T15:00:00.000Z"])
            #expect(try await Self.moves(programme) == [])
            #expect(heard.all == [[.releases]], "what stays touches no page")
        }
    }

    @Test(arguments: Engine.available)
    func `an end moves as well, and an edge that is over stays where it was`(engine: Engine) async throws {
        try await Programme.with(engine) { programme in
            _ = try await Self.plan(programme)
            let (start, end) = (try #require(Instant("2018-01-31T14:00:00Z")), try #require(Instant("2018-02-28T14:00:00Z")))
            try await Self.plant("UPDATE openings SET opens_at = \(start), closes_at = \(end) WHERE market = 'JP'", programme)
            let between = try #require(Instant("2018-02-10T00:00:00Z"))
            #expect(try await Self.moves(programme, at: between) == ["JP 2018-01-31T14:00:00.000Z to 2018-01-31T14:00:00.000Z"])
            let closes = try await programme.database.read { try $0.first("SELECT closes_at FROM openings WHERE market = 'JP'") { $0.instant(0) } }
            #expect(closes == Instant("2018-02-28T15:00:00Z"))
            try await Self.plant("UPDATE openings SET closes_at = \(end) WHERE market = 'JP'", programme)
            #expect(try await Self.moves(programme, at: try #require(Instant("2018-03-05T00:00:00Z"))) == [])
        }
    }

    @Test(arguments: Engine.available)
    func `a node with older rules leaves alone what newer rules derived`(engine: Engine) async throws {
        try await Programme.with(engine) { programme in
            let release = try await Self.plan(programme)
            let newer = try #require(Instant("2018-01-31T15:30:00Z"))
            try await Self.plant("UPDATE openings SET opens_at = \(newer), zone_data = '2999z' WHERE market = 'JP'", programme)
            #expect(try await Self.moves(programme) == [])
            #expect(try await Self.starts(release, programme) == ["US 2018-01-31T15:00:00.000Z", "JP 2018-01-31T15:30:00.000Z"])
            #expect(try await Self.moves(programme, by: "2999z") == ["JP 2018-01-31T15:30:00.000Z to 2018-01-31T15:00:00.000Z"])
        }
    }

    @Test(arguments: Engine.available)
    func `a civil time that is none or two by the new rules keeps its instant, and a person is asked once`(engine: Engine) async throws {
        try await Programme.with(engine) { programme in
            let release = try await programme.release("Stuck", [1], "US | 2018-03-11T07:30:00Z | for good")
            for time in ["2018-03-11T02:30:00 America/New_York", "2018-11-04T01:30:00 America/New_York"] {
                try await Self.plant("UPDATE openings SET start_time = \(time), zone_data = '2017c'", programme)
                #expect(try await Self.moves(programme) == ["US 2018-03-11T07:30:00.000Z to ask"])
                #expect(try await Self.moves(programme) == [])
            }
            #expect(try await Self.starts(release, programme) == ["US 2018-03-11T07:30:00.000Z"])
        }
    }
}
