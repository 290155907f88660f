import Releases
import Storage
import TestKit
import Testing
import Values

/// What follows an edge is a fact in the outbox, once, however late and however many look.
@Suite struct EdgeFactTests {
    private static let kr = MarketCode("KR")!

    private static func tell(_ programme: Programme, at moment: String) async throws -> [String] {
        let now = try #require(Instant(moment))
        return try await programme.database.write { tx in
            while try Opening.tellEdges(limit: 2, at: now, in: tx) > 0 {}
            return try tx.takeFacts(try tx.peekFacts(limit: 100)).map { fact in
                let market = try Opening.known(Key(raw: fact.subject), in: tx).map { "\($0.market) \($0.channel)" } ?? "gone"
                return "\(fact.kind) \(market) \(fact.at)"
            }
        }
    }

    private static let plan = """
        JP | 2018-02-01T00:00 Asia/Tokyo       | 2018-02-03T00:00 Asia/Tokyo
        CN | 2018-02-01T00:00 Asia/Shanghai    | for good
        CN | 2018-02-01T00:00 Asia/Shanghai    | for good | television
        US | 2018-02-01T00:00 America/New_York | for good
        GB | 1970-01-01T00:00:00Z              | for good
        """

    @Test(arguments: Engine.available)
    func `each edge is told in its first millisecond, once, and what stands is told never`(engine: Engine) async throws {
        try await Programme.with(engine) { programme in
            try await programme.release("Games", [1], Self.plan)
            for row in TextTable.rows("""
                # moment                 | told
                2018-01-31T14:59:59.999Z |
                2018-01-31T15:00:00.000Z | release.opened JP digital 2018-01-31T15:00:00.000Z
                2018-01-31T15:00:00.000Z |
                2018-01-31T16:00:00.000Z | release.opened CN digital 2018-01-31T16:00:00.000Z, release.opened CN television 2018-01-31T16:00:00.000Z
                2018-02-01T04:59:59.999Z |
                2018-02-01T05:00:00.001Z | release.opened US digital 2018-02-01T05:00:00.000Z
                2018-02-02T15:00:00.000Z | release.closed JP digital 2018-02-02T15:00:00.000Z
                2018-03-01T00:00:00.000Z |
                """) {
                #expect(try await Self.tell(programme, at: row[0]).joined(separator: ", ") == row[1], "\(row[0])")
            }
        }
    }

    @Test(arguments: Engine.available)
    func `a hub that slept over all edges tells each of them once when it wakes`(engine: Engine) async throws {
        try await Programme.with(engine) { programme in
            try await programme.release("Games", [1], Self.plan)
            #expect(try await Self.tell(programme, at: "2018-03-01T00:00:00Z") == [
                "release.opened JP digital 2018-01-31T15:00:00.000Z", "release.opened CN digital 2018-01-31T16:00:00.000Z",
                "release.closed JP digital 2018-02-02T15:00:00.000Z", "release.opened CN television 2018-01-31T16:00:00.000Z",
                "release.opened US digital 2018-02-01T05:00:00.000Z",
            ])
            #expect(try await Self.tell(programme, at: "2018-03-02T00:00:00Z") == [])
        }
    }

    @Test(arguments: Engine.available)
    func `an opening that is written anew is not told twice, one at another time is`(engine: Engine) async throws {
        try await Programme.with(engine) { programme in
            let release = try await programme.release("Games", [1], "KR | 2018-02-01T00:00:00Z | for good")
            #expect(try await Self.tell(programme, at: "2018-02-01T00:00:00Z").count == 1)
            let written = ["2018-02-01T00:00:00Z", "2018-02-01T09:00 Asia/Seoul", "2018-02-01T00:00:01Z"]
            var told: [Int] = []
            for start in written {
                let start = try #require(try Programme.time(start))
                try await programme.database.write { tx in
                    try release.close(Self.kr, in: tx)
                    try release.open(Self.kr, from: start, in: tx)
                }
                told.append(try await Self.tell(programme, at: "2018-02-01T00:00:05Z").count)
            }
            #expect(told == [0, 0, 1])
        }
    }

    @Test(arguments: Engine.available)
    func `many that look at once tell each edge once`(engine: Engine) async throws {
        try await TestDatabase.with(engine, ReleaseSchema.migrations) { place in
            let other = try await Database.open(place.location, ReleaseSchema.migrations)
            let now = Instant(ms: 2_000_000)
            try await place.database.write { tx in
                for number in 0..<60 {
                    let release = try Release.named("\(number)", at: now, in: tx)
                    try release.open(Self.kr, from: .instant(Instant(ms: 1_000_000 + Int64(number))), in: tx)
                }
            }
            let outcomes = await Outcome.all(12) { number in
                let node = number % 2 == 0 ? place.database : other
                while try await node.write({ try Opening.tellEdges(limit: 7, at: now, in: $0) }) > 0 {}
            }
            #expect(outcomes.allSatisfy { $0.value != nil }, "\(outcomes.compactMap(\.failure))")
            let subjects = try await place.database.read { try $0.all("SELECT subject FROM facts") { $0.int(0) } }
            #expect(subjects.count == 60 && Set(subjects).count == 60)
            await other.close()
        }
    }

    @Test func `looking for untold edges walks over no row without an index`() async throws {
        try await Programme.with(.sqlite) { programme in
            for number in 0..<60 { try await programme.release("\(number)", [1], "JP | \(Instant(ms: 1000 + Int64(number))) | for good") }
            let steps = try await programme.database.write { tx in
                _ = try Opening.hasUntoldEdges(at: Instant(ms: 1010), in: tx)
                return tx.fullScanSteps
            }
            #expect(steps == 0)
        }
    }
}
