package import Storage
package import Values

/// One try to pay an order with a provider.
package struct Payment: Sendable {
    /// What is known of it. `succeeded`, `failed` and `refunded` are final.
    package enum State: String, Sendable {
        /// Handed to the provider, or about to be; nobody knows the outcome yet.
        case pending
        /// The fan has to do something at the bank.
        case action
        case succeeded
        case failed
        /// Paid, but the goods were gone: the money has to go back.
        case refundDue = "refund_due"
        case refunded
    }

    /// Which payment; also its reference at the provider.
    package let key: Key<Payment>
    /// What it pays.
    package let order: Key<Order>
    /// The provider's name.
    package let provider: String
    /// What the provider calls it, once it is known.
    package let reference: String?
    /// How much.
    package let amount: Money
    /// What is known of it.
    package let state: State
    /// When it was started.
    package let createdAt: Instant

    private static let columns: SQL = """
        SELECT key, order_key, provider, reference, amount_minor, currency, state, created_at FROM payments
        """

    static func prepare(
        for order: Order, with provider: String, at now: Instant, in tx: Transaction
    ) throws -> Payment {
        let payment = Payment(
            key: try tx.newKey(), order: order.key, provider: provider, reference: nil, amount: order.total, state: .pending,
            createdAt: now)
        try tx.run("""
            INSERT INTO payments (key, order_key, provider, reference, amount_minor, currency, state, created_at, changed_at)
            VALUES (\(payment.key), \(order.key), \(provider), NULL, \(order.total.minor), \(order.total.currency),
                \(State.pending.rawValue), \(now), \(now))
            """)
        return payment
    }

    /// Starts another try for an order whose last one failed; refuses an order that cannot be paid any more.
    package static func retry(
        _ order: Key<Order>, with provider: String, at now: Instant, in tx: Transaction
    ) throws -> Payment {
        let order = try Order.find(order, in: tx)
        let rows = try tx.run("""
            UPDATE orders SET payment_status = 'pending', changed_at = \(now)
            WHERE key = \(order.key) AND status = 'placed' AND payment_status = 'failed' AND pay_until > \(now)
            """)
        guard rows == 1 else { throw OrderRefusal.notPayable }
        return try prepare(for: order, with: provider, at: now, in: tx)
    }

    /// The payment of a key; throws when there is none.
    package static func find(_ key: Key<Payment>, in tx: Transaction) throws -> Payment {
        guard let payment = try tx.first("\(columns) WHERE key = \(key)", Payment.init) else { throw NotFound("payment") }
        return payment
    }

    /// The last try to pay an order.
    package static func latest(of order: Key<Order>, in tx: Transaction) throws -> Payment? {
        try tx.first("\(columns) WHERE order_key = \(order) ORDER BY key DESC LIMIT 1", Payment.init)
    }

    /// The payment with which an order was paid; nil while it is not.
    static func succeeded(of order: Key<Order>, in tx: Transaction) throws -> Payment? {
        try tx.first("\(columns) WHERE order_key = \(order) AND state = 'succeeded' ORDER BY key LIMIT 1", Payment.init)
    }

    /// All tries to pay an order, the first one first.
    package static func of(_ order: Key<Order>, in tx: Transaction) throws -> [Payment] {
        try tx.all("\(columns) WHERE order_key = \(order) ORDER BY key", Payment.init)
    }

    /// Payments whose outcome nobody has told for `seconds`, the oldest first: a provider must be asked.
    package static func unsettled(
        for seconds: Int64, limit: Int, at now: Instant, in tx: Transaction
    ) throws -> [Payment] {
        try tx.all("""
            \(columns) WHERE state IN ('pending', 'action') AND changed_at <= \(now.adding(seconds: -seconds))
            ORDER BY changed_at LIMIT \(limit)
            """, Payment.init)
    }
}

extension Payment {
    init(_ row: Row) throws {
        self.init(
            key: row.key(0), order: row.key(1), provider: row.text(2), reference: row.optionalText(3),
            amount: Money(minor: row.int(4), try row.value(5) { Currency($0) }),
            state: try row.value(6, State.init(rawValue:)), createdAt: row.instant(7))
    }
}
