package import Storage
package import Values

/// Money of an order that goes back, in part or whole.
package struct Refund: Sendable {
    /// What is known of it. All but `pending` are final.
    package enum State: String, Sendable {
        /// Handed to the provider, or about to be.
        case pending
        case succeeded
        case failed
    }

    /// Pieces of a line that the money is for.
    package struct Line: Hashable, Sendable {
        /// Which line.
        package let position: Int64
        /// How many pieces.
        package let quantity: Int64
        /// What goes back for them.
        package let amountMinor: Int64
    }

    /// Which refund; also its reference at the provider.
    package let key: Key<Refund>
    /// Of which order.
    package let order: Key<Order>
    /// From which payment.
    package let payment: Key<Payment>
    /// How much.
    package let amount: Money
    /// The tax in it.
    package let taxMinor: Int64
    /// What is known of it.
    package let state: State
    /// Why, as the desk wrote it.
    package let reason: String
    /// Whether its pieces go back on the shelf.
    package let restocks: Bool
    /// What the provider said: its reference, or why not.
    package let reference: String?
    /// When it was asked for.
    package let createdAt: Instant

    private static let columns: SQL = """
        SELECT key, order_key, payment, amount_minor, currency, tax_minor, state, reason, restocks, reference, created_at
        FROM refunds
        """

    /// The refund of a key; throws when there is none.
    package static func find(_ key: Key<Refund>, in tx: Transaction) throws -> Refund {
        guard let refund = try tx.first("\(columns) WHERE key = \(key)", { try Refund($0) }) else { throw NotFound("refund") }
        return refund
    }

    /// The refunds of an order, the first one first.
    package static func of(_ order: Key<Order>, in tx: Transaction) throws -> [Refund] {
        try tx.all("\(columns) WHERE order_key = \(order) ORDER BY key") { try Refund($0) }
    }

    /// The lines that it is for.
    package func lines(in tx: Transaction) throws -> [Line] {
        try tx.all("SELECT position, quantity, amount_minor FROM refund_lines WHERE refund = \(key) ORDER BY position") {
            Line(position: $0.int(0), quantity: $0.int(1), amountMinor: $0.int(2))
        }
    }

    /// Pieces of each line whose money has gone back or is on its way.
    static func pieces(of order: Key<Order>, in tx: Transaction) throws -> [Int64: Int64] {
        try Pieces.sum("""
            SELECT l.position, CAST(sum(l.quantity) AS BIGINT) FROM refund_lines l JOIN refunds r ON r.key = l.refund
            WHERE r.order_key = \(order) AND r.state <> 'failed' GROUP BY l.position
            """, in: tx)
    }

    /// What has gone back or is on its way, with the tax in it.
    static func sums(of order: Key<Order>, in tx: Transaction) throws -> (amountMinor: Int64, taxMinor: Int64) {
        try tx.first("""
            SELECT CAST(coalesce(sum(amount_minor), 0) AS BIGINT), CAST(coalesce(sum(tax_minor), 0) AS BIGINT)
            FROM refunds WHERE order_key = \(order) AND state <> 'failed'
            """) { ($0.int(0), $0.int(1)) } ?? (0, 0)
    }

    private init(_ row: Row) throws {
        key = row.key(0)
        order = row.key(1)
        payment = row.key(2)
        amount = Money(minor: row.int(3), try row.value(4) { Currency($0) })
        taxMinor = row.int(5)
        state = try row.value(6, State.init(rawValue:))
        reason = row.text(7)
        restocks = row.flag(8)
        reference = row.optionalText(9)
        createdAt = row.instant(10)
    }
}

/// What a provider says of a refund.
package enum RefundOutcome: Hashable, Sendable {
    /// The money is on its way to the fan.
    case succeeded(reference: String)
    /// It stays; `code` is the provider's reason.
    case declined(code: String)
    /// The provider does not know yet.
    case pending
}
