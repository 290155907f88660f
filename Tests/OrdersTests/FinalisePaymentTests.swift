import Orders
import Storage
import Supply
import TestKit
import Testing
import Values

@Suite struct FinalisePaymentTests {
    private static let goods = "scarf | 29900 | standard | 2"

    @Test(arguments: Engine.available)
    func `success sells the goods, once`(engine: Engine) async throws {
        try await Till.with(engine, .korea, Self.goods) { till in
            let (order, payment) = try await till.order("2 scarf")
            let paid = try await till.finalise(payment, .succeeded(reference: "r1"))
            #expect(paid.payment == .paid && paid.hold == nil)
            #expect(try await till.state(order, payment) == "placed/paid succeeded")
            #expect(try await till.find(payment).reference == "r1")
            #expect(try await till.stock() == "scarf 2/0/2")
            #expect(try await till.facts() == ["order.paid"])
            let before = try await till.rows()
            let later: [PaymentOutcome] = [
                .succeeded(reference: "r2"), .declined(code: "late"), .pending(reference: "r3"), .actionNeeded(reference: "r4", url: "/x"),
            ]
            for outcome in later { try await till.finalise(payment, outcome, after: 5) }
            #expect(try await till.state(order, payment) == "placed/paid succeeded")
            #expect(try await till.find(payment).reference == "r1")
            #expect(try await till.changes(since: before) == "")
        }
    }

    @Test(arguments: Engine.available)
    func `return, webhook and poll that come at once pay once`(engine: Engine) async throws {
        try await Till.with(engine, .korea, Self.goods) { till in
            let (order, payment) = try await till.order("1 scarf")
            let outcomes = await Outcome.all(20) { try await till.finalise(payment, .succeeded(reference: "r\($0)")) }
            #expect(outcomes.compactMap(\.failure).map { "\($0)" } == [])
            #expect(outcomes.compactMap(\.value).allSatisfy { $0.payment == .paid })
            #expect(try await till.state(order, payment) == "placed/paid succeeded")
            #expect(try await till.facts() == ["order.paid"])
            #expect(try await till.stock() == "scarf 2/0/1")
        }
    }

    @Test(arguments: Engine.available)
    func `after a decline the goods wait for another try`(engine: Engine) async throws {
        try await Till.with(engine, .korea, Self.goods) { till in
            let (order, payment) = try await till.order("1 scarf")
            try await till.finalise(payment, .declined(code: "card_declined"))
            #expect(try await till.state(order, payment) == "placed/failed failed")
            #expect(try await till.find(payment).reference == "card_declined")
            #expect(try await till.stock() == "scarf 2/1/0")
            let again = try await till.database.write { try Payment.retry(order.key, with: "test", at: Till.now, in: $0) }
            #expect(again.key != payment.key && again.amount == order.total)
            #expect(try await till.state(order, again) == "placed/pending pending")
            let twice = await Outcome.of { try await till.database.write { try Payment.retry(order.key, with: "test", at: Till.now, in: $0).key } }
            #expect(twice.refusal == "not_payable", "one try at a time")
            try await till.finalise(again, .succeeded(reference: "r2"))
            try await till.finalise(payment, .succeeded(reference: "late"))
            #expect(try await till.state(order, again) == "placed/paid succeeded")
            #expect(try await till.find(payment).state == .failed)
            #expect(try await till.facts() == ["payment.failed", "order.paid"])
            #expect(try await till.database.read { try Payment.latest(of: order.key, in: $0)?.key } == again.key)
        }
    }

    @Test(arguments: Engine.available)
    func `a second step at the bank leaves the order waiting, then pays it`(engine: Engine) async throws {
        try await Till.with(engine, .korea, Self.goods) { till in
            let (order, payment) = try await till.order("1 scarf")
            try await till.finalise(payment, .actionNeeded(reference: "r1", url: "/bank"))
            #expect(try await till.state(order, payment) == "placed/pending action")
            try await till.finalise(payment, .pending(reference: "r1"))
            #expect(try await till.state(order, payment) == "placed/pending pending")
            #expect(try await till.facts() == [])
            try await till.finalise(payment, .succeeded(reference: "r1"))
            #expect(try await till.state(order, payment) == "placed/paid succeeded")
        }
    }

    @Test(arguments: Engine.available)
    func `success after the hold ran out takes the goods again`(engine: Engine) async throws {
        try await Till.with(engine, .korea, Self.goods) { till in
            let (first, firstPayment) = try await till.order("1 scarf")
            let (second, secondPayment) = try await till.order("1 scarf", email: "other@example.com")
            let late = Till.now.adding(seconds: 901)
            #expect(try await till.database.write { try Hold.sweep(limit: 9, at: late, in: $0) } == 2)
            try await till.finalise(firstPayment, .succeeded(reference: "r1"), after: 901)
            #expect(try await till.state(first, firstPayment) == "placed/paid succeeded")
            #expect(try await till.database.write { try Order.cancelUnpaid(limit: 9, at: late, in: $0) } == 1)
            #expect(try await till.state(second, secondPayment) == "cancelled/pending pending")
            try await till.finalise(secondPayment, .succeeded(reference: "r2"), after: 902)
            #expect(try await till.state(second, secondPayment) == "placed/paid succeeded")
            #expect(try await till.stock() == "scarf 2/0/2")
            #expect(try await till.facts() == ["order.paid", "order.cancelled", "order.paid"])
        }
    }

    @Test(arguments: Engine.available)
    func `success after the goods are gone cancels the order, and the money goes back once`(engine: Engine) async throws {
        try await Till.with(engine, .korea, Self.goods) { till in
            let (order, payment) = try await till.order("2 scarf")
            let request = try await till.request(try await till.basket("1 scarf"), email: "quick@example.com")
            _ = try await till.place(request, after: 901)
            let cancelled = try await till.finalise(payment, .succeeded(reference: "r1"), after: 902)
            #expect(cancelled.status == .cancelled && cancelled.hold == nil)
            #expect(try await till.state(order, payment) == "cancelled/pending refund_due")
            #expect(try await till.stock() == "scarf 2/1/0", "nothing was taken, not even the one that is left")
            let jobs = try await till.database.write { try $0.leaseJobs(limit: 9, at: Till.now.adding(seconds: 902)) }
            #expect(jobs.map { "\($0.kind) \($0.subject)" } == ["payment.refund \(payment.key.raw)"])
            for _ in 0..<2 { try await till.database.write { try Payment.refunded(payment.key, at: Till.now.adding(seconds: 910), in: $0) } }
            #expect(try await till.state(order, payment) == "cancelled/refunded refunded")
            #expect(try await till.facts() == ["payment.refunded"])
        }
    }

    @Test(arguments: Engine.available)
    func `goods that are not sold any more go the same way`(engine: Engine) async throws {
        try await Till.with(engine, .korea, Self.goods) { till in
            let (order, payment) = try await till.order("1 scarf")
            try await till.database.write { tx in
                _ = try Order.cancelUnpaid(limit: 9, at: Till.now.adding(seconds: 900), in: tx)
                _ = try tx.run("DELETE FROM goods")
            }
            try await till.finalise(payment, .succeeded(reference: "r1"), after: 902)
            #expect(try await till.state(order, payment) == "cancelled/pending refund_due")
        }
    }

    @Test(arguments: Engine.available)
    func `an order that nobody paid in time is cancelled and its goods go back`(engine: Engine) async throws {
        try await Till.with(engine, .korea, "scarf | 29900 | standard | 9") { till in
            var bought: [(Order, Payment)] = []
            for number in 0..<4 { bought.append(try await till.order("1 scarf", email: "fan\(number)@example.com")) }
            try await till.finalise(bought[0].1, .succeeded(reference: "r"))
            try await till.finalise(bought[1].1, .declined(code: "no"))
            let cancel = { (seconds: Int64, limit: Int) in
                try await till.database.write { try Order.cancelUnpaid(limit: limit, at: Till.now.adding(seconds: seconds), in: $0) }
            }
            #expect(try await cancel(899, 9) == 0)
            #expect(try await cancel(900, 2) == 2)
            #expect(try await cancel(900, 9) == 1)
            #expect(try await cancel(900, 9) == 0)
            var states: [String] = []
            for (order, payment) in bought { states.append(try await till.state(order, payment)) }
            #expect(states == [
                "placed/paid succeeded", "cancelled/failed failed", "cancelled/pending pending", "cancelled/pending pending",
            ])
            #expect(try await till.stock() == "scarf 9/0/1")
            let declined = bought[1].0.key
            let retry = await Outcome.of {
                try await till.database.write { try Payment.retry(declined, with: "test", at: Till.now, in: $0).key }
            }
            #expect(retry.refusal == "not_payable")
        }
    }

    @Test(arguments: Engine.available)
    func `a provider is asked about payments that nobody told the outcome of`(engine: Engine) async throws {
        try await Till.with(engine, .korea, "scarf | 29900 | standard | 9") { till in
            let (_, open) = try await till.order("1 scarf")
            let (_, settled) = try await till.order("1 scarf", email: "other@example.com")
            try await till.finalise(settled, .succeeded(reference: "r"))
            let unsettled = { (seconds: Int64) in
                try await till.database.read { tx in
                    try Payment.unsettled(for: 4, limit: 9, at: Till.now.adding(seconds: seconds), in: tx).map(\.key)
                }
            }
            #expect(try await unsettled(3) == [])
            #expect(try await unsettled(4) == [open.key])
            try await till.finalise(open, .pending(reference: "r"), after: 4)
            #expect(try await unsettled(7) == [])
            #expect(try await unsettled(8) == [open.key])
        }
    }
}
