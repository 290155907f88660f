import Exchange
import Foundation
import Orders
import Partners
import StageKit
import Storage
import TestKit
import Testing
import Values

@testable import Hub

/// A hub with the five markets and one scarf, on an engine, whose clock the test sets.
final class SmallShop: Sendable {
    let hub: Hub
    private let raised: RaisedHub

    static func with(
        _ engine: Engine, payments: any PaymentProvider = TestProvider(), _ body: (SmallShop) async throws -> Void
    ) async throws {
        try await RaisedHub.with(engine, at: Instant(ms: 1_517_443_200_000), payments: payments) { raised in
            let folder = try TemporaryFolder()
            try await raised.hub.saveDemoMarkets()
            let report = try await raised.hub.importProducts(from: try folder.file("products.csv", """
                Title,URL handle,Status,SKU,Option1 name,Option1 value,Price,Inventory tracker,Inventory quantity,\
                Price / United Kingdom,Price / Japan,Price / China
                Lane scarf,scarf,active,SCARF,Size,M,24.99,shopify,9,19.99,2990,168.50
                """))
            try #require(report.count(.created) == 1, "\(report.text())")
            try await body(SmallShop(raised))
            #expect(try await raised.hub.verify() == [])
        }
    }

    private init(_ raised: RaisedHub) { (self.raised, hub) = (raised, raised.hub) }

    func pass(seconds: Int64) { raised.pass(seconds: seconds) }

    /// Orders scarves in a market, in a language, with a card that is good unless the test says otherwise.
    func buy(_ count: Int64, in code: String, _ language: Language, card: String = "4242424242424242") async throws -> Order {
        let (book, now, seller) = (try await hub.markets(), hub.now(), hub.seller)
        let market = try #require(MarketCode(code).flatMap { book[$0] })
        let (token, total) = try await hub.database.write { tx in
            let item = try #require(try tx.first("SELECT key FROM variants WHERE sku = 'SCARF'") { $0.key(0, of: Item.self) })
            let basket = try Basket.create(in: market.code, at: now, in: tx)
            try basket.add(item, quantity: count, from: nil, offeredBy: seller, in: market, language: language, at: now, in: tx)
            let filled = try #require(try Basket.find(basket.token, in: market.code, in: tx))
            return (basket.token, try Quote.make(filled, by: nil, region: "", offeredBy: seller, in: market, language: language, at: now, in: tx).total)
        }
        let addresses = [
            "JP": ("1-1", "Chiyoda", "100-0001"), "CN": ("1 Long Road", "Beijing", "100000"), "GB": ("1 Long Way", "London", "SW1A 1AA"),
        ]
        let (line, city, postcode) = try #require(addresses[code])
        let address = Address(name: "A Fan", line1: line, line2: "", city: city, region: "", postcode: postcode, country: market.code)
        let request = OrderRequest(
            basket: token, language: language, email: try #require(EmailAddress("fan@example.org")), address: address,
            expectedTotal: total, idempotencyKey: token.text)
        return try await hub.buy(request, with: try #require(PaymentMethod(cardNumber: card)), in: market).order
    }

    /// Does everything that follows, twice, as two nodes would.
    func settle() async throws {
        for _ in 0..<2 {
            while try await hub.react() > 0 {}
            while try await hub.work() > 0 {}
        }
    }

    /// What was mailed, by the mails' names; each has its subject's line first.
    func mails(_ prefix: String) throws -> [String] {
        let folder = hub.settings.dataFolder.appendingPathComponent("mail")
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return try names.filter { $0.hasPrefix(prefix) }.sorted().map { name in
            let text = try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
            let parts = text.components(separatedBy: "\r\n\r\n")
            return String(decoding: Data(base64Encoded: parts[1].replacing("\r\n", with: "")) ?? Data(), as: UTF8.self)
        }
    }
}
