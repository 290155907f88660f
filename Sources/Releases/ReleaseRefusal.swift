import Foundation
package import Values

/// Why a release cannot be scheduled or changed as asked.
package enum ReleaseRefusal: Refusal {
    /// Clocks in the zone jump over this time; the choice is the first moment after the gap.
    case timeSkipped(CivilTime, zone: String, choices: [EdgeTime.Choice], field: String)
    /// Clocks in the zone show this time twice; the choices are both.
    case timeRepeated(CivilTime, zone: String, choices: [EdgeTime.Choice], field: String)
    /// The end is not after the start.
    case endsBeforeItStarts
    /// The release is locked since this moment.
    case locked(Release, since: Instant)
    /// The release has a lock, so only people at the desk change it.
    case keptAtTheDesk(Release)
    /// The opening has begun, so its start stays as it was.
    case hasBegun
    /// Nothing of the release is open or to come in this market.
    case notScheduled(MarketCode)
    /// A lock that long before the edge is of no use.
    case lockTooLong

    package var code: String {
        switch self {
        case .timeSkipped: "time_skipped"
        case .timeRepeated: "time_repeated"
        case .endsBeforeItStarts: "ends_before_it_starts"
        case .locked: "release_locked"
        case .keptAtTheDesk: "release_kept_at_desk"
        case .hasBegun: "opening_has_begun"
        case .notScheduled: "not_scheduled"
        case .lockTooLong: "lock_too_long"
        }
    }

    package var status: Int {
        switch self {
        case .locked, .keptAtTheDesk, .hasBegun, .notScheduled: 409
        default: 422
        }
    }

    package var field: String? {
        switch self {
        case .timeSkipped(_, _, _, let field), .timeRepeated(_, _, _, let field): field
        case .endsBeforeItStarts: "to"
        case .hasBegun: "from"
        case .lockTooLong: "lock"
        case .locked, .keptAtTheDesk, .notScheduled: nil
        }
    }

    package var values: [String] {
        switch self {
        case .locked(let release, let since): [release.name, "\(since.civil(in: .gmt).text.replacing("T", with: " ").prefix(16))"]
        case .keptAtTheDesk(let release): [release.name]
        case .lockTooLong: ["\(Release.lockLimitHours / 24)"]
        default: []
        }
    }

    /// The moments among which a person has to choose; none for a refusal that asks nothing.
    package var choices: [EdgeTime.Choice] {
        switch self {
        case .timeSkipped(_, _, let choices, _), .timeRepeated(_, _, let choices, _): choices
        default: []
        }
    }

    package var reason: String {
        let offered = choices.map { "\($0)" }
        return switch self {
        case .timeSkipped(let time, let zone, _, _):
            "Clocks in \(zone) jump over \(time). Choose another time, or the first moment after the gap: \(offered.joined())."
        case .timeRepeated(let time, let zone, _, _):
            "Clocks in \(zone) show \(time) twice. Say which one is meant: \(offered.joined(separator: " or "))."
        case .endsBeforeItStarts:
            "The end must be after the start; move one of them."
        case .locked(let release, let since):
            "“\(release.name)” is locked since \(since). Ask somebody who may unlock releases."
        case .keptAtTheDesk(let release):
            "“\(release.name)” has a lock and is changed at the desk only. Change it there."
        case .hasBegun:
            "It has opened already. Withdraw it, or move its end."
        case .notScheduled(let market):
            "Nothing of this release is open or to come in \(market)."
        case .lockTooLong:
            "A release can be locked up to \(Release.lockLimitHours / 24) days before it opens. Choose a shorter time."
        }
    }
}
