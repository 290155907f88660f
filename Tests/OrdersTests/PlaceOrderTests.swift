import Orders
import Storage
import Supply
import TestKit
import Testing
import Values

@Suite struct PlaceOrderTests {
    private static let goods = """
        scarf | 2990 | standard | 5
        book  | 1200 | books    | 5
        medal | 9900 | standard | 5 | 2
        """

    private static let placed = """
        changes 1, hold_lines 2, holds 1, ledger 2, order_lines 2, order_taxes 2, orders 1, payments 1, repeats 1
        """

    @Test(arguments: Engine.available)
    func `an order is written whole where the tax is included`(engine: Engine) async throws {
        try await Till.with(engine, .korea, Self.goods) { till in
            let token = try await till.basket("2 scarf, 1 book")
            let before = try await till.rows()
            guard case .placed(let order, let payment) = try await till.place(try await till.request(token)) else {
                throw NotFound("order")
            }
            let changes = try await till.changes(since: before)
            #expect(changes == Self.placed)
            #expect(order.total.minor == 7180 && order.tax.minor == 544 && order.shipping.minor == 0)
            #expect(order.status == .placed && order.payment == .pending && order.fulfilment == .unfulfilled)
            #expect(order.placedAt == Till.now && order.payUntil == Till.now.adding(seconds: 900))
            #expect(order.number.wholeMatch(of: /([0-9A-HJKMNP-TV-Z]{4}-)*[0-9A-HJKMNP-TV-Z]{1,4}/) != nil)
            #expect(payment.amount == order.total && payment.state == .pending && payment.provider == "test")
            let (found, lines, taxes) = try await till.database.read { tx in
                (try Order.find(order.token, in: tx), try OrderLine.of(order.key, in: tx), try OrderTax.of(order.key, in: tx))
            }
            #expect(found.key == order.key && found.address == order.address && found.email == "fan@example.com")
            #expect(lines.map { "\($0.quantity) \($0.title) \($0.sku) \($0.unitMinor) \($0.netMinor)+\($0.taxMinor)" } == [
                "2 scarf SKU-scarf 2990 5436+544", "1 book SKU-book 1200 1200+0",
            ])
            #expect(taxes.map { "\($0.rate.text) \($0.baseMinor)+\($0.taxMinor)" } == ["10% 5436+544", "0% 1200+0"])
            #expect(try await till.stock() == "scarf 5/2/0, book 5/1/0, medal 5/0/0")
        }
    }

    @Test(arguments: Engine.available)
    func `an order is written whole where the tax is added, delivery too`(engine: Engine) async throws {
        try await Till.with(engine, .america, Self.goods) { till in
            try await till.database.write { tx in
                try ShippingRate(priceMinor: 500, freeFromMinor: 10_000).save(for: till.market.code, in: tx)
            }
            let (order, _) = try await till.order("2 scarf, 1 book")
            #expect(order.shipping.minor == 500)
            #expect(order.tax.minor == 575 + 54)
            #expect(order.total.minor == 5980 + 1200 + 500 + 575 + 54)
            let lines = try await till.database.read { try OrderLine.of(order.key, in: $0) }
            #expect(lines.map { "\($0.netMinor)+\($0.taxMinor)" } == ["5980+531", "1200+54"])
            let (free, _) = try await till.order("1 scarf, 1 medal")
            #expect(free.shipping.minor == 0)
            #expect(free.total.minor == 12_890 + 1144)
        }
    }

    @Test(arguments: Engine.available)
    func `what is refused changes nothing`(engine: Engine) async throws {
        for row in TextTable.rows("""
            # basket           | total off by | behind the fan's back                                | answer
            1 scarf            | 1            |                                                      | total_changed
            1 scarf            | -1           |                                                      | total_changed
            1 scarf            | 0            | UPDATE goods SET price_minor = price_minor + 1       | total_changed
            1 scarf            | 0            | UPDATE tax_rates SET rate_ppm = 90000                | total_changed
            1 scarf, 1 book    | 0            | DELETE FROM goods WHERE name = 'book'                | not_sold_here
            1 scarf            | 0            | DELETE FROM basket_lines                             | basket_empty
            1 scarf            | 0            | UPDATE baskets SET closed_at = 1 WHERE closed_at IS NULL | basket_empty
            1 book, 6 scarf    | 0            |                                                      | sold_out
            3 medal            | 0            |                                                      | sold_out
            """) {
            try await Till.with(engine, .america, Self.goods) { till in
                let token = try await till.basket(row[0])
                let total = try await till.quote(token).total.minor + (try #require(Int64(row[1])))
                let request = try await till.request(token, total: total)
                if !row[2].isEmpty { try await till.database.write { _ = try $0.run(SQL(stringLiteral: row[2])) } }
                let before = try await till.rows()
                let outcome = await Outcome.of { try await till.place(request) }
                #expect(outcome.refusal == row[3], "\(row) \(outcome)")
                let changes = try await till.changes(since: before)
                #expect(changes.isEmpty, "\(row)")
                let stock = try await till.stock()
                #expect(stock == "scarf 5/0/0, book 5/0/0, medal 5/0/0", "\(row)")
            }
        }
    }

    @Test(arguments: Engine.available)
    func `a request without a key, or with a very long one, is refused`(engine: Engine) async throws {
        try await Till.with(engine, .korea, Self.goods) { till in
            let token = try await till.basket("1 scarf")
            for key in ["", String(repeating: "k", count: 256)] {
                let request = try await till.request(token, key: key)
                let outcome = await Outcome.of { try await till.place(request) }
                #expect(outcome.refusal == "invalid_field")
            }
            _ = try await till.place(try await till.request(token, key: String(repeating: "k", count: 255)))
        }
    }

    @Test(arguments: Engine.available)
    func `a purchase limit counts over a fan's orders, however the address is written`(engine: Engine) async throws {
        try await Till.with(engine, .korea, Self.goods) { till in
            _ = try await till.order("1 medal", email: "Fan@Example.com")
            _ = try await till.order("1 medal", email: "fan@example.COM")
            let third = await Outcome.of { try await till.order("1 medal", email: "fan@example.com") }
            #expect(third.refusal == "sold_out")
            _ = try await till.order("1 medal", email: "other@example.com")
            #expect(try await till.stock() == "scarf 5/0/0, book 5/0/0, medal 5/3/0")
        }
    }

    @Test(arguments: Engine.available)
    func `the same request twenty times at once is one order and nineteen replays`(engine: Engine) async throws {
        try await Till.with(engine, .korea, Self.goods) { till in
            let request = try await till.request(try await till.basket("1 scarf, 1 book"), key: "one")
            let before = try await till.rows()
            let outcomes = await Outcome.all(20) { _ in try await till.place(request) }
            #expect(outcomes.compactMap(\.failure).map { "\($0)" } == [])
            let placements = outcomes.compactMap(\.value)
            #expect(placements.count == 20)
            #expect(placements.count { if case .placed = $0 { true } else { false } } == 1)
            #expect(Set(placements.map(\.order.key)).count == 1)
            #expect(Set(placements.map(\.order.token)).count == 1)
            let changes = try await till.changes(since: before)
            #expect(changes == Self.placed)
        }
    }

    @Test(arguments: Engine.available)
    func `a key that was used for another request is refused`(engine: Engine) async throws {
        try await Till.with(engine, .korea, Self.goods) { till in
            let first = try await till.request(try await till.basket("1 scarf"), key: "one")
            _ = try await till.place(first)
            let before = try await till.rows()
            let other = try await till.request(try await till.basket("1 scarf"), key: "one")
            let sameBasket = OrderRequest(
                basket: first.basket, language: .korean, email: first.email, address: first.address,
                expectedTotal: first.expectedTotal, idempotencyKey: "one")
            let outcomes = [await Outcome.of { try await till.place(other) }, await Outcome.of { try await till.place(sameBasket) }]
            #expect(outcomes.compactMap(\.refusal) == ["idempotency_conflict", "idempotency_conflict"])
            #expect(try await till.changes(since: before) == "basket_lines 1, baskets 1", "only the second basket is new")
        }
    }

    @Test(arguments: Engine.available)
    func `a refused request may be sent again with its key`(engine: Engine) async throws {
        try await Till.with(engine, .korea, "scarf | 2990 | standard | 0") { till in
            let request = try await till.request(try await till.basket("1 scarf"), key: "one")
            #expect(await Outcome.of { try await till.place(request) }.refusal == "sold_out")
            try await till.database.write { tx in
                let cell = try Cell.named("stock/scarf", capacity: 0, at: Till.now, in: tx)
                _ = try Cell.setOnHand(1, of: cell, at: Till.now, in: tx)
            }
            guard case .placed = try await till.place(request) else { throw NotFound("order") }
        }
    }

    @Test(arguments: Engine.available)
    func `idempotency records are kept for a week`(engine: Engine) async throws {
        try await Till.with(engine, .korea, Self.goods) { till in
            let request = try await till.request(try await till.basket("1 scarf"), key: "one")
            _ = try await till.place(request)
            let week: Int64 = 7 * 86_400
            try await till.database.write { try IdempotencyName.prune(at: Till.now.adding(seconds: week), in: $0) }
            guard case .replayed = try await till.place(request, after: week) else { throw NotFound("replay") }
            try await till.database.write { try IdempotencyName.prune(at: Till.now.adding(seconds: week + 1), in: $0) }
            #expect(await Outcome.of { try await till.place(request) }.refusal == "basket_empty", "its basket is closed for good")
        }
    }
}
