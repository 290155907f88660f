import Releases
import Storage
import TestKit
import Testing
import Values

/// One step back: what a release alone held open in a market is closed in the same millisecond.
@Suite struct WithdrawalTests {
    private static let edge = Instant("2018-02-01T00:00:00Z") ?? Instant(ms: 0)
    private static let kr = MarketCode("KR")!

    private static func open(_ programme: Programme, _ market: String, _ moment: Instant) async throws -> [Int64] {
        var open: [Int64] = []
        for item in 1...4 as ClosedRange<Int64> where try await programme.isOpen(item, market, "\(moment)") { open.append(item) }
        return open
    }

    @Test(arguments: Engine.available)
    func `what it opened is closed at once in that market, and what others hold open stays`(engine: Engine) async throws {
        try await Programme.with(engine) { programme in
            try await programme.release("Standing", [1], "KR | 1970-01-01T00:00:00Z | for good")
            let release = try await programme.release("Games", [1, 2, 3], """
                KR | 2018-02-01T00:00:00Z | for good
                JP | 2018-02-01T00:00:00Z | for good
                """)
            try await programme.release("Later", [3], "KR | 2018-02-03T00:00:00Z | for good")
            let now = try #require(Instant("2018-02-02T10:00:00.500Z"))
            let heard = Trail<Set<Topic>>()
            programme.database.onChange(heard.add)
            let taken = try await programme.database.write { try release.withdraw(from: Self.kr, at: now, in: $0) }
            #expect(heard.all == [[.releases]])
            #expect(taken.map { "\($0.opening.market) \($0.opening.opensAt) \($0.opening.closesAt == .never) \($0.at)" } == [
                "KR 2018-02-01T00:00:00.000Z true 2018-02-02T10:00:00.500Z",
            ])
            for row in TextTable.rows("""
                # market | moment                   | open
                KR       | 2018-01-31T23:59:59.999Z | 1
                KR       | 2018-02-01T00:00:00.000Z | 1 2 3
                KR       | 2018-02-02T10:00:00.499Z | 1 2 3
                KR       | 2018-02-02T10:00:00.500Z | 1
                KR       | 2018-02-03T00:00:00.000Z | 1 3
                JP       | 2018-02-02T10:00:00.500Z | 1 2 3
                """) {
                let open = try await Self.open(programme, row[0], try #require(Instant(row[1])))
                #expect(open.map { "\($0)" }.joined(separator: " ") == row[2], "\(row)")
            }
            #expect(try await programme.database.write { try Opening.rederive(at: now.adding(seconds: 1), in: $0).count } == 0)
            let again = await Outcome.of {
                try await programme.database.write { try release.withdraw(from: Self.kr, at: now.adding(seconds: 1), in: $0).count }
            }
            #expect(again.refusal == "not_scheduled")
        }
    }

    @Test(arguments: Engine.available)
    func `what was to come does not come, on one channel or on all, and the history keeps both`(engine: Engine) async throws {
        try await Programme.with(engine) { programme in
            let release = try await programme.release("Games", [1], """
                KR | 2018-02-01T00:00 Asia/Seoul | for good
                KR | 2018-02-05T00:00 Asia/Seoul | 2018-02-06T00:00 Asia/Seoul | outdoor
                """)
            try await programme.database.write { tx in
                for opening in try release.openings(in: tx) { try opening.announce([.korean: "곧"], in: tx) }
            }
            let now = Self.edge.adding(seconds: -86_400)
            let steps = try await programme.database.write { tx in
                let outdoor = try release.withdraw(from: Self.kr, channel: .outdoor, at: now, in: tx).count
                let left = try release.openings(in: tx).map(\.channel)
                let rest = try release.withdraw(from: Self.kr, at: now.adding(seconds: 1), in: tx).count
                return "\(outdoor) \(left) \(rest) \(try release.openings(in: tx).count) \(try tx.count("SELECT count(*) FROM announcements"))"
            }
            #expect(steps == "1 [Releases.Channel.digital] 1 0 0")
            let history = try await programme.database.read { try release.withdrawals(in: $0).map { "\($0.opening.channel) \($0.at)" } }
            #expect(history == ["digital 2018-01-31T00:00:01.000Z", "outdoor 2018-01-31T00:00:00.000Z"])
            #expect(try await Self.open(programme, "KR", Self.edge) == [])
        }
    }

    @Test(arguments: Engine.available)
    func `what was taken back comes back: at its own hour, or from now on, to its own end`(engine: Engine) async throws {
        try await Programme.with(engine) { programme in
            let release = try await programme.release("Games", [1], "KR | 2018-02-01T00:00 Asia/Seoul | 2018-02-10T00:00 Asia/Seoul")
            for row in TextTable.rows("""
                # withdrawn          | restored             | opens                    | closes
                2018-01-20T00:00:00Z | 2018-01-21T00:00:00Z | 2018-01-31T15:00:00.000Z | 2018-02-09T15:00:00.000Z
                2018-01-22T00:00:00Z | 2018-02-02T00:00:00Z | 2018-02-02T00:00:00.000Z | 2018-02-09T15:00:00.000Z
                2018-02-03T00:00:00Z | 2018-02-10T00:00:00Z | ends_before_it_starts    |
                """) {
                let (withdrawn, restored) = (try #require(Instant(row[0])), try #require(Instant(row[1])))
                let outcome = await Outcome.of {
                    let key = try await programme.database.write { try release.withdraw(from: Self.kr, at: withdrawn, in: $0)[0].key }
                    return try await programme.database.write { try release.restore(key, by: .plain, at: restored, in: $0) }
                }
                #expect(outcome.refusal ?? outcome.value.map { "\($0.opensAt)" } == row[2])
                #expect((outcome.value.map { "\($0.closesAt)" } ?? "") == row[3])
            }
        }
    }

    @Test(arguments: Engine.available)
    func `a reader sees a whole release or none of it, however often it opens and is rolled back`(engine: Engine) async throws {
        try await Programme.with(engine) { programme in
            let release = try await programme.release("Whole", Array(1...40), "")
            let gate = Gate(Self.kr, at: Self.edge)
            let writer = Task {
                for _ in 0..<40 {
                    try await programme.database.write { _ = try release.schedule(Self.kr, from: .instant(Self.edge), by: .plain, at: Self.edge, in: $0) }
                    try await programme.database.write { _ = try release.withdraw(from: Self.kr, at: Self.edge, in: $0) }
                }
            }
            var seen: [Int: Int] = [:]
            for _ in 0..<200 {
                let count = try await programme.database.read { tx in
                    try (1...40).filter { try gate.isOpen(Programme.item($0), in: tx) }.count
                }
                seen[count, default: 0] += 1
            }
            try await writer.value
            #expect(Set(seen.keys).isSubset(of: [0, 40]), "\(seen)")
        }
    }
}
