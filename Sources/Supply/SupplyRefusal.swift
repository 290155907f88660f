package import Values

/// Why something cannot be taken.
package enum SupplyRefusal: Refusal {
    /// Too few are free; nothing was taken.
    case short(Key<Cell>, wanted: Int64, available: Int64)
    /// A stock count below what buyers hold just now.
    case belowHeld(onHand: Int64, held: Int64)

    package var code: String {
        switch self {
        case .short: "sold_out"
        case .belowHeld: "below_held"
        }
    }

    package var status: Int { 409 }

    package var reason: String {
        switch self {
        case .short(_, _, 0): "Somebody was quicker: none is left. Choose another one."
        case .short(_, let wanted, let available): "Only \(available) of the \(wanted) you want are left. Take fewer."
        case .belowHeld(let onHand, let held):
            "\(onHand) on hand is less than the \(held) that buyers hold just now; try again in a few minutes."
        }
    }
}
