import Exchange
import Foundation
import Hub
import Orders
import Storage
import Testing
import Values

extension DeskStage {
    private static let products = """
        Title,URL handle,Description,Vendor,Type,Status,SKU,Option1 name,Option1 value,Price,Inventory tracker,Inventory quantity,\
        Price / United Kingdom,Price / Japan,Price / South Korea,Price / China
        Lane scarf,scarf,Warm,Mill,Scarves,active,SCARF-M,Size,M,24.99,shopify,9,19.99,2990,32000,168.50
        Bottle,bottle,,,,active,BOTTLE,Title,Default Title,12.35,shopify,1000,9.95,1234,15750,66.60
        """

    /// The five markets, and a scarf and a bottle in all of them.
    func stock() async throws {
        try await hub.saveDemoMarkets()
        let file = hub.settings.dataFolder.appendingPathComponent("products.csv")
        try FileManager.default.createDirectory(at: hub.settings.dataFolder, withIntermediateDirectories: true)
        try Data(Self.products.utf8).write(to: file)
        let report = try await hub.importProducts(from: file.path)
        try #require(report.count(.refused) == 0, "\(report.text())")
    }

    /// An order in Britain for so many scarves and one bottle, paid when the card is good.
    @discardableResult
    func buy(_ scarves: Int64 = 2, email: String = "fan@example.com", card: String = "4242424242424242") async throws -> Order {
        let (book, now, seller) = (try await hub.markets(), hub.now(), hub.seller)
        let market = try #require(MarketCode("GB").flatMap { book[$0] })
        let (token, total) = try await hub.database.write { tx in
            let basket = try Basket.create(in: market.code, at: now, in: tx)
            for (sku, count) in [("SCARF-M", scarves), ("BOTTLE", 1)] {
                let item = try #require(try tx.first("SELECT key FROM variants WHERE sku = \(sku)") { $0.key(0, of: Item.self) })
                let filled = try #require(try Basket.find(basket.token, in: market.code, in: tx))
                try filled.add(item, quantity: count, from: nil, offeredBy: seller, in: market, language: .english, at: now, in: tx)
            }
            let filled = try #require(try Basket.find(basket.token, in: market.code, in: tx))
            return (basket.token, try Quote.make(filled, by: nil, region: "", offeredBy: seller, in: market, language: .english, at: now, in: tx).total)
        }
        let address = Address(
            name: "Ada <Small>", line1: "1 Long Way", line2: "", city: "London", region: "", postcode: "SW1A 1AA", country: market.code)
        let request = OrderRequest(
            basket: token, language: .english, email: try #require(EmailAddress(email)), address: address, expectedTotal: total,
            idempotencyKey: token.text)
        return try await hub.buy(request, with: try #require(PaymentMethod(cardNumber: card)), in: market).order
    }
}
