import Catalogue
import Foundation
import Logging
import Orders
import Releases
import Storage
import Stories
import TestKit
import Testing
import Values

@testable import Audience
@testable import Hub

/// What follows a paid order, on the real demo: the story is credited once and the mail is written once.
@Suite struct ReactionTests {
    private static let slug = Slug("the-rower-who-waited")!

    private func withDemo(_ body: (Hub) async throws -> Void) async throws {
        let folder = try TemporaryFolder()
        let hub = try await Hub.open(
            HubSettings(dataFolder: URL(fileURLWithPath: folder.path)), logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        try await hub.fillDemo { _ in }
        try await body(hub)
        #expect(try await hub.verify() == [])
        await hub.close()
    }

    /// Buys the first thing that can be bought in a market, out of a story.
    private func buy(_ hub: Hub, card: String = "4242424242424242") async throws -> (Order, ItemKey) {
        let book = try await hub.markets()
        let market = try #require(MarketCode("JP").flatMap { book[$0] })
        let now = hub.now()
        let seller = hub.seller
        let (token, total, story) = try await hub.database.write { tx in
            let gate = Gate(market.code, at: now)
            let card = try #require(try ProductCard.list(through: gate, in: market, language: .english, limit: 5, in: tx).first { !$0.isSoldOut })
            let variant = try #require(card.variants.first { !$0.isSoldOut })
            let story = try #require(try Story.key(of: Self.slug, through: gate, in: tx))
            let basket = try Basket.create(in: market.code, at: now, in: tx)
            try basket.add(
                variant.key.retyped(), quantity: 2, from: story.retyped(), offeredBy: seller, in: market, language: .english, at: now, in: tx)
            let filled = try #require(try Basket.find(basket.token, in: market.code, in: tx))
            let quote = try Quote.make(filled, by: nil, region: "", offeredBy: seller, in: market, language: .english, at: now, in: tx)
            return (basket.token, quote.total, story.retyped(as: Item.self))
        }
        let address = Address(
            name: "A Fan", line1: "1-1", line2: "", city: "Chiyoda", region: "", postcode: "100-0001", country: market.code)
        let request = OrderRequest(
            basket: token, language: .japanese, email: EmailAddress("fan@example.org")!, address: address,
            expectedTotal: total, idempotencyKey: token.text)
        let bought = try await hub.buy(request, with: PaymentMethod(cardNumber: card)!, in: market)
        return (bought.order, story)
    }

    @Test func `a paid order credits its story once and is mailed once, however often the clockwork runs`() async throws {
        try await withDemo { hub in
            let (order, story) = try await buy(hub)
            #expect(order.payment == .paid)
            #expect(try await hub.react() == 1)
            #expect(try await hub.react() == 0)
            #expect(try await hub.work() == 1)
            #expect(try await hub.work() == 0)
            let tallies = try await hub.audience.read { try Tally.of(story, in: $0) }
            let net = try await hub.database.read { try OrderLine.of(order.key, in: $0)[0].netMinor }
            #expect(tallies == [Tally(item: story, market: order.market, kind: .sale, count: 2, amountMinor: net)])
            let mails = try FileManager.default.contentsOfDirectory(
                atPath: hub.settings.dataFolder.appendingPathComponent("mail").path)
            #expect(mails == ["order-\(order.key).eml"])
        }
    }

    @Test func `a death between crediting and taking the fact credits nothing twice`() async throws {
        try await withDemo { hub in
            let (order, story) = try await buy(hub)
            // What a node that died after the first half left behind: the sale is in the audience, the fact is still there.
            let line = try await hub.database.read { try OrderLine.of(order.key, in: $0)[0] }
            let sale = Happening(
                name: "sale/\(order.key)/\(line.item)", kind: .sale, item: story, market: order.market, count: 2,
                amountMinor: line.netMinor, at: order.placedAt)
            _ = try await hub.audience.write { try Happening.record([sale], in: $0) }
            #expect(try await hub.react() == 1)
            #expect(try await hub.audience.read { try Tally.of(story, in: $0) }.map(\.count) == [2])
        }
    }

    @Test func `a declined order credits nothing and is not mailed`() async throws {
        try await withDemo { hub in
            let (order, story) = try await buy(hub, card: "4000000000000002")
            #expect(order.payment == .failed)
            #expect(try await hub.react() == 1)
            #expect(try await hub.work() == 0)
            #expect(try await hub.audience.read { try Tally.of(story, in: $0) }.isEmpty)
        }
    }

    @Test func `filling the demo again changes nothing`() async throws {
        try await withDemo { hub in
            let before = try await hub.database.read { try $0.count("SELECT count(*) FROM products") }
            try await hub.fillDemo { _ in }
            #expect(before == 62)
            #expect(try await hub.database.read { try $0.count("SELECT count(*) FROM products") } == before)
        }
    }
}
