import Orders
import Partners
import Staff
import Storage
import TestKit
import Testing
import Values

@testable import Hub

/// What a fan hears when an order is cancelled or money goes back.
@Suite struct MoneyBackMailTests {
    private static func told(_ language: Language) -> (cancelled: String, refunded: String, amount: String) {
        switch language {
        case .english: ("Your order is cancelled", "We have given money of your order back", "Given back: ")
        case .japanese: ("ご注文をキャンセルしました", "ご注文の代金をご返金しました", "ご返金額: ")
        case .korean: ("주문이 취소되었어요", "주문하신 금액을 환불해 드렸어요", "환불 금액: ")
        case .chinese: ("您的订单已取消", "您订单的款项已退还", "退款金额: ")
        }
    }

    @Test(arguments: Engine.available, Language.allCases)
    func `each refund is told once, in the order's language, with its pieces and its amount`(engine: Engine, language: Language) async throws {
        try await SmallShop.with(engine) { shop in
            let order = try await shop.buy(3, in: "JP", language)
            let first = try RefundRequest(pieces: [0: 2], extraMinor: 0, restocks: true, reason: "", requestKey: "a")
            for _ in 0..<3 { _ = try await shop.hub.refund(order.key, first, by: .program) }
            try await shop.settle()
            let words = Self.told(language)
            let mail = try #require(try shop.mails("refund-").first)
            #expect(try shop.mails("refund-").count == 1)
            let refund = try await shop.hub.database.read { try Refund.of(order.key, in: $0)[0] }
            #expect(mail.hasPrefix(words.refunded), "\(mail)")
            #expect(mail.contains("  2 × Lane scarf, M\n\n\(words.amount)\(refund.amount.text)\n"), "\(mail)")
            #expect(mail.contains("https://hub.example/jp/\(language.path)/orders/\(order.token)"))
            let second = try RefundRequest(pieces: [:], extraMinor: 100, restocks: false, reason: "", requestKey: "b")
            _ = try await shop.hub.refund(order.key, second, by: .program)
            try await shop.settle()
            let both = try shop.mails("refund-")
            #expect(both.count == 2 && both.contains { $0.contains("\(words.amount)\(Money(minor: 100, order.total.currency).text)") })
            #expect(try shop.mails("cancelled-").isEmpty)
        }
    }

    @Test(arguments: Engine.available, Language.allCases)
    func `cancelling a paid order is one mail that says what goes back`(engine: Engine, language: Language) async throws {
        try await SmallShop.with(engine) { shop in
            let order = try await shop.buy(2, in: "CN", language)
            shop.pass(seconds: 60)
            #expect(try await shop.hub.cancel(order.key, because: "", requestKey: "k", by: .program)?.state == .succeeded)
            await #expect(throws: AftersalesRefusal.self) {
                try await shop.hub.cancel(order.key, because: "", requestKey: "k", by: .program)
            }
            try await shop.settle()
            let mails = try shop.mails("cancelled-")
            #expect(mails.count == 1 && mails[0].hasPrefix(Self.told(language).cancelled))
            #expect(mails[0].contains("  2 × Lane scarf, M\n") && mails[0].contains(": \(order.total.text)\n"))
            #expect(try shop.mails("refund-").isEmpty, "the mail about the cancelling tells of its money")
        }
    }

    @Test(arguments: Engine.available)
    func `an order that nobody paid and the desk cancels says that nothing is owed, and one that ran out says nothing`(engine: Engine) async throws {
        try await SmallShop.with(engine) { shop in
            let order = try await shop.buy(1, in: "GB", .english, card: "4000000000000002")
            #expect(try await shop.hub.cancel(order.key, because: "", requestKey: "k", by: .program) == nil)
            _ = try await shop.buy(1, in: "GB", .english, card: "4000000000000002")
            shop.pass(seconds: 7 * 86_400)
            let now = shop.hub.now()
            #expect(try await shop.hub.database.write { try Order.cancelUnpaid(limit: 9, at: now, in: $0) } == 1)
            try await shop.settle()
            let mails = try shop.mails("")
            #expect(mails.count == 1 && mails[0].contains("Nothing was paid for it, so you owe nothing."), "\(mails)")
        }
    }

    @Test(arguments: Engine.available)
    func `a declined refund is not told, and money that came too late is`(engine: Engine) async throws {
        try await SmallShop.with(engine, payments: ProviderThatDeclines()) { shop in
            let order = try await shop.buy(1, in: "GB", .english)
            let request = try RefundRequest(pieces: [0: 1], extraMinor: 0, restocks: false, reason: "", requestKey: "a")
            #expect(try await shop.hub.refund(order.key, request, by: .program).state == .failed)
            try await shop.settle()
            #expect(try shop.mails("refund-").isEmpty)
            let late = try await shop.buy(1, in: "GB", .english, card: "4000000000003220")
            #expect(try await shop.hub.cancel(late.key, because: "", requestKey: "k", by: .program) == nil)
            let (seller, now) = (shop.hub.seller, shop.hub.now())
            let book = try await shop.hub.markets()
            let market = try #require(MarketCode("GB").flatMap { book[$0] })
            try await shop.hub.database.write { tx in
                let payment = try #require(try Payment.latest(of: late.key, in: tx))
                _ = try Payment.finalise(payment.key, .succeeded(reference: "late"), offeredBy: seller, in: market, at: now, in: tx)
            }
            try await shop.settle()
            let told = try shop.mails("returned-")
            #expect(told.count == 1 && told[0].contains("Given back: \(late.total.text)"), "\(told)")
        }
    }
}

/// Takes money and gives none back of an order that stands.
private struct ProviderThatDeclines: PaymentProvider {
    let name = "test"
    let testCards: [TestCard] = []
    private let provider = TestProvider()

    func pay(_ payment: Payment, with method: PaymentMethod) async throws -> PaymentOutcome { try await provider.pay(payment, with: method) }
    func outcome(of payment: Payment, at now: Instant) async throws -> PaymentOutcome { try await provider.outcome(of: payment, at: now) }
    func refund(_ payment: Payment) async throws { try await provider.refund(payment) }
    func refund(_ refund: Refund, of payment: Payment) async throws -> RefundOutcome { .declined(code: "no_account") }
}
