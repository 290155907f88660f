import Orders
import Storage
import TestKit
import Testing
import Values

@Suite struct OrderRaceTests {
    @Test(arguments: Engine.available)
    func `fifty buyers and one last piece are one order and forty-nine refusals, and nothing else changes`(engine: Engine) async throws {
        try await Till.with(engine, .korea, "scarf | 29900 | standard | 1\nbook | 12000 | books | 500") { till in
            var requests: [OrderRequest] = []
            for number in 0..<50 {
                requests.append(try await till.request(try await till.basket("1 book, 1 scarf"), email: "fan\(number)@example.com"))
            }
            let before = try await till.rows()
            let all = requests
            let outcomes = await Outcome.all(50) { try await till.place(all[$0]) }
            #expect(outcomes.compactMap(\.failure).map { "\($0)" } == [])
            #expect(outcomes.compactMap(\.value).count == 1)
            #expect(outcomes.compactMap(\.refusal) == Array(repeating: "sold_out", count: 49))
            #expect(try await till.changes(since: before) == """
                changes 1, hold_lines 2, holds 1, ledger 2, order_lines 2, order_taxes 2, orders 1, payments 1, repeats 1
                """)
            #expect(try await till.stock() == "scarf 1/1/0, book 500/1/0")
            let closed = try await till.database.read { try $0.count("SELECT count(*) FROM baskets WHERE closed_at IS NOT NULL") }
            #expect(closed == 1, "whoever was refused still has a basket")
        }
    }

    @Test(arguments: Engine.available)
    func `one basket ordered twenty times at once under different keys is one order`(engine: Engine) async throws {
        try await Till.with(engine, .korea, "scarf | 29900 | standard | 50") { till in
            let token = try await till.basket("1 scarf")
            var requests: [OrderRequest] = []
            for _ in 0..<20 { requests.append(try await till.request(token)) }
            let all = requests
            let outcomes = await Outcome.all(20) { try await till.place(all[$0]) }
            #expect(outcomes.compactMap(\.failure).map { "\($0)" } == [])
            #expect(outcomes.compactMap(\.value).count == 1)
            #expect(outcomes.compactMap(\.refusal) == Array(repeating: "basket_empty", count: 19))
            #expect(try await till.stock() == "scarf 50/1/0")
        }
    }

    @Test(arguments: Engine.available)
    func `money that comes while unpaid orders are cancelled is never lost`(engine: Engine) async throws {
        try await Till.with(engine, .korea, "scarf | 29900 | standard | 100") { till in
            var bought: [(Order, Payment)] = []
            for number in 0..<30 { bought.append(try await till.order("1 scarf", email: "fan\(number)@example.com")) }
            let all = bought
            let outcomes = await Outcome.all(60) { number in
                if number % 2 == 0 {
                    try await till.finalise(all[number / 2].1, .succeeded(reference: "r\(number)"), after: 900)
                } else {
                    try await till.database.write { _ = try Order.cancelUnpaid(limit: 3, at: Till.now.adding(seconds: 900), in: $0) }
                }
            }
            #expect(outcomes.compactMap(\.failure).map { "\($0)" } == [])
            #expect(outcomes.compactMap(\.refusal) == [])
            for (order, payment) in all {
                let state = try await till.state(order, payment)
                #expect(state == "placed/paid succeeded")
            }
            #expect(try await till.stock() == "scarf 100/0/30")
            #expect(try await till.facts().count { $0 == "order.paid" } == 30)
        }
    }

    @Test(arguments: [(Engine, Place)](Engine.available.flatMap { engine in [Place.korea, .america, .kuwait].map { (engine, $0) } }))
    func `orders of random baskets sum exactly in currencies of no, two and three decimals`(engine: Engine, place: Place) async throws {
        var random = SeededRandom.printed()
        let goods = (0..<12).map { number in
            let taxClass = ["standard", "books", "food"].randomElement(using: &random) ?? "standard"
            return "g\(number) | \(Int64.random(in: 1...99_999, using: &random)) | \(taxClass) | 1000"
        }.joined(separator: "\n")
        let baskets = (0..<15).map { _ in
            (0..<12).shuffled(using: &random).prefix(Int.random(in: 1...6, using: &random)).map { number in
                "\(Int.random(in: 1...20, using: &random)) g\(number)"
            }.joined(separator: ",")
        }
        let shipping = ShippingRate(priceMinor: Int64.random(in: 1...999, using: &random), freeFromMinor: 500_000)
        try await Till.with(engine, place, goods) { till in
            try await till.database.write { try shipping.save(for: till.market.code, in: $0) }
            for basket in baskets {
                let (order, _) = try await till.order(basket)
                let (lines, taxes) = try await till.database.read { tx in
                    (try OrderLine.of(order.key, in: tx), try OrderTax.of(order.key, in: tx))
                }
                let subtotal = lines.reduce(0) { $0 + $1.unitMinor * $1.quantity }
                #expect(order.shipping.minor == (subtotal >= 500_000 ? 0 : shipping.priceMinor), "seed \(random.seed)")
                let shown = subtotal + order.shipping.minor
                #expect(order.total.minor == (till.market.taxMode == .included ? shown : shown + order.tax.minor), "seed \(random.seed)")
                #expect(order.tax.minor == taxes.reduce(0) { $0 + $1.taxMinor }, "seed \(random.seed)")
                #expect(order.total.minor == taxes.reduce(0) { $0 + $1.baseMinor + $1.taxMinor }, "seed \(random.seed)")
            }
        }
    }
}
