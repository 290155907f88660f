package import Storage
import Supply
package import Values

/// What a provider says of a payment, in an answer, on a return page, in a webhook or when it is asked.
package enum PaymentOutcome: Hashable, Sendable {
    /// The money is there.
    case succeeded(reference: String)
    /// It will not come; `code` is the provider's reason.
    case declined(code: String)
    /// The fan has to go to this address, below the hub's root or at the provider.
    case actionNeeded(reference: String, url: String)
    /// The provider does not know yet.
    case pending(reference: String)
    /// The provider has not heard of the payment, which may still be on its way: nothing changes.
    case unknown
}

extension Payment {
    /// Acts on what the provider said, once: whoever comes second finds it done. Returns the order as it stands then.
    ///
    /// Success confirms the hold; when that was given back meanwhile, the goods are taken again, and when they are gone the order
    /// is cancelled and the money is due back. A decline leaves the order payable until its time has run out.
    package static func finalise(
        _ key: Key<Payment>, _ outcome: PaymentOutcome, offeredBy seller: any Seller, in market: Market, at now: Instant,
        in tx: Transaction
    ) throws -> Order {
        let payment = try find(key, in: tx)
        switch outcome {
        case .succeeded(let reference):
            if try payment.move(to: .succeeded, reference, at: now, in: tx) {
                try payment.settle(offeredBy: seller, in: market, at: now, in: tx)
            }
        case .declined(let code):
            if try payment.move(to: .failed, code, at: now, in: tx) {
                try tx.run("""
                    UPDATE orders SET payment_status = 'failed', changed_at = \(now)
                    WHERE key = \(payment.order) AND payment_status = 'pending'
                    """)
                try tx.record("payment.failed", of: payment.order, at: now)
            }
        case .actionNeeded(let reference, _):
            try payment.move(to: .action, reference, at: now, in: tx)
        case .pending(let reference):
            try payment.move(to: .pending, reference, at: now, in: tx)
        case .unknown: break
        }
        return try Order.find(payment.order, in: tx)
    }

    /// Moves an open payment; false when it was settled before.
    @discardableResult
    private func move(to state: State, _ reference: String, at now: Instant, in tx: Transaction) throws -> Bool {
        try tx.run("""
            UPDATE payments SET state = \(state.rawValue), reference = \(reference), changed_at = \(now)
            WHERE key = \(key) AND state IN ('pending', 'action')
            """) == 1
    }

    private func settle(
        offeredBy seller: any Seller, in market: Market, at now: Instant, in tx: Transaction
    ) throws {
        // Somebody at the desk may be cancelling it just now.
        if tx.engine == .postgres { try Order.lock(self.order, at: now, in: tx) }
        let order = try Order.find(self.order, in: tx)
        guard order.isUnpaid, order.cancelledAt == nil, try order.secureGoods(offeredBy: seller, in: market, at: now, in: tx) else {
            try tx.run("UPDATE payments SET state = 'refund_due', changed_at = \(now) WHERE key = \(key)")
            if order.isUnpaid {
                try tx.run("""
                    UPDATE orders SET status = 'cancelled', hold = NULL, changed_at = \(now) WHERE key = \(order.key)
                    """)
            }
            return try tx.enqueue("payment.refund", for: key, at: now)
        }
        try tx.run("""
            UPDATE orders SET status = 'placed', payment_status = 'paid', hold = NULL, changed_at = \(now)
            WHERE key = \(order.key)
            """)
        try tx.record("order.paid", of: order.key, at: now)
    }

    /// The provider gave the money back: written once.
    package static func refunded(_ key: Key<Payment>, at now: Instant, in tx: Transaction) throws {
        let payment = try find(key, in: tx)
        let rows = try tx.run("""
            UPDATE payments SET state = 'refunded', changed_at = \(now) WHERE key = \(key) AND state = 'refund_due'
            """)
        guard rows == 1 else { return }
        try tx.run("""
            UPDATE orders SET payment_status = 'refunded', changed_at = \(now)
            WHERE key = \(payment.order) AND status = 'cancelled' AND payment_status IN ('pending', 'failed')
            """)
        try tx.record("payment.refunded", of: payment.order, at: now)
    }
}

extension Order {
    /// Turns the hold into a sale, or takes the goods again when the hold is gone; false when they are gone too.
    fileprivate func secureGoods(
        offeredBy seller: any Seller, in market: Market, at now: Instant, in tx: Transaction
    ) throws -> Bool {
        if let hold, try Hold.confirm(hold, at: now, in: tx) { return true }
        return try takeAgain(offeredBy: seller, in: market, at: now, in: tx)
    }

    private func takeAgain(
        offeredBy seller: any Seller, in market: Market, at now: Instant, in tx: Transaction
    ) throws -> Bool {
        let buyer = Buyer(email: email)
        var demands: [Demand] = []
        for line in try OrderLine.of(key, in: tx) {
            guard let offer = try seller.offer(
                line.item, quantity: line.quantity, by: buyer, in: market, language: language, at: now, in: tx)
            else { return false }
            demands += offer.demands
        }
        guard try Self.areFree(demands, at: now, in: tx) else { return false }
        let again = try Hold.take(demands, until: now.adding(seconds: Self.holdSeconds), at: now, in: tx)
        return try Hold.confirm(again.key, at: now, in: tx)
    }

    private static func areFree(_ demands: [Demand], at now: Instant, in tx: Transaction) throws -> Bool {
        let wanted = Dictionary(demands.map { ($0.cell, $0.count) }, uniquingKeysWith: +)
        let cells = try Cell.find(Array(wanted.keys), at: now, in: tx)
        return wanted.allSatisfy { cells[$0.key]?.available ?? 0 >= $0.value }
    }
}
