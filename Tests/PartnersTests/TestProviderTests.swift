import Testing
import Values

@testable import Orders
@testable import Partners

@Suite struct TestProviderTests {
    private func payment(reference: String?, at created: Instant = Instant(ms: 0)) -> Payment {
        Payment(
            key: Key(raw: 7), order: Key(raw: 8), provider: "test", reference: reference,
            amount: Money(minor: 100, Currency("USD")!), state: .pending, createdAt: created)
    }

    @Test(arguments: [
        ("4242 4242 4242 4242", PaymentOutcome.succeeded(reference: "test-0000000000007")),
        ("4000000000000002", .declined(code: "card_declined")),
        ("4000 0000 0000 3220", .actionNeeded(reference: "step-0000000000007", url: "/test-bank/0000000000007")),
        ("4000000000000077", .pending(reference: "slow-0000000000007")),
        ("5555555555554444", .declined(code: "unknown_test_card")),
    ]) func `a card does what its number says`(number: String, outcome: PaymentOutcome) async throws {
        let method = try #require(PaymentMethod(cardNumber: number))
        #expect(try await TestProvider().pay(payment(reference: nil), with: method) == outcome)
    }

    @Test func `a payment that never arrived was never charged`() async throws {
        let limit = TestProvider.arrivalSeconds * 1000
        let early = try await TestProvider().outcome(of: payment(reference: nil), at: Instant(ms: limit - 1))
        let late = try await TestProvider().outcome(of: payment(reference: nil), at: Instant(ms: limit))
        #expect(early == .unknown)
        #expect(late == .declined(code: "never_arrived"))
    }

    @Test func `a slow payment succeeds after its time and not before`() async throws {
        let slow = payment(reference: "slow-1")
        let before = try await TestProvider().outcome(of: slow, at: Instant(ms: TestProvider.slowSeconds * 1000 - 1))
        let after = try await TestProvider().outcome(of: slow, at: Instant(ms: TestProvider.slowSeconds * 1000))
        #expect(before == .pending(reference: "slow-1"))
        #expect(after == .succeeded(reference: "slow-1"))
    }

    @Test func `a second step that nobody takes fails in the end`() async throws {
        let step = payment(reference: "step-1")
        let waiting = try await TestProvider().outcome(of: step, at: Instant(ms: 1000))
        let late = try await TestProvider().outcome(of: step, at: Instant(ms: TestProvider.actionSeconds * 1000))
        #expect(waiting == .actionNeeded(reference: "step-1", url: "/test-bank/0000000000007"))
        #expect(late == .declined(code: "second_step_expired"))
    }

    @Test(arguments: ["", "4242", "4242-4242-4242-424x", "42424242424242424242"])
    func `what is no card number is not taken`(text: String) { #expect(PaymentMethod(cardNumber: text) == nil) }
}
