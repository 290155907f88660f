/// A card number that makes a test provider do what real ones do.
package struct TestCard: Sendable {
    /// What happens to the payment.
    package enum Outcome: String, Sendable, CaseIterable {
        case succeeds
        case declined
        case secondStep
        case slow
    }

    /// Sixteen digits.
    package let number: String
    /// What happens.
    package let outcome: Outcome

    /// A card from its parts.
    package init(number: String, outcome: Outcome) {
        self.number = number
        self.outcome = outcome
    }
}
