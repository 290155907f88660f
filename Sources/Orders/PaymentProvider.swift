package import Values

/// Whoever moves the money. Called outside of any transaction, always with a deadline.
package protocol PaymentProvider: Sendable {
    /// The name under which payments remember it.
    var name: String { get }

    /// Cards to try things out with, to be shown beside the form; none where money moves.
    var testCards: [TestCard] { get }

    /// Starts a payment. May be called again for the same payment, and then must not charge twice.
    func pay(_ payment: Payment, with method: PaymentMethod) async throws -> PaymentOutcome

    /// Asks what became of a payment, whether or not `pay` ever reached the provider.
    func outcome(of payment: Payment, at now: Instant) async throws -> PaymentOutcome

    /// Gives the whole amount back; may be called again for the same payment, and then must not pay out twice.
    func refund(_ payment: Payment) async throws

    /// Gives a part or the whole back, as the refund says; may be called again for the same refund, and then must not pay out
    /// twice.
    func refund(_ refund: Refund, of payment: Payment) async throws -> RefundOutcome
}

/// What the fan pays with, as the checkout's form gives it. Never stored and never logged.
package struct PaymentMethod: Sendable {
    /// The digits of a card, without blanks.
    package let cardNumber: String

    /// Accepts 12 to 19 digits with blanks or hyphens between; nil otherwise.
    package init?(cardNumber text: String) {
        let digits = text.filter { !" -".contains($0) }
        guard (12...19).contains(digits.utf8.count), digits.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
        cardNumber = digits
    }
}
