package import Values

/// Why the till says no.
package enum OrderRefusal: Refusal {
    /// The thing is not sold in this market, or not any more.
    case notSoldHere
    /// More of one thing than a basket may hold.
    case tooMany(limit: Int64)
    /// More different things than a basket may hold.
    case basketFull(limit: Int)
    /// There is nothing to order.
    case basketEmpty
    /// The price is not what the fan saw.
    case totalChanged(from: Money, to: Money)
    /// The order cannot be paid in its present state.
    case notPayable
    /// The payment provider declined.
    case declined

    package var code: String {
        switch self {
        case .notSoldHere: "not_sold_here"
        case .tooMany: "too_many"
        case .basketFull: "basket_full"
        case .basketEmpty: "basket_empty"
        case .totalChanged: "total_changed"
        case .notPayable: "not_payable"
        case .declined: "payment_declined"
        }
    }

    package var status: Int {
        switch self {
        case .totalChanged, .basketEmpty, .notPayable: 409
        case .declined: 402
        default: 422
        }
    }

    package var reason: String {
        switch self {
        case .notSoldHere: "This is not sold here at the moment. Take it out of the basket or choose another market."
        case .tooMany(let limit): "A basket holds at most \(limit) of one thing. Choose fewer."
        case .basketFull(let limit): "A basket holds at most \(limit) different things. Order these first."
        case .basketEmpty: "The basket is empty. Put something in first."
        case .totalChanged(let old, let new): "The total is now \(new.text), not \(old.text). Check it and order again."
        case .notPayable: "This order cannot be paid any more. Look at its state."
        case .declined: "The card was declined and nothing was charged. Try another card."
        }
    }
}
