package import Values

/// Why a release cannot be scheduled as asked.
package enum ReleaseRefusal: Refusal {
    /// Clocks in the zone jump over this time.
    case timeSkipped(CivilTime, zone: String, field: String)
    /// Clocks in the zone show this time twice.
    case timeRepeated(CivilTime, zone: String, field: String)
    /// The end is not after the start.
    case endsBeforeItStarts

    package var code: String {
        switch self {
        case .timeSkipped: "time_skipped"
        case .timeRepeated: "time_repeated"
        case .endsBeforeItStarts: "ends_before_it_starts"
        }
    }

    package var field: String? {
        switch self {
        case .timeSkipped(_, _, let field), .timeRepeated(_, _, let field): field
        case .endsBeforeItStarts: "to"
        }
    }

    package var reason: String {
        switch self {
        case .timeSkipped(let time, let zone, _):
            "Clocks in \(zone) jump over \(time) when summer time begins; choose a time before or after the gap."
        case .timeRepeated(let time, let zone, _):
            "Clocks in \(zone) show \(time) twice when summer time ends; say whether you mean the earlier or the later one."
        case .endsBeforeItStarts:
            "The end must be after the start; move one of them."
        }
    }
}
