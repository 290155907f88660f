package import Foundation

/// A moment at which clocks in a zone are set forward or back.
package struct ClockJump: Hashable, Sendable {
    /// The first instant after it.
    package let at: Instant
    /// What clocks show in the last second before it.
    package let before: CivilTime
    /// What clocks show at it.
    package let after: CivilTime

    /// A jump at an instant, between what clocks show before and after it.
    package init(at: Instant, before: CivilTime, after: CivilTime) {
        self.at = at
        self.before = before
        self.after = after
    }
}

/// What a zone makes of a civil time: which instants clocks there show it at.
package enum CivilReading: Hashable, Sendable {
    /// Nearly always: one instant.
    case once(Instant)
    /// None: clocks jump over it.
    case skipped(ClockJump)
    /// Two: clocks go back over it.
    case repeated(Instant, Instant)
}

extension CivilTime {
    /// What clocks in a zone make of this time.
    package func reading(in zone: TimeZone) -> CivilReading {
        let instants = instants(in: zone)
        switch instants.count {
        case 0: return .skipped(jump(over: zone))
        case 1: return .once(instants[0])
        default: return .repeated(instants[0], instants[instants.count - 1])
        }
    }

    /// The jump that leaves this time out. It lies between the two instants that the offsets before and after it would make of
    /// these digits, so halving that span finds it.
    private func jump(over zone: TimeZone) -> ClockJump {
        let offsets = offsets(around: zone)
        var low = epochSeconds - (offsets.max() ?? 0)
        var high = epochSeconds - (offsets.min() ?? 0)
        let before = Self.offset(of: zone, at: low)
        while high - low > 1 {
            let middle = low + (high - low) / 2
            if Self.offset(of: zone, at: middle) == before { low = middle } else { high = middle }
        }
        let at = Instant(ms: high * 1000)
        return ClockJump(at: at, before: at.adding(seconds: -1).civil(in: zone), after: at.civil(in: zone))
    }
}
