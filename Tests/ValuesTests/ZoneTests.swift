import Foundation
import TestKit
import Testing
import Values

struct ZoneTests {
    @Test func `1 February 2018 is nineteen hours long`() throws {
        let midnight = try #require(CivilTime("2018-02-01"))
        let first = try #require(Instant("2018-01-31T15:00:00Z"))
        for row in TextTable.rows("""
            Asia/Tokyo          | 2018-01-31T15:00:00.000Z | 0
            Asia/Seoul          | 2018-01-31T15:00:00.000Z | 0
            Asia/Shanghai       | 2018-01-31T16:00:00.000Z | 1
            Europe/London       | 2018-02-01T00:00:00.000Z | 9
            America/New_York    | 2018-02-01T05:00:00.000Z | 14
            America/Los_Angeles | 2018-02-01T08:00:00.000Z | 17
            Pacific/Honolulu    | 2018-02-01T10:00:00.000Z | 19
            """) {
            let zone = try #require(TimeZone(identifier: row[0]))
            let instants = midnight.instants(in: zone)
            #expect(instants.map(\.description) == [row[1]])
            #expect(instants.map { "\($0.seconds(since: first) / 3600)" } == [row[2]])
            #expect(instants.map { $0.civil(in: zone) } == [midnight])
        }
    }

    @Test func `clocks that jump show some times never and some twice`() throws {
        for row in TextTable.rows("""
            # zone              | on the wall         | instants
            America/New_York    | 2018-03-11T01:59:59 | 2018-03-11T06:59:59.000Z
            America/New_York    | 2018-03-11T02:00:00 |
            America/New_York    | 2018-03-11T02:59:59 |
            America/New_York    | 2018-03-11T03:00:00 | 2018-03-11T07:00:00.000Z
            America/New_York    | 2018-11-04T00:59:59 | 2018-11-04T04:59:59.000Z
            America/New_York    | 2018-11-04T01:00:00 | 2018-11-04T05:00:00.000Z 2018-11-04T06:00:00.000Z
            America/New_York    | 2018-11-04T02:00:00 | 2018-11-04T07:00:00.000Z
            Australia/Lord_Howe | 2018-04-01T01:45:00 | 2018-03-31T14:45:00.000Z 2018-03-31T15:15:00.000Z
            Pacific/Apia        | 2011-12-29T23:59:59 | 2011-12-30T09:59:59.000Z
            Pacific/Apia        | 2011-12-30T12:00:00 |
            Pacific/Apia        | 2011-12-31T00:00:00 | 2011-12-30T10:00:00.000Z
            """) {
            let zone = try #require(TimeZone(identifier: row[0]))
            #expect(CivilTime(row[1])?.instants(in: zone).map(\.description).joined(separator: " ") == row[2])
        }
    }

    @Test(arguments: [2011, 2018, 2024, 2026])
    func `in every zone a gap has no instant, an overlap two, any other time one`(year: Int) throws {
        var random = SeededRandom.printed()
        let start = try #require(CivilTime("\(year)-01-01")).epochSeconds
        var jumps = 0
        for identifier in TimeZone.knownTimeZoneIdentifiers {
            let zone = ZoneOracle(try #require(TimeZone(identifier: identifier)), start..<start + 366 * 86_400)
            jumps += zone.jumps.count
            var walls = zone.jumps.flatMap(\.interestingWalls)
            walls += (0..<4).map { _ in Int64.random(in: start..<start + 366 * 86_400, using: &random) }
            for wall in walls {
                let found = CivilTime(epochSeconds: wall).instants(in: zone.zone).map(\.ms)
                let expected = zone.instants(atWall: wall).map { $0 * 1000 }
                guard found != expected || expected.count != zone.countOfInstants(atWall: wall) else { continue }
                Issue.record("\(identifier) at \(CivilTime(epochSeconds: wall)): \(found), not \(expected); seed \(random.seed)")
            }
        }
        #expect(jumps > 100, "half of the world's zones have summer time; \(jumps) jumps were found in \(year)")
    }

    @Test func `around every jump of every zone from 1990 to 2037 a civil time is read as what it is`() throws {
        let (start, end) = (Date(timeIntervalSince1970: 631_152_000), Date(timeIntervalSince1970: 2_145_916_800))
        var counts = (jumps: 0, gaps: 0, overlaps: 0, oddOffsets: 0, dateLine: 0)
        for identifier in TimeZone.knownTimeZoneIdentifiers {
            let zone = try #require(TimeZone(identifier: identifier))
            if zone.secondsFromGMT() % 3600 != 0 { counts.oddOffsets += 1 }
            var from = start
            while let jump = zone.nextDaylightSavingTimeTransition(after: from), jump < end {
                from = jump
                let at = Int64(jump.timeIntervalSince1970)
                let before = Int64(zone.secondsFromGMT(for: jump.addingTimeInterval(-1)))
                let after = Int64(zone.secondsFromGMT(for: jump))
                guard before != after else { continue }
                counts.jumps += 1
                if abs(after - before) >= 80_000 { counts.dateLine += 1 }
                let (low, high) = (at + min(before, after), at + max(before, after))
                for wall in [low - 1, low, low + 1, (low + high) / 2, high - 1, high, high + 1] {
                    let isInside = (low..<high).contains(wall)
                    let expected: CivilReading
                    if !isInside {
                        expected = .once(Instant(ms: (wall - (wall < low ? before : after)) * 1000))
                    } else if after > before {
                        counts.gaps += 1
                        expected = .skipped(ClockJump(
                            at: Instant(ms: at * 1000), before: CivilTime(epochSeconds: at - 1 + before), after: CivilTime(epochSeconds: at + after)))
                    } else {
                        counts.overlaps += 1
                        expected = .repeated(Instant(ms: (wall - before) * 1000), Instant(ms: (wall - after) * 1000))
                    }
                    let civil = CivilTime(epochSeconds: wall)
                    let reading = civil.reading(in: zone)
                    if reading != expected { Issue.record("\(identifier) \(civil): \(reading), not \(expected)") }
                }
            }
        }
        // A second opinion on the walk itself: it saw as many jumps as the zone data hold, those over the date line among them.
        #expect(counts.jumps > 15_000 && counts.gaps > 30_000 && counts.overlaps > 30_000, "\(counts)")
        #expect(counts.dateLine >= 3 && counts.oddOffsets >= 15, "\(counts)")
    }

    @Test func `where the clocks show a time once, Foundation's calendar finds the same instant`() throws {
        var random = SeededRandom.printed()
        for identifier in TimeZone.knownTimeZoneIdentifiers {
            let zone = try #require(TimeZone(identifier: identifier))
            let calendar = Calendar(identifier: .gregorian, zone: zone)
            for _ in 0..<3 {
                let civil = CivilTime(epochSeconds: Int64.random(in: 1_262_304_000..<1_893_456_000, using: &random))
                let found = civil.instants(in: zone)
                guard found.count == 1 else { continue }
                let date = calendar.date(from: DateComponents(
                    year: civil.year, month: civil.month, day: civil.day, second: civil.secondOfDay))
                #expect(date.map { Int64($0.timeIntervalSince1970) * 1000 } == found[0].ms, "\(identifier) \(civil), seed \(random.seed)")
            }
        }
    }
}

/// What a zone's offsets say, found by looking at them twice a day and halving until each jump is known to the second.
private struct ZoneOracle {
    struct Jump {
        let at: Int64
        let before: Int64
        let after: Int64

        /// Seconds on the wall at, just inside and just outside both ends of what the jump skips or repeats, and in the middle.
        var interestingWalls: [Int64] {
            let (low, high) = (at + min(before, after), at + max(before, after))
            return [low - 1, low, low + 1, (low + high) / 2, high - 1, high, high + 1]
        }
    }

    let zone: TimeZone
    private(set) var jumps: [Jump] = []
    private var offsets: Set<Int64> = []

    init(_ zone: TimeZone, _ span: Range<Int64>) {
        self.zone = zone
        for from in stride(from: span.lowerBound - 3 * 86_400, to: span.upperBound + 3 * 86_400, by: 43_200) {
            let (before, after) = (offset(at: from), offset(at: from + 43_200))
            offsets.formUnion([before, after])
            guard before != after else { continue }
            var (low, high) = (from, from + 43_200)
            while high - low > 1 {
                let middle = (low + high) / 2
                if offset(at: middle) == before { low = middle } else { high = middle }
            }
            jumps.append(Jump(at: high, before: before, after: after))
        }
    }

    private func offset(at second: Int64) -> Int64 {
        Int64(zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(second))))
    }

    func instants(atWall wall: Int64) -> [Int64] {
        offsets.map { wall - $0 }.filter { offset(at: $0) == wall - $0 }.sorted()
    }

    func countOfInstants(atWall wall: Int64) -> Int {
        1 + jumps.reduce(0) { sum, jump in
            if (jump.at + jump.before..<max(jump.at + jump.after, jump.at + jump.before)).contains(wall) { return sum - 1 }
            if (jump.at + jump.after..<max(jump.at + jump.before, jump.at + jump.after)).contains(wall) { return sum + 1 }
            return sum
        }
    }
}
