package import Foundation

/// A point in time: whole milliseconds since 1970-01-01T00:00:00Z.
package struct Instant: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
    /// Milliseconds since 1970-01-01T00:00:00Z.
    package let ms: Int64

    /// Wraps milliseconds since 1970-01-01T00:00:00Z.
    package init(ms: Int64) { self.ms = ms }

    /// A time that never comes: used where "no end" must sort last.
    package static let never = Instant(ms: .max)

    /// What the machine's clock says. Only the edges of the program read it; verbs take the time as an argument.
    package static var now: Instant {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Instant(ms: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
    }

    package static func < (left: Instant, right: Instant) -> Bool { left.ms < right.ms }

    /// This instant moved by whole seconds.
    package func adding(seconds: Int64) -> Instant { Instant(ms: ms + seconds * 1000) }

    /// Whole seconds from `earlier` to this instant, rounded towards the past.
    package func seconds(since earlier: Instant) -> Int64 { (ms - earlier.ms).flooredQuotient(by: 1000) }

    package init(from decoder: any Decoder) throws {
        ms = try decoder.singleValueContainer().decode(Int64.self)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(ms)
    }

    /// RFC 3339 in UTC with milliseconds, such as `2018-02-01T00:00:00.000Z`.
    package var description: String {
        let civil = CivilTime(epochSeconds: ms.flooredQuotient(by: 1000))
        let millis = Int(ms - ms.flooredQuotient(by: 1000) * 1000)
        return "\(civil.text).\(padded(millis, 3))Z"
    }

    /// Reads RFC 3339 with `Z` or an offset; nil for anything else.
    package init?(_ text: String) {
        guard let instant = InstantParser.parse(text) else { return nil }
        self = instant
    }

    /// The civil time that clocks in `zone` show at this instant.
    package func civil(in zone: TimeZone) -> CivilTime {
        let seconds = ms.flooredQuotient(by: 1000)
        let date = Date(timeIntervalSince1970: TimeInterval(seconds))
        return CivilTime(epochSeconds: seconds + Int64(zone.secondsFromGMT(for: date)))
    }

    /// The date and time of an HTTP header (RFC 9110, IMF-fixdate).
    package var httpDate: String {
        let civil = CivilTime(epochSeconds: ms.flooredQuotient(by: 1000))
        let days = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let dayNumber = ms.flooredQuotient(by: 86_400_000)
        let weekday = days[Int(dayNumber - dayNumber.flooredQuotient(by: 7) * 7)]
        return "\(weekday), \(padded(civil.day, 2)) \(months[civil.month - 1]) \(civil.year) \(civil.clock) GMT"
    }
}

/// Reads RFC 3339 date-times: `2018-02-01T09:30[:15[.250]](Z|+09:00|+0900)`.
enum InstantParser {
    static func parse(_ text: String) -> Instant? {
        guard let zoneStart = text.lastIndex(where: { "Zz+-".contains($0) }),
            text.distance(from: text.startIndex, to: zoneStart) >= 16,
            let offset = offsetSeconds(text[zoneStart...])
        else { return nil }
        let parts = text[..<zoneStart].split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard let civil = CivilTime(String(parts[0])), let ms = parts.count == 2 ? milliseconds(parts[1]) : 0,
            parts.count == 1 || parts[0].utf8.count == 19
        else { return nil }
        return Instant(ms: (civil.epochSeconds - offset) * 1000 + ms)
    }

    private static func milliseconds(_ digits: Substring) -> Int64? {
        guard !digits.isEmpty, digits.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
        return Double("0." + digits).map { Int64($0 * 1000 + 0.5) }
    }

    private static func offsetSeconds(_ text: Substring) -> Int64? {
        if text == "Z" || text == "z" { return 0 }
        guard let match = text.wholeMatch(of: /[+-]([0-9]{2}):?([0-9]{2})/) else { return nil }
        let digits = match.output.1 + match.output.2
        guard let number = Int64(digits), number / 100 <= 14, number % 100 < 60 else { return nil }
        let seconds = (number / 100 * 60 + number % 100) * 60
        return text.first == "-" ? -seconds : seconds
    }
}
