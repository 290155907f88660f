import Orders
import Storage
import Supply
import TestKit
import Testing
import Values

@Suite struct OrderAuditTests {
    /// One paid order for two scarves at 29,900 won and a book at 12,000, changed behind the program's back.
    @Test(arguments: Engine.available)
    func `the audit names whatever was tampered with`(engine: Engine) async throws {
        try await Till.with(engine, .korea, "scarf | 29900 | standard | 9\nbook | 12000 | books | 9") { till in
            let (order, payment) = try await till.order("2 scarf, 1 book")
            try await till.finalise(payment, .succeeded(reference: "r"))
            for row in TextTable.rows(Self.tamperings) {
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

    private static let tamperings = """
        # statement                                           | what the audit says
        UPDATE orders SET total_minor = total_minor + 0       |
        UPDATE orders SET total_minor = 71801                 | order N has the total 71801; its taxes and their bases sum to 71800; \
        order N has the total 71801 with 0 for delivery; its lines sum to 71800; \
        order N is paid with the total 71801; its payments sum to 71800
        UPDATE orders SET tax_minor = 1                       | order N has the tax 1; its rates sum to 5436
        DELETE FROM order_taxes                               | order N has the total 71800; its taxes and their bases sum to 0; \
        order N has the tax 5436; its rates sum to 0
        UPDATE order_lines SET quantity = 3 WHERE position = 0 | line 1 of order N is not its price times its quantity
        DELETE FROM order_lines WHERE position = 1            | order N has the total 71800 with 0 for delivery; its lines sum to 59800
        UPDATE orders SET shipping_minor = 5                  | order N has the total 71800 with 5 for delivery; its lines sum to 71800
        UPDATE payments SET state = 'failed'                  | order N is paid with the total 71800; its payments sum to 0
        UPDATE payments SET amount_minor = 1                  | order N is paid with the total 71800; its payments sum to 1
        UPDATE orders SET payment_status = 'pending'          | order N is pending with the total 71800; its payments sum to 71800; \
        order N is placed and pending and names no hold
        UPDATE orders SET hold = 5                            | order N is placed and paid and still names a hold
        """

    /// Carries what was seen out of a transaction that is rolled back.
    private struct Seen: Error { let problems: [String] }

    @Test func `the till's hot reads walk over no row without an index`() async throws {
        try await Till.with(.sqlite, .korea, "scarf | 29900 | standard | 500") { till in
            var last: (Order, Payment)?
            for number in 0..<40 { last = try await till.order("1 scarf", email: "fan\(number)@example.com") }
            let (order, payment) = try #require(last)
            let request = try await till.request(try await till.basket("1 scarf"))
            let steps = try await till.database.write { tx in
                let placement = try Order.place(request, offeredBy: Stall(), payWith: "test", in: till.market, at: Till.now, in: tx)
                let placed = tx.fullScanSteps
                _ = try Order.find(order.token, in: tx)
                _ = try OrderLine.of(order.key, in: tx)
                _ = try Payment.latest(of: order.key, in: tx)
                _ = try Payment.unsettled(for: 4, limit: 9, at: Till.now, in: tx)
                _ = try Payment.finalise(
                    payment.key, .succeeded(reference: "r"), offeredBy: Stall(), in: till.market, at: Till.now, in: tx)
                _ = try Order.cancelUnpaid(limit: 9, at: Till.now, in: tx)
                try IdempotencyName.prune(at: Till.now, in: tx)
                return (placed, tx.fullScanSteps - placed, placement.order.total.minor)
            }
            #expect(steps == (0, 0, 29_900))
        }
    }
}
