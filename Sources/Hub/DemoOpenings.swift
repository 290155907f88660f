import Releases
import Storage
import Values

/// What opens in the demo after its first start, so that there is something to look forward to: a short film, in every market at
/// ten o'clock of its own morning on the second Saturday to come at the latest.
enum DemoOpenings {
    private static let release = "The sixth duckling"
    private static let daysAhead: Int64 = 3
    private static let hour: Int64 = 10

    private static let titles: [Language: String] = [
        .english: "The sixth duckling, a short film", .japanese: "短編「六羽目のひな」", .korean: "단편 ‘여섯 번째 아기 오리’",
        .chinese: "短片《第六只小鸭》",
    ]

    static func save(at now: Instant, _ markets: [Market], in tx: Transaction) throws {
        let release = try Release.named(release, at: now, in: tx)
        guard try release.openings(in: tx).isEmpty else { return }
        for market in markets {
            let start = EdgeTime.civil(morning(after: now), zone: market.zoneName, occurrence: nil)
            try release.open(market.code, from: start, in: tx).announce(titles, in: tx)
        }
    }

    /// Ten o'clock on the first Saturday that is some days away.
    private static func morning(after now: Instant) -> CivilTime {
        var day = now.ms / 86_400_000 + daysAhead
        // The first day of 1970 was a Thursday.
        while day % 7 != 2 { day += 1 }
        return CivilTime(epochSeconds: day * 86_400 + hour * 3600)
    }
}
