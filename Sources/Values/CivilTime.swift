package import Foundation

/// What a clock on a wall shows: date and time of day without a zone, to the second.
package struct CivilTime: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// Gregorian year.
    package let year: Int
    /// Month, 1 to 12.
    package let month: Int
    /// Day of the month, from 1.
    package let day: Int
    /// Second of the day, 0 to 86,399.
    package let secondOfDay: Int

    /// The civil time that is `epochSeconds` after 1970-01-01T00:00:00 on the same wall.
    package init(epochSeconds: Int64) {
        let days = epochSeconds.flooredQuotient(by: 86_400)
        (year, month, day) = Self.date(ofDay: days)
        secondOfDay = Int(epochSeconds - days * 86_400)
    }

    /// Reads `2018-02-01`, `2018-02-01T00:00` or `2018-02-01T00:00:00` (a blank may stand for the T); nil for anything else.
    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard [10, 16, 19].contains(bytes.count) else { return nil }
        func number(_ range: Range<Int>) -> Int? {
            var value = 0
            for byte in bytes[range] {
                guard (48...57).contains(byte) else { return nil }
                value = value * 10 + Int(byte - 48)
            }
            return value
        }
        func at(_ place: Int, is marks: String) -> Bool { marks.utf8.contains(bytes[place]) }
        guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10),
            at(4, is: "-"), at(7, is: "-"), (1...12).contains(month), day >= 1,
            day <= Self.length(ofMonth: month, year: year)
        else { return nil }
        var second = 0
        if bytes.count >= 16 {
            guard at(10, is: "T "), at(13, is: ":"), let hour = number(11..<13), let minute = number(14..<16),
                hour < 24, minute < 60
            else { return nil }
            second = hour * 3600 + minute * 60
        }
        if bytes.count == 19 {
            guard at(16, is: ":"), let extra = number(17..<19), extra < 60 else { return nil }
            second += extra
        }
        (self.year, self.month, self.day, secondOfDay) = (year, month, day, second)
    }

    package static func < (left: CivilTime, right: CivilTime) -> Bool { left.epochSeconds < right.epochSeconds }

    /// Seconds since 1970-01-01T00:00:00 on the same wall.
    package var epochSeconds: Int64 { Self.dayNumber(year, month, day) * 86_400 + Int64(secondOfDay) }

    /// `2018-02-01T00:00:00`.
    package var text: String { "\(date)T\(clock)" }
    /// `2018-02-01`.
    package var date: String { "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))" }
    /// `00:00:00`.
    package var clock: String {
        "\(padded(secondOfDay / 3600, 2)):\(padded(secondOfDay / 60 % 60, 2)):\(padded(secondOfDay % 60, 2))"
    }
    package var description: String { text }

    /// Every instant at which clocks in a zone show this time: none in a daylight-saving gap, two in an overlap.
    package func instants(in zone: TimeZone) -> [Instant] {
        offsets(around: zone).compactMap { offset in
            let instant = Instant(ms: (epochSeconds - offset) * 1000)
            return instant.civil(in: zone) == self ? instant : nil
        }.sorted()
    }

    /// The zone's offsets a day before, at and a day after these digits read as UTC. No zone is further than 14 hours from UTC, so
    /// a jump near this time lies between two of the three.
    func offsets(around zone: TimeZone) -> Set<Int64> {
        Set([-86_400, 0, 86_400].map { Self.offset(of: zone, at: epochSeconds + $0) })
    }

    static func offset(of zone: TimeZone, at second: Int64) -> Int64 {
        Int64(zone.secondsFromGMT(for: Date(timeIntervalSince1970: TimeInterval(second))))
    }

    /// Days since 1970-01-01 of a Gregorian date (Howard Hinnant, "chrono-compatible low-level date algorithms").
    private static func dayNumber(_ year: Int, _ month: Int, _ day: Int) -> Int64 {
        let y = Int64(month <= 2 ? year - 1 : year)
        let era = y.flooredQuotient(by: 400)
        let yearOfEra = y - era * 400
        let dayOfYear = (153 * Int64(month + (month > 2 ? -3 : 9)) + 2) / 5 + Int64(day) - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    private static func date(ofDay days: Int64) -> (Int, Int, Int) {
        let shifted = days + 719_468
        let era = shifted.flooredQuotient(by: 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthPart = (5 * dayOfYear + 2) / 153
        let month = monthPart < 10 ? monthPart + 3 : monthPart - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (Int(year), Int(month), Int(dayOfYear - (153 * monthPart + 2) / 5 + 1))
    }

    private static func length(ofMonth month: Int, year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}
