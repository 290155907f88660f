package import Storage
import Supply
package import Values

extension Order {
    /// Whether it stands and nothing of it has left, so that it can be cancelled.
    package func isCancellable(in tx: Transaction) throws -> Bool {
        try status == .placed && Shipment.of(key, in: tx).isEmpty
    }

    /// Cancels an order of which nothing has left. What holds goods is released; what was paid goes back, and its goods to the
    /// shelf, through the refund that is returned. Money that comes later goes back by itself.
    package static func cancel(
        _ key: Key<Order>, because reason: String, requestKey: String, at now: Instant, in tx: Transaction
    ) throws -> Refund? {
        try lock(key, at: now, in: tx)
        let order = try find(key, in: tx)
        guard order.status == .placed else { throw AftersalesRefusal.alreadyCancelled }
        guard try Shipment.of(key, in: tx).isEmpty else { throw AftersalesRefusal.alreadyShipped }
        var refund: Refund?
        if try order.refundable(in: tx).minor > 0 {
            let all = try RefundRequest.whole(of: order, restocks: true, reason: reason, requestKey: requestKey, in: tx)
            refund = try Refund.prepare(key, all, at: now, in: tx).refund
        }
        try tx.run("""
            UPDATE orders SET status = 'cancelled', hold = NULL, cancelled_at = \(now), changed_at = \(now) WHERE key = \(key)
            """)
        if let hold = order.hold { try Hold.release(hold, at: now, in: tx) }
        try tx.record("order.cancelled", of: key, at: now)
        return refund
    }
}
