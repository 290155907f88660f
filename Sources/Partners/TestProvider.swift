package import Orders
import Synchronization
package import Values

/// The built-in payment provider: moves no money, and does by card number what real ones do. It remembers refunds while
/// the program runs.
package struct TestProvider: PaymentProvider {
    package let testCards = [
        TestCard(number: "4242424242424242", outcome: .succeeds),
        TestCard(number: "4000000000000002", outcome: .declined),
        TestCard(number: "4000000000003220", outcome: .secondStep),
        TestCard(number: "4000000000000077", outcome: .slow),
    ]
    /// How long a slow payment takes.
    package static let slowSeconds: Int64 = 8
    /// How long the bank's page waits for the fan.
    static let actionSeconds: Int64 = 600
    /// A payment that is younger may still be on its way here, or its answer on its way to the database.
    package static let arrivalSeconds: Int64 = 30

    package let name = "test"

    private let memory = Memory()

    /// A provider that has given nothing back yet.
    package init() {}

    package func pay(_ payment: Payment, with method: PaymentMethod) async throws -> PaymentOutcome {
        let card = testCards.first { $0.number == method.cardNumber }
        return switch card?.outcome {
        case .succeeds: .succeeded(reference: "test-\(payment.key)")
        case .secondStep: .actionNeeded(reference: "step-\(payment.key)", url: "/test-bank/\(payment.key)")
        case .slow: .pending(reference: "slow-\(payment.key)")
        case .declined: .declined(code: "card_declined")
        case nil: .declined(code: "unknown_test_card")
        }
    }

    /// Slow payments succeed after a while, a second step that nobody took fails, and what did not arrive in time was never
    /// charged.
    package func outcome(of payment: Payment, at now: Instant) async throws -> PaymentOutcome {
        let age = now.seconds(since: payment.createdAt)
        guard let reference = payment.reference else {
            return age >= Self.arrivalSeconds ? .declined(code: "never_arrived") : .unknown
        }
        if reference.hasPrefix("slow-") {
            return age >= Self.slowSeconds ? .succeeded(reference: reference) : .pending(reference: reference)
        }
        return age >= Self.actionSeconds
            ? .declined(code: "second_step_expired")
            : .actionNeeded(reference: reference, url: "/test-bank/\(payment.key)")
    }

    package func refund(_ payment: Payment) async throws {}

    /// Remembers what it gave back: the same refund again pays nothing, and more than was paid is declined.
    package func refund(_ refund: Refund, of payment: Payment) async throws -> RefundOutcome {
        memory.refunds.withLock { refunds in
            let others = refunds[payment.key, default: [:]].filter { $0.key != refund.key }.values.reduce(0, +)
            guard others + refund.amount.minor <= payment.amount.minor else { return .declined(code: "more_than_paid") }
            refunds[payment.key, default: [:]][refund.key] = refund.amount.minor
            return .succeeded(reference: "refund-\(refund.key)")
        }
    }

    /// What it has given back of a payment, in minor units.
    package func refunded(of payment: Key<Payment>) -> Int64 {
        memory.refunds.withLock { $0[payment, default: [:]].values.reduce(0, +) }
    }

    private final class Memory: Sendable {
        let refunds = Mutex<[Key<Payment>: [Key<Refund>: Int64]]>([:])
    }
}
