@testable import Orders
import Storage
import Supply
import TestKit
import Testing
import Values

@Suite struct RefundOrderTests {
    private static let goods = "scarf | 29900 | standard | 9\nbook | 12000 | books | 9"
    private static let american = "scarf | 2499 | standard | 9\nbook | 1200 | books | 9\nfruit | 333 | food | 9"

    @Test(arguments: Engine.available)
    func `pieces go back at what was paid, with their tax, and the last refund takes exactly what is left`(engine: Engine) async throws {
        try await Till.with(engine, .america, Self.american) { till in
            let order = try await till.paid("3 scarf, 2 book, 1 fruit")
            // 7,497 at 8.875 % is 665 of tax, 2,400 at 4.5 % is 108, fruit has none.
            #expect(order.total.minor == 7497 + 665 + 2400 + 108 + 333 && order.tax.minor == 773)
            var seen: [String] = []
            for (pieces, extra) in [("0:1", 0), ("0:1 1:1", 0), ("", 100), ("0:1 1:1 2:1", 0)] as [(String, Int64)] {
                let left = try await till.database.read { try Order.find(order.key, in: $0).refundable(in: $0).minor }
                let isLast = pieces.contains("2:1")
                // The last pieces cost more than is left, since goodwill went before: the rest goes back as an amount.
                let refund = isLast ? try await till.refund(order, "", extra: left) : try await till.refund(order, pieces, extra: extra)
                seen.append("\(refund.amount.minor) tax \(refund.taxMinor) \(try await till.stands(order))")
            }
            #expect(seen[0] == "2721 tax 222 placed/partly_refunded/unfulfilled")
            #expect(seen[1] == "\(2720 + 1254) tax \(221 + 54) placed/partly_refunded/unfulfilled")
            #expect(seen[2].hasPrefix("100 tax ") && seen[3].hasSuffix("placed/refunded/unfulfilled"))
            let sums = try await till.database.read { try Refund.sums(of: order.key, in: $0) }
            #expect(sums.amountMinor == order.total.minor && sums.taxMinor == order.tax.minor)
        }
    }

    @Test func `pieces of a line come to exactly the line, in whatever portions`() {
        var random = SeededRandom.printed()
        for _ in 0..<2000 {
            let (whole, pieces) = (Int64.random(in: 0...100_000, using: &random), Int64.random(in: 1...20, using: &random))
            var (from, sum): (Int64, Int64) = (0, 0)
            while from < pieces {
                let count = Int64.random(in: 1...(pieces - from), using: &random)
                let part = Share.part(whole, from, count, of: pieces)
                #expect(part >= 0 && abs(part * pieces - whole * count) <= pieces, "\(whole) over \(pieces): \(from) + \(count)")
                (from, sum) = (from + count, sum + part)
            }
            #expect(sum == whole)
        }
    }

    @Test(arguments: Engine.available)
    func `what cannot go back is refused and changes nothing`(engine: Engine) async throws {
        try await Till.with(engine, .korea, Self.goods) { till in
            let (unpaid, _) = try await till.order("1 scarf")
            let order = try await till.paid("2 scarf, 1 book")
            let other = try await till.paid("1 book")
            try await till.refund(other, "0:1", key: "used")
            try await till.refund(order, "0:1")
            let before = try await till.rows()
            let orders = ["unpaid": unpaid, "order": order, "other": other]
            for row in TextTable.rows("""
                # order | pieces  | extra | key  | refusal
                unpaid  | 0:1     | 0     | a    | not_paid
                other   | 0:1     | 0     | b    | not_paid
                order   | 0:2     | 0     | c    | too_many_pieces
                order   | 5:1     | 0     | d    | not_found
                order   |         | 0     | e    | nothing_chosen
                order   |         | -1    | f    | nothing_chosen
                order   |         | 41901 | g    | too_much
                order   | 0:1 1:1 | 1     | h    | too_much
                order   | 0:1     | 0     | used | sent_before
                """) {
                let order = try #require(orders[row[0]])
                let outcome = await Outcome.of { try await till.refund(order, row[1], extra: Int64(row[2]) ?? 0, key: row[3]) }
                #expect(outcome.refusal == row[4], "\(row)")
            }
            #expect(try await till.changes(since: before) == "")
            try await till.refund(order, "0:1 1:1")
            #expect(try await till.stands(order) == "placed/refunded/unfulfilled")
        }
    }

    @Test(arguments: Engine.available)
    func `two supports who give the whole back at once give it back once`(engine: Engine) async throws {
        try await Till.with(engine, .korea, Self.goods) { till in
            for round in 0..<5 {
                let order = try await till.paid("1 scarf", email: "fan\(round)@example.com")
                let outcomes = await Outcome.all(2) { number in
                    number == 0 ? try await till.refund(order, "0:1", nil) : try await till.refund(order, "", extra: order.total.minor, nil)
                }
                #expect(outcomes.compactMap(\.value).count == 1)
                #expect(Set(outcomes.compactMap(\.refusal)).isSubset(of: ["too_many_pieces", "too_much"]) && outcomes.compactMap(\.failure).isEmpty)
                let sums = try await till.database.read { try Refund.sums(of: order.key, in: $0) }
                #expect(sums.amountMinor == order.total.minor)
                try await till.finish(try #require(outcomes.compactMap(\.value).first))
            }
        }
    }

    @Test(arguments: Engine.available)
    func `thirty small refunds at once never come to more than was paid`(engine: Engine) async throws {
        try await Till.with(engine, .korea, Self.goods) { till in
            let order = try await till.paid("1 scarf")
            let outcomes = await Outcome.all(30) { _ in try await till.refund(order, "", extra: 2000) }
            #expect(outcomes.compactMap(\.value).count == 14, "14 × 2,000 is within 29,900")
            #expect(outcomes.compactMap(\.refusal) == Array(repeating: "too_much", count: 16))
            #expect(try await till.stands(order) == "placed/partly_refunded/unfulfilled")
        }
    }

    @Test(arguments: Engine.available)
    func `a provider's answer is acted on once, and the same form sent again is the same refund`(engine: Engine) async throws {
        try await Till.with(engine, .korea, Self.goods) { till in
            let order = try await till.paid("2 scarf")
            let refund = try await till.refund(order, "0:1", restocks: true, key: "one", nil)
            #expect(try await till.stands(order) == "placed/paid/unfulfilled", "nothing has gone back yet")
            #expect(try await till.finish(refund, .pending).state == .pending)
            let all = await Outcome.all(10) { _ in try await till.finish(refund) }
            #expect(all.compactMap(\.value).allSatisfy { $0.state == .succeeded } && all.compactMap(\.value).count == 10)
            #expect(try await till.stock() == "scarf 9/0/1, book 9/0/0", "one piece is back on the shelf, once")
            #expect(try await till.finish(refund, .declined(code: "late")).state == .succeeded)
            #expect(try await till.refund(order, "0:1", restocks: true, key: "one").key == refund.key)
            #expect(try await till.facts().filter { $0 == "order.refunded" }.count == 1)
        }
    }

    @Test(arguments: Engine.available)
    func `what the provider declines is free to be given back again`(engine: Engine) async throws {
        try await Till.with(engine, .korea, Self.goods) { till in
            let order = try await till.paid("1 scarf")
            #expect(try await till.refund(order, "0:1", restocks: true, .declined(code: "no")).state == .failed)
            #expect(try await till.stands(order) == "placed/paid/unfulfilled")
            #expect(try await till.stock() == "scarf 9/0/1, book 9/0/0")
            try await till.refund(order, "0:1")
            #expect(try await till.stands(order) == "placed/refunded/unfulfilled")
            #expect(try await till.stock() == "scarf 9/0/1, book 9/0/0", "not on the shelf unless that is wanted")
        }
    }

    @Test(arguments: Engine.available)
    func `what is given back first counts as what has not left`(engine: Engine) async throws {
        try await Till.with(engine, .korea, Self.goods) { till in
            let order = try await till.paid("3 scarf")
            try await till.ship(order, "0:2")
            try await till.refund(order, "0:1")
            #expect(try await till.stands(order) == "placed/partly_refunded/fulfilled")
            let more = await Outcome.of { try await till.ship(order, "0:1") }
            #expect(more.refusal == "too_many_pieces")
            try await till.refund(order, "0:2", restocks: true)
            #expect(try await till.stands(order) == "placed/refunded/fulfilled")
        }
    }
}
