import Logging
package import Orders
package import Staff
package import Storage
package import Values

// What the desk does with an order that was placed. The verb and its line in the audit log are one transaction; the payment
// provider is called outside of it, and what it says is acted on once, whoever heard it.

extension Hub {
    /// Sends pieces of an order; the fan hears of it by mail.
    package func ship(_ order: Key<Order>, _ request: ShipmentRequest, by author: Author) async throws -> Shipment {
        let now = now()
        return try await database.write { tx in
            let before = try Order.find(order, in: tx)
            let (shipment, isNew) = try Order.ship(order, request, at: now, in: tx)
            guard isNew else { return shipment }
            try Change.record(
                "shipped", "order", order, titled: before.number, by: author, before: before.snapshot,
                after: try Order.find(order, in: tx).snapshot(with: [
                    "carrier": shipment.carrier.rawValue, "tracking": shipment.tracking,
                    "pieces": "\(shipment.pieces.values.reduce(0, +))",
                ]), at: now, in: tx)
            return shipment
        }
    }

    /// Cancels an order of which nothing has left, and gives back what was paid. Returns the refund as it stands, nil when nothing
    /// was paid.
    package func cancel(
        _ order: Key<Order>, because reason: String, requestKey: String, by author: Author
    ) async throws -> Refund? {
        let now = now()
        let refund = try await database.write { tx in
            try Self.cancel(order, because: reason, requestKey: requestKey, by: author, at: now, in: tx)
        }
        guard let refund else { return nil }
        return try await carryOut(refund.key)
    }

    /// The same for a client that may repeat itself: under a name it happens once, and the same request again does nothing. Returns
    /// whether an earlier try had done it.
    package func cancel(
        _ order: Key<Order>, because reason: String, as name: IdempotencyName, by author: Author
    ) async throws -> Bool {
        let now = now()
        let (refund, isReplayed) = try await database.write { tx -> (Refund?, Bool) in
            if try name.claim(for: order.raw, at: now, in: tx) != nil { return (nil, true) }
            let key = "\(name.scope)/\(name.key)"
            return (try Self.cancel(order, because: reason, requestKey: key, by: author, at: now, in: tx), false)
        }
        if let refund { try await carryOut(refund.key) }
        return isReplayed
    }

    private static func cancel(
        _ order: Key<Order>, because reason: String, requestKey: String, by author: Author, at now: Instant, in tx: Transaction
    ) throws -> Refund? {
        let before = try Order.find(order, in: tx)
        let refund = try Order.cancel(order, because: reason, requestKey: requestKey, at: now, in: tx)
        try Change.record(
            "cancelled", "order", order, titled: before.number, by: author, before: before.snapshot,
            after: try Order.find(order, in: tx).snapshot(with: ["reason": reason.isEmpty ? nil : reason]), at: now, in: tx)
        return refund
    }

    /// Gives money back. Returns the refund as it stands: `pending` when the provider has not answered yet.
    package func refund(_ order: Key<Order>, _ request: RefundRequest, by author: Author) async throws -> Refund {
        let now = now()
        let refund = try await database.write { tx in
            let before = try Order.find(order, in: tx)
            let (refund, isNew) = try Refund.prepare(order, request, at: now, in: tx)
            guard isNew else { return refund }
            try Change.record(
                "refunded", "order", order, titled: before.number, by: author, before: before.snapshot,
                after: before.snapshot(with: [
                    "refund": refund.amount.text, "reason": refund.reason.isEmpty ? nil : refund.reason,
                    "pieces": "\(request.pieces.values.reduce(0, +))", "restock": refund.restocks ? "yes" : "no",
                ]), at: now, in: tx)
            return refund
        }
        return try await carryOut(refund.key)
    }

    /// Asks the provider about a refund that waits and acts on its answer. A provider that does not answer is asked again by a job.
    @discardableResult
    func carryOut(_ key: Key<Refund>) async throws -> Refund {
        let (refund, payment) = try await database.read { tx in
            let refund = try Refund.find(key, in: tx)
            return (refund, try Payment.find(refund.payment, in: tx))
        }
        guard refund.state == .pending else { return refund }
        let outcome: RefundOutcome
        do {
            outcome = try await within(seconds: Self.paymentDeadlineSeconds) { [payments] in
                try await payments.refund(refund, of: payment)
            }
        } catch {
            logger.warning("A payment provider did not answer", metadata: ["refund": "\(key)", "cause": "\(error)"])
            return refund
        }
        let (seller, now) = (seller, now())
        return try await database.write { try Refund.finalise(key, outcome, offeredBy: seller, at: now, in: $0) }
    }
}

extension Order {
    /// What the log keeps of an order: where it stands.
    fileprivate var snapshot: Snapshot { snapshot(with: [:]) }

    fileprivate func snapshot(with more: [String: String?]) -> Snapshot {
        let own = ["status": status.rawValue, "payment": payment.rawValue, "fulfilment": fulfilment.rawValue]
        return Snapshot(own.merging(more.compactMapValues { $0 }) { $1 })
    }
}
