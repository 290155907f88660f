import Foundation
package import Values

/// When an opening starts or ends, as a person decided it: one instant for the world, or what clocks in a zone show.
package enum EdgeTime: Hashable, Sendable {
    /// The same moment everywhere.
    case instant(Instant)
    /// A civil time in an IANA zone; `occurrence` picks the earlier (0) or later (1) one where clocks show it twice.
    case civil(CivilTime, zone: String, occurrence: Int?)

    /// The instant; refuses an unknown zone, a time that the zone skips, and one that it repeats without a choice.
    package func resolve(field: String) throws -> Instant {
        switch self {
        case .instant(let instant):
            return instant
        case .civil(let civil, let zoneName, let occurrence):
            guard let zone = TimeZone(identifier: zoneName) else {
                throw InvalidField(field, "\(zoneName) is no time zone; use an IANA name such as Asia/Seoul.")
            }
            let instants = civil.instants(in: zone)
            switch (instants.count, occurrence) {
            case (0, _): throw ReleaseRefusal.timeSkipped(civil, zone: zoneName, field: field)
            case (1, _): return instants[0]
            case (_, let choice?) where instants.indices.contains(choice): return instants[choice]
            default: throw ReleaseRefusal.timeRepeated(civil, zone: zoneName, field: field)
            }
        }
    }

    /// The form that is stored: milliseconds since 1970, or civil time, zone and choice with blanks between.
    var text: String {
        switch self {
        case .instant(let instant): "\(instant.ms)"
        case .civil(let civil, let zone, let occurrence): "\(civil) \(zone)" + (occurrence.map { " \($0)" } ?? "")
        }
    }

    init?(stored text: String) {
        if let ms = Int64(text) {
            self = .instant(Instant(ms: ms))
            return
        }
        let parts = text.split(separator: " ").map(String.init)
        guard parts.count >= 2, let civil = CivilTime(parts[0]) else { return nil }
        self = .civil(civil, zone: parts[1], occurrence: parts.count > 2 ? Int(parts[2]) : nil)
    }
}
