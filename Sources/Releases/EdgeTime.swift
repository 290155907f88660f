import Foundation
package import Values

/// When an opening starts or ends, as a person decided it: one instant for the world, or what clocks in a zone show.
package enum EdgeTime: Hashable, Sendable {
    /// Which moment is meant where clocks do not show a time exactly once. A person says so; nothing is chosen for them.
    package enum Occurrence: Int, Sendable, CaseIterable {
        /// The earlier of two.
        case first = 0
        /// The later of two.
        case second = 1
        /// The first moment after the gap in which the time would have been.
        case afterGap = 2
    }

    /// One of the answers to the question which moment is meant.
    package struct Choice: Hashable, Sendable {
        /// What to say.
        package let occurrence: Occurrence
        /// Which instant that is.
        package let instant: Instant
        /// What clocks in the zone show then.
        package let civil: CivilTime
        /// How far they are ahead of UTC then, in seconds.
        package let offsetSeconds: Int
    }

    /// The same moment everywhere.
    case instant(Instant)
    /// A civil time in an IANA zone; `occurrence` says which moment where clocks skip or repeat it.
    case civil(CivilTime, zone: String, occurrence: Occurrence?)

    /// The instant; refuses an unknown zone, and a time that the zone skips or repeats unless somebody has said which moment is
    /// meant. The refusal holds the choices.
    package func resolve(field: String) throws -> Instant {
        switch self {
        case .instant(let instant):
            return instant
        case .civil(let civil, let zoneName, let occurrence):
            guard let zone = TimeZone(identifier: zoneName) else {
                throw InvalidField(field, "\(zoneName) is no time zone; use an IANA name such as Asia/Seoul.")
            }
            let reading = civil.reading(in: zone)
            if case .once(let instant) = reading { return instant }
            let choices = Self.choices(reading, in: zone)
            if let chosen = choices.first(where: { $0.occurrence == occurrence }) { return chosen.instant }
            if case .skipped = reading {
                throw ReleaseRefusal.timeSkipped(civil, zone: zoneName, choices: choices, field: field)
            }
            throw ReleaseRefusal.timeRepeated(civil, zone: zoneName, choices: choices, field: field)
        }
    }

    private static func choices(_ reading: CivilReading, in zone: TimeZone) -> [Choice] {
        func choice(_ occurrence: Occurrence, _ instant: Instant) -> Choice {
            let date = Date(timeIntervalSince1970: Double(instant.ms) / 1000)
            return Choice(
                occurrence: occurrence, instant: instant, civil: instant.civil(in: zone),
                offsetSeconds: zone.secondsFromGMT(for: date))
        }
        return switch reading {
        case .once: []
        case .skipped(let jump): [choice(.afterGap, jump.at)]
        case .repeated(let first, let second): [choice(.first, first), choice(.second, second)]
        }
    }

    /// The form that is stored: milliseconds since 1970, or civil time, zone and choice with blanks between.
    var text: String {
        switch self {
        case .instant(let instant): "\(instant.ms)"
        case .civil(let civil, let zone, let occurrence): "\(civil) \(zone)" + (occurrence.map { " \($0.rawValue)" } ?? "")
        }
    }

    init?(stored text: String) {
        if let ms = Int64(text) {
            self = .instant(Instant(ms: ms))
            return
        }
        let parts = text.split(separator: " ").map(String.init)
        guard parts.count >= 2, let civil = CivilTime(parts[0]) else { return nil }
        let occurrence = parts.count > 2 ? Int(parts[2]).flatMap(Occurrence.init) : nil
        self = .civil(civil, zone: parts[1], occurrence: occurrence)
    }
}

extension EdgeTime.Choice: CustomStringConvertible {
    /// Such as `2018-11-04T01:30:00 UTC-05:00`.
    package var description: String {
        let minutes = abs(offsetSeconds) / 60
        return "\(civil) UTC\(offsetSeconds < 0 ? "-" : "+")\(padded(minutes / 60, 2)):\(padded(minutes % 60, 2))"
    }
}

/// Where zones and their rules come from: the data that is built into this program.
package enum ZoneData {
    /// The release of the IANA data, such as `2025b`; later ones sort later.
    package static let version = TimeZone.timeZoneDataVersion
}
