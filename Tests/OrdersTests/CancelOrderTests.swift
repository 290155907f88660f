import Orders
import Storage
import Supply
import TestKit
import Testing
import Values

@Suite struct CancelOrderTests {
    private static let goods = "scarf | 29900 | standard | 9\nbook | 12000 | books | 9"

    @Test(arguments: Engine.available)
    func `an unpaid order gives its goods back, and money that comes later goes back by itself`(engine: Engine) async throws {
        try await Till.with(engine, .korea, Self.goods) { till in
            let (order, payment) = try await till.order("2 scarf")
            #expect(try await till.stock() == "scarf 9/2/0, book 9/0/0")
            #expect(try await till.cancel(order) == nil)
            #expect(try await till.stands(order) == "cancelled/pending/unfulfilled")
            #expect(try await till.stock() == "scarf 9/0/0, book 9/0/0")
            let again = await Outcome.of { try await till.cancel(order) }
            #expect(again.refusal == "already_cancelled")
            try await till.finalise(payment, .succeeded(reference: "late"))
            #expect(try await till.state(order, payment) == "cancelled/pending refund_due")
            #expect(try await till.stock() == "scarf 9/0/0, book 9/0/0", "nobody takes the goods again")
            try await till.database.write { try Payment.refunded(payment.key, at: Till.now, in: $0) }
            #expect(try await till.state(order, payment) == "cancelled/refunded refunded")
        }
    }

    @Test(arguments: Engine.available)
    func `a paid order gives its money and its goods back`(engine: Engine) async throws {
        try await Till.with(engine, .korea, Self.goods) { till in
            let order = try await till.paid("2 scarf, 1 book")
            try await till.refund(order, "0:1", extra: 1000)
            let refund = try #require(try await till.cancel(order))
            #expect(refund.amount.minor == order.total.minor - 30_900)
            #expect(try await till.stands(order) == "cancelled/partly_refunded/unfulfilled")
            try await till.finish(refund)
            #expect(try await till.stands(order) == "cancelled/refunded/unfulfilled")
            #expect(try await till.stock() == "scarf 9/0/1, book 9/0/0", "the scarf of the first refund was not to be put back")
            #expect(try await till.facts().filter { $0.hasPrefix("order.") } == ["order.paid", "order.refunded", "order.cancelled", "order.refunded"])
        }
        try await Till.with(engine, .korea, Self.goods) { till in
            let order = try await till.paid("2 scarf, 1 book")
            try await till.finish(try #require(try await till.cancel(order)))
            #expect(try await till.stock() == "scarf 9/0/0, book 9/0/0")
        }
    }

    @Test(arguments: Engine.available)
    func `an order of which something has left is not cancelled`(engine: Engine) async throws {
        try await Till.with(engine, .korea, Self.goods) { till in
            let order = try await till.paid("2 scarf")
            try await till.ship(order, "0:1")
            let before = try await till.rows()
            let outcome = await Outcome.of { try await till.cancel(order) }
            #expect(outcome.refusal == "already_shipped")
            #expect(try await till.changes(since: before) == "")
        }
    }

    @Test(arguments: Engine.available)
    func `cancelling while the money comes ends in one of two sound ways`(engine: Engine) async throws {
        try await Till.with(engine, .korea, Self.goods) { till in
            for round in 0..<8 {
                let (order, payment) = try await till.order("1 scarf", email: "fan\(round)@example.com")
                _ = await Outcome.all(2) { number in
                    if number == 0 { _ = try await till.finalise(payment, .succeeded(reference: "r")) } else { _ = try await till.cancel(order) }
                }
                let state = try await till.state(order, payment)
                #expect(["cancelled/paid succeeded", "cancelled/pending refund_due"].contains(state), "\(state)")
                for refund in try await till.database.read({ try Refund.of(order.key, in: $0) }) { try await till.finish(refund) }
            }
            #expect(try await till.stock() == "scarf 9/0/0, book 9/0/0", "all of it is back")
        }
    }

    @Test(arguments: Engine.available)
    func `the audit names parcels and refunds that do not fit`(engine: Engine) async throws {
        try await Till.with(engine, .korea, Self.goods) { till in
            let order = try await till.paid("2 scarf, 1 book")
            try await till.ship(order, "0:1")
            try await till.refund(order, "1:1")
            struct Seen: Error { let problems: [String] }
            for row in TextTable.rows("""
                # statement                                        | what the audit says
                UPDATE refunds SET amount_minor = 71801            | order N of 71800 with the tax 5436 gives back 71801 with the tax 0; \
                order N is partly_refunded with the total 71800; its refunds sum to 71801
                UPDATE refunds SET tax_minor = 5437                | order N of 71800 with the tax 5436 gives back 12000 with the tax 5437
                UPDATE refunds SET amount_minor = 11999            | a refund of order N is 11999; its pieces sum to 12000
                UPDATE refund_lines SET quantity = 2               | line 2 of order N has 1 pieces; 0 left and 2 were given back
                UPDATE shipment_lines SET quantity = 3             | line 1 of order N has 2 pieces; 3 left and 0 were given back; \
                order N is partial; its parcels say fulfilled
                UPDATE orders SET payment_status = 'paid'          | order N is paid with the total 71800; its refunds sum to 12000
                UPDATE orders SET fulfilment_status = 'fulfilled'  | order N is fulfilled; its parcels say partial
                """) {
                let outcome = await Outcome.of {
                    try await till.database.write { tx in
                        try tx.run(SQL(stringLiteral: row[0]))
                        throw Seen(problems: try OrderAudit.problems(in: tx))
                    }
                }
                let found = (outcome.failure as? Seen)?.problems.joined(separator: "; ").replacing(order.number, with: "N")
                #expect(found == row[1])
            }
        }
    }
}
