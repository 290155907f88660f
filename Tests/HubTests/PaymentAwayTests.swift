import Catalogue
import Foundation
import Logging
import Orders
import Partners
import Releases
import Storage
import Synchronization
import TestKit
import Testing
import Values

@testable import Hub

/// The database goes away between placing an order and writing what the payment provider said.
@Suite(.serialized) struct PaymentAwayTests {
    @Test(
        .enabled(if: Engine.available.contains(.postgres)),
        arguments: [("4242424242424242", Order.PaymentStatus.paid, 0), ("4000000000000002", .failed, 0), ("4000000000003220", .pending, 1)])
    func `the answer of the provider is kept, the fan gets the order that waits, and the outcome is written once`(
        card: String, status: Order.PaymentStatus, waiting: Int
    ) async throws {
        try await PrivateServer.with { server in
            let folder = try TemporaryFolder()
            var settings = HubSettings(dataFolder: URL(fileURLWithPath: folder.path))
            settings.databaseURL = server.location.description
            let provider = ProviderThatCutsTheCable { try server.control("stop") }
            let hub = try await Hub.open(settings, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, payments: provider)
            try await hub.fillDemo { _ in }
            let book = try await hub.markets()
            let market = try #require(MarketCode("JP").flatMap { book[$0] })
            let request = try await Self.request(hub, market)

            let bought = try await hub.buy(request, with: PaymentMethod(cardNumber: card)!, in: market)
            #expect(bought.order.payment == .pending && bought.nextURL == nil)
            await #expect(throws: Fault.self) { try await hub.tellUntold() }
            #expect(hub.untold.all().count == 1)

            try server.control("start")
            try await Deadline.wait(for: "an outcome that is written") { (try? await hub.tellUntold()) != nil }
            #expect(hub.untold.all().isEmpty)
            let (order, open, facts) = try await hub.database.read { tx in
                (
                    try Order.find(bought.order.token, in: tx), try tx.count("SELECT count(*) FROM payments WHERE state = 'action'"),
                    try tx.count("SELECT count(*) FROM facts WHERE kind IN ('order.paid', 'payment.failed')")
                )
            }
            #expect(order.payment == status && order.status == .placed)
            #expect(open == waiting)
            #expect(facts == 1 - waiting)
            // The same form once more is the same order.
            let again = try await hub.buy(request, with: PaymentMethod(cardNumber: card)!, in: market)
            #expect(again.order.key == order.key)
            #expect(provider.calls == 1)
            #expect(try await hub.verify() == [])
            await hub.close()
        }
    }

    private static func request(_ hub: Hub, _ market: Market) async throws -> OrderRequest {
        let (seller, now) = (hub.seller, hub.now())
        let (token, total) = try await hub.database.write { tx in
            let cards = try ProductCard.list(through: Gate(market.code, at: now), in: market, language: .english, limit: 5, in: tx)
            let variant = try #require(cards.first { !$0.isSoldOut }?.variants.first { !$0.isSoldOut })
            let basket = try Basket.create(in: market.code, at: now, in: tx)
            try basket.add(variant.key.retyped(), quantity: 1, from: nil, offeredBy: seller, in: market, language: .english, at: now, in: tx)
            let filled = try #require(try Basket.find(basket.token, in: market.code, in: tx))
            return (basket.token, try Quote.make(filled, by: nil, region: "", offeredBy: seller, in: market, language: .english, at: now, in: tx).total)
        }
        return OrderRequest(
            basket: token, language: .japanese, email: EmailAddress("fan@example.org")!,
            address: Address(
                name: "A Fan", line1: "1-1", line2: "", city: "Chiyoda", region: "", postcode: "100-0001", country: market.code),
            expectedTotal: total, idempotencyKey: token.text)
    }
}

/// The test provider behind a cable that is cut while it answers.
private final class ProviderThatCutsTheCable: PaymentProvider {
    let name = "test"
    let testCards: [TestCard] = []
    private let cut: @Sendable () throws -> Void
    private let count = Mutex(0)
    private let provider = TestProvider()

    init(_ cut: @escaping @Sendable () throws -> Void) { self.cut = cut }

    var calls: Int { count.withLock { $0 } }

    func pay(_ payment: Payment, with method: PaymentMethod) async throws -> PaymentOutcome {
        count.withLock { $0 += 1 }
        try cut()
        return try await provider.pay(payment, with: method)
    }

    func outcome(of payment: Payment, at now: Instant) async throws -> PaymentOutcome {
        try await provider.outcome(of: payment, at: now)
    }

    func refund(_ payment: Payment) async throws { try await provider.refund(payment) }

    func refund(_ refund: Refund, of payment: Payment) async throws -> RefundOutcome {
        try await provider.refund(refund, of: payment)
    }
}
