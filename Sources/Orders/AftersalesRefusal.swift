package import Values

/// Why the desk cannot do something with an order that was placed.
package enum AftersalesRefusal: Refusal {
    /// It is not paid, or it was cancelled.
    case notToBeShipped
    /// More pieces of a line than are still to be shipped.
    case tooManyPieces(line: String, left: Int64)
    /// Not one piece was chosen.
    case nothingChosen
    /// No known carrier.
    case unknownCarrier
    /// A tracking number of letters, digits, blanks and hyphens is wanted.
    case badTracking(limit: Int)
    /// Something has left already: money can go back, the order cannot.
    case alreadyShipped
    /// It was cancelled, or given back, before.
    case alreadyCancelled
    /// No money was taken that could go back.
    case notPaid
    /// More than is left of what was paid.
    case tooMuch(left: Money)
    /// The form was sent before with other values.
    case sentBefore
    /// A reason has a limit.
    case longReason(limit: Int)
    /// A note has a limit.
    case longNote(limit: Int)

    package var code: String {
        switch self {
        case .notToBeShipped: "not_to_be_shipped"
        case .tooManyPieces: "too_many_pieces"
        case .nothingChosen: "nothing_chosen"
        case .unknownCarrier: "unknown_carrier"
        case .badTracking: "bad_tracking"
        case .alreadyShipped: "already_shipped"
        case .alreadyCancelled: "already_cancelled"
        case .notPaid: "not_paid"
        case .tooMuch: "too_much"
        case .sentBefore: "sent_before"
        case .longReason: "long_reason"
        case .longNote: "long_note"
        }
    }

    package var status: Int {
        switch self {
        case .notToBeShipped, .tooManyPieces, .alreadyShipped, .alreadyCancelled, .notPaid, .tooMuch, .sentBefore: 409
        default: 422
        }
    }

    package var field: String? {
        switch self {
        case .unknownCarrier: "carrier"
        case .badTracking: "tracking"
        case .tooMuch: "amount"
        case .longReason: "reason"
        case .longNote: "note"
        default: nil
        }
    }

    package var reason: String {
        switch self {
        case .notToBeShipped: "Only an order that is paid and stands can be shipped. Look at its state."
        case .tooManyPieces(let line, let left): "Of \(line), \(left) are left. Choose fewer."
        case .nothingChosen: "Choose at least one piece, or enter an amount."
        case .unknownCarrier: "Choose a carrier from the list."
        case .badTracking(let limit): "Enter at most \(limit) letters, digits, blanks and hyphens, or nothing."
        case .alreadyShipped: "Something of this order has left already. Give money back instead."
        case .alreadyCancelled: "This order was cancelled before."
        case .notPaid: "Nothing was paid for this order, so nothing can go back."
        case .tooMuch(let left): "At most \(left.text) can go back. Enter less."
        case .sentBefore: "This form was sent before with other values. Open the order again."
        case .longReason(let limit), .longNote(let limit): "Use at most \(limit) characters."
        }
    }

    package var values: [String] {
        switch self {
        case .tooManyPieces(let line, let left): [line, "\(left)"]
        case .badTracking(let limit), .longReason(let limit), .longNote(let limit): ["\(limit)"]
        case .tooMuch(let left): [left.text]
        default: []
        }
    }
}
