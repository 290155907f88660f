package import Storage
import Supply
package import Values

extension Order {
    /// Cancels up to `limit` orders that nobody paid in time and gives their goods back; returns how many.
    ///
    /// A payment that succeeds later takes the goods again, or goes back by itself.
    @discardableResult
    package static func cancelUnpaid(limit: Int, at now: Instant, in tx: Transaction) throws -> Int {
        let late = try tx.all("""
            \(columns) WHERE status = 'placed' AND payment_status IN ('pending', 'failed') AND pay_until <= \(now)
            ORDER BY pay_until LIMIT \(limit)
            """, Order.init)
        return try late.count { try $0.cancelUnpaid(at: now, in: tx) }
    }

    /// False when the money came between the look and this step.
    private func cancelUnpaid(at now: Instant, in tx: Transaction) throws -> Bool {
        let rows = try tx.run("""
            UPDATE orders SET status = 'cancelled', hold = NULL, changed_at = \(now)
            WHERE key = \(key) AND status = 'placed' AND payment_status IN ('pending', 'failed')
            """)
        guard rows == 1 else { return false }
        if let hold { try Hold.release(hold, at: now, in: tx) }
        try tx.record("order.cancelled", of: key, at: now)
        return true
    }
}
