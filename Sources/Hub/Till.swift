import Logging
package import Orders
package import Storage
package import Values

/// What became of a try to pay.
package struct Bought: Sendable {
    /// The order as it stands.
    package let order: Order
    /// Where the fan has to go first, when the bank wants a second step.
    package let nextURL: String?
    /// Whether an earlier try of the same request had done it before.
    package var isReplayed = false
}

extension Hub {
    /// Seconds that a payment provider has to answer; after that the fan is told that the payment is being checked.
    package static let paymentDeadlineSeconds: Int64 = 20

    /// Places an order and pays it: prepare in one transaction, pay outside of any, finalise in another.
    package func buy(_ request: OrderRequest, with method: PaymentMethod, in market: Market) async throws -> Bought {
        let (seller, provider, now) = (seller, payments.name, now())
        let placement = try await database.write { tx in
            try Order.place(request, offeredBy: seller, payWith: provider, in: market, at: now, in: tx)
        }
        switch placement {
        case .replayed(let order): return Bought(order: order, nextURL: nil, isReplayed: true)
        case .placed(let order, let payment): return try await settle(payment, of: order, with: method, in: market)
        }
    }

    /// Tries again to pay an order whose last payment failed.
    /// Under a name, the same request again does nothing and gives the order as it stands.
    package func payAgain(
        _ order: Order, with method: PaymentMethod, as name: IdempotencyName? = nil, in market: Market
    ) async throws -> Bought {
        let (provider, now) = (payments.name, now())
        let payment = try await database.write { tx -> Payment? in
            if try name?.claim(for: order.key.raw, at: now, in: tx) != nil { return nil }
            return try Payment.retry(order.key, with: provider, at: now, in: tx)
        }
        guard let payment else { return Bought(order: order, nextURL: nil, isReplayed: true) }
        return try await settle(payment, of: order, with: method, in: market)
    }

    /// From here on the order exists, whatever happens: what goes wrong leaves it waiting, and the clockwork brings it to its end.
    private func settle(
        _ payment: Payment, of order: Order, with method: PaymentMethod, in market: Market
    ) async throws -> Bought {
        let outcome: PaymentOutcome
        do {
            outcome = try await within(seconds: Self.paymentDeadlineSeconds) { [payments] in
                try await payments.pay(payment, with: method)
            }
        } catch {
            // Nobody knows whether the money moved: the clockwork will ask the provider.
            logger.warning("A payment provider did not answer", metadata: ["payment": "\(payment.key)", "cause": "\(error)"])
            return Bought(order: order, nextURL: nil)
        }
        do {
            let order = try await finalise(payment.key, outcome, in: market)
            if case .actionNeeded(_, let url) = outcome { return Bought(order: order, nextURL: url) }
            return Bought(order: order, nextURL: nil)
        } catch let fault as Fault {
            // The provider has answered and the database is away: the answer is kept until it can be written.
            untold.keep(UntoldOutcome(payment: payment.key, outcome: outcome, market: market))
            logger.warning("A payment's outcome waits for the database", metadata: [
                "payment": "\(payment.key)", "cause": "\(fault)",
            ])
            return Bought(order: order, nextURL: nil)
        }
    }

    /// Writes the outcomes that a database was away for; what cannot be written yet stays.
    func tellUntold() async throws {
        for waiting in untold.all() {
            try await finalise(waiting.payment, waiting.outcome, in: waiting.market)
            untold.drop(waiting.payment)
        }
    }

    /// Acts once on what the provider said, whoever heard it first.
    @discardableResult
    package func finalise(_ payment: Key<Payment>, _ outcome: PaymentOutcome, in market: Market) async throws -> Order {
        let (seller, now) = (seller, now())
        return try await database.write { tx in
            try Payment.finalise(payment, outcome, offeredBy: seller, in: market, at: now, in: tx)
        }
    }
}

/// Runs an outside call with a deadline; throws a retryable fault when it is over.
func within<Value: Sendable>(
    seconds: Int64, _ call: @escaping @Sendable () async throws -> Value
) async throws -> Value {
    try await withThrowingTaskGroup(of: Value.self) { group in
        group.addTask { try await call() }
        group.addTask {
            try await Task.sleep(for: .seconds(seconds))
            throw Fault(.outside, during: "waiting for a partner", cause: "no answer within \(seconds) seconds")
        }
        defer { group.cancelAll() }
        guard let first = try await group.next() else {
            throw Fault(.outside, during: "waiting for a partner", cause: "no answer")
        }
        return first
    }
}
