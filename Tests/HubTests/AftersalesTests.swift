import Catalogue
import Foundation
import Logging
import Orders
import Partners
import Releases
import Staff
import Storage
import Synchronization
import TestKit
import Testing
import Values

@testable import Hub

/// What the desk does with paid orders, and what follows: mails, jobs, the log.
@Suite struct AftersalesTests {
    private func with(_ payments: any PaymentProvider, _ body: (Hub, Order) async throws -> Void) async throws {
        let folder = try TemporaryFolder()
        let settings = HubSettings(dataFolder: URL(fileURLWithPath: folder.path))
        let hub = try await Hub.open(settings, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, payments: payments)
        try await hub.fillDemo { _ in }
        try await body(hub, try await buy(hub))
        #expect(try await hub.verify() == [])
        await hub.close()
    }

    private func buy(_ hub: Hub) async throws -> Order {
        let (book, now, seller) = (try await hub.markets(), hub.now(), hub.seller)
        let market = try #require(MarketCode("JP").flatMap { book[$0] })
        let (token, total) = try await hub.database.write { tx in
            let gate = Gate(market.code, at: now)
            let card = try #require(try ProductCard.list(through: gate, in: market, language: .english, limit: 5, in: tx).first { !$0.isSoldOut })
            let variant = try #require(card.variants.first { !$0.isSoldOut })
            let basket = try Basket.create(in: market.code, at: now, in: tx)
            try basket.add(variant.key.retyped(), quantity: 2, from: nil, offeredBy: seller, in: market, language: .english, at: now, in: tx)
            let filled = try #require(try Basket.find(basket.token, in: market.code, in: tx))
            return (basket.token, try Quote.make(filled, by: nil, region: "", offeredBy: seller, in: market, language: .english, at: now, in: tx).total)
        }
        let address = Address(
            name: "A Fan", line1: "1-1", line2: "", city: "Chiyoda", region: "", postcode: "100-0001", country: market.code)
        let request = OrderRequest(
            basket: token, language: .japanese, email: EmailAddress("fan@example.org")!, address: address, expectedTotal: total,
            idempotencyKey: token.text)
        return try await hub.buy(request, with: PaymentMethod(cardNumber: "4242424242424242")!, in: market).order
    }

    private func mails(_ hub: Hub) throws -> [String] {
        let folder = hub.settings.dataFolder.appendingPathComponent("mail")
        return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().map { name in
            let text = try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
            let body = text.components(separatedBy: "\r\n\r\n")[1].replacing("\r\n", with: "")
            return String(decoding: Data(base64Encoded: body) ?? Data(), as: UTF8.self)
        }
    }

    @Test func `a parcel is told to the fan by one mail in the order's language, with its number`() async throws {
        try await with(TestProvider()) { hub, order in
            let request = try ShipmentRequest(pieces: nil, carrier: "yamato", tracking: "4000 1234 5678", requestKey: "k")
            for _ in 0..<3 { _ = try await hub.ship(order.key, request, by: .program) }
            while try await hub.react() > 0 {}
            while try await hub.work() > 0 {}
            let told = try mails(hub).filter { $0.contains("発送しました") }
            #expect(told.count == 1)
            #expect(told.first?.contains("配送会社: Yamato Transport\nお問い合わせ番号: 4000 1234 5678") == true)
            #expect(told.first?.contains("/jp/ja/orders/\(order.token)") == true)
            let log = try await hub.database.read { try Change.list(.init(), limit: 9, in: $0) }.filter { $0.noun == "order" }
            #expect(log.map(\.action) == ["shipped"] && log.map(\.title) == [order.number])
            #expect(Difference.between(log[0].before, log[0].after).first { $0.name == "fulfilment" }?.after == "fulfilled")
        }
    }

    @Test func `the test provider pays a refund out once, however often it is asked`() async throws {
        let provider = TestProvider()
        try await with(provider) { hub, order in
            let request = try RefundRequest(pieces: [0: 1], extraMinor: 0, restocks: true, reason: "", requestKey: "k")
            let refund = try await hub.refund(order.key, request, by: .program)
            #expect(refund.state == .succeeded)
            for _ in 0..<3 { #expect(try await hub.refund(order.key, request, by: .program).key == refund.key) }
            #expect(provider.refunded(of: refund.payment) == refund.amount.minor)
            let payment = try await hub.database.read { try #require(try Payment.latest(of: order.key, in: $0)) }
            for _ in 0..<3 { _ = try await provider.refund(refund, of: payment) }
            #expect(provider.refunded(of: refund.payment) == refund.amount.minor)
        }
    }

    @Test func `a provider that does not answer is asked again by a job, and pays once`() async throws {
        let provider = ProviderThatHesitates()
        try await with(provider) { hub, order in
            let request = try RefundRequest(pieces: [0: 2], extraMinor: 0, restocks: false, reason: "", requestKey: "k")
            let refund = try await hub.refund(order.key, request, by: .program)
            #expect(refund.state == .pending)
            #expect(try await hub.database.read { try Order.find(order.key, in: $0) }.payment == .paid)
            _ = try await hub.work()
            #expect(provider.calls == 1, "the job waits until the request had its time")
            await #expect(throws: Fault.self) { try await hub.finishRefund(refund.key) }
            try await hub.finishRefund(refund.key)
            #expect(try await hub.database.read { try Refund.find(refund.key, in: $0) }.state == .succeeded)
            try await hub.finishRefund(refund.key)
            #expect(provider.calls == 3)
        }
    }
}

/// Fails to answer the first time, does not know the second time, then says yes.
private final class ProviderThatHesitates: PaymentProvider {
    let name = "test"
    let testCards: [TestCard] = []
    private let count = Mutex(0)
    private let provider = TestProvider()

    var calls: Int { count.withLock { $0 } }

    func pay(_ payment: Payment, with method: PaymentMethod) async throws -> PaymentOutcome {
        try await provider.pay(payment, with: method)
    }

    func outcome(of payment: Payment, at now: Instant) async throws -> PaymentOutcome {
        try await provider.outcome(of: payment, at: now)
    }

    func refund(_ payment: Payment) async throws { try await provider.refund(payment) }

    func refund(_ refund: Refund, of payment: Payment) async throws -> RefundOutcome {
        let call = count.withLock { count in
            count += 1
            return count
        }
        if call == 1 { throw Fault(.outside, during: "a refund", cause: "no answer") }
        return call == 2 ? .pending : try await provider.refund(refund, of: payment)
    }
}
