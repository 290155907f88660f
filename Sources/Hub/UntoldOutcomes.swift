import Orders
import Storage
import Synchronization
import Values

/// What a payment provider answered while the database was away.
struct UntoldOutcome: Sendable {
    let payment: Key<Payment>
    let outcome: PaymentOutcome
    let market: Market
}

/// Answers of payment providers that could not be written yet, in memory. They are the quick way only: a process that dies with
/// them loses nothing, since the provider is asked about every payment that stays open.
final class UntoldOutcomes: Sendable {
    /// Each is a fan who waited while the database went away; more than this wait for the provider to be asked.
    static let limit = 10_000

    private let waiting = Mutex<[Key<Payment>: UntoldOutcome]>([:])

    /// Keeps the last answer about a payment; one too many is left to the provider.
    func keep(_ outcome: UntoldOutcome) {
        waiting.withLock { waiting in
            guard waiting.count < Self.limit || waiting[outcome.payment] != nil else { return }
            waiting[outcome.payment] = outcome
        }
    }

    /// Everything that waits, in the order of the payments.
    func all() -> [UntoldOutcome] { waiting.withLock { $0.values.sorted { $0.payment.raw < $1.payment.raw } } }

    /// Forgets an answer that has been written.
    func drop(_ payment: Key<Payment>) { waiting.withLock { $0[payment] = nil } }
}
