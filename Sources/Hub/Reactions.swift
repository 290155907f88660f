import Audience
import Orders
import Releases
import Search
import Storage
import Values

// What follows from what: the whole of it on this page.
//
// A fact is taken out of the outbox in the same transaction that writes its effects, so it is followed up exactly once. What is
// written elsewhere (the audience's own file) goes first and is idempotent; what leaves the building becomes a job.

extension Hub {
    /// Facts that are followed up in one transaction.
    static let factsAtOnce = 200

    /// Follows up the oldest facts; returns how many there were.
    func react() async throws -> Int {
        let facts = try await database.read { try $0.peekFacts(limit: Self.factsAtOnce) }
        guard !facts.isEmpty else { return 0 }
        try await credit(facts)
        let now = now()
        return try await database.write { tx in
            let taken = try tx.takeFacts(facts)
            for fact in taken { try Self.follow(fact, at: now, in: tx) }
            // A kind or a size stands in almost every product, and one import names many.
            if taken.contains(where: { $0.kind == "labels.changed" }) { try Self.queueProducts(in: tx) }
            return taken.count
        }
    }

    private static func follow(_ fact: Fact, at now: Instant, in tx: Transaction) throws {
        switch fact.kind {
        case "order.paid": try tx.enqueue(JobKind.confirmation.rawValue, for: fact.order, at: now)
        case "order.shipped": try tx.enqueue(JobKind.shipped.rawValue, for: Key<Shipment>(raw: fact.subject), at: now)
        case "order.cancelled":
            // Nobody has to be told that an order went which they never paid: its page says so.
            if try Order.find(fact.order, in: tx).cancelledAt != nil {
                try tx.enqueue(JobKind.cancelled.rawValue, for: fact.order, at: now)
            }
        case "order.refunded":
            let refund = try Refund.find(Key(raw: fact.subject), in: tx)
            if try !refund.isOfCancelling(in: tx) { try tx.enqueue(JobKind.refunded.rawValue, for: refund.key, at: now) }
        case "payment.refunded": try tx.enqueue(JobKind.returned.rawValue, for: fact.order, at: now)
        case "payment.failed", "refund.failed": break
        case Opening.EdgeFact.opened.rawValue, Opening.EdgeFact.closed.rawValue: try logEdge(fact, at: now, in: tx)
        case let kind where changedKind(kind) != nil:
            if let kind = changedKind(kind) { try Waiting.add([Key(raw: fact.subject)], kind, in: tx) }
        default: break
        }
    }

    /// Credits what was paid to the stories that it was bought from.
    private func credit(_ facts: [Fact]) async throws {
        let paid = facts.filter { $0.kind == "order.paid" }.map(\.order)
        guard !paid.isEmpty else { return }
        let sales = try await database.read { tx in try paid.flatMap { try Self.sales(of: $0, in: tx) } }
        guard !sales.isEmpty else { return }
        _ = try await audience.write { try Happening.record(sales, in: $0) }
    }

    private static func sales(of key: Key<Order>, in tx: Transaction) throws -> [Happening] {
        let order = try Order.find(key, in: tx)
        return try OrderLine.of(key, in: tx).compactMap { line in
            guard let story = line.story else { return nil }
            return Happening(
                name: "sale/\(key)/\(line.item)", kind: .sale, item: story, market: order.market, count: line.quantity,
                amountMinor: line.netMinor, at: order.placedAt)
        }
    }
}

extension Refund {
    /// Whether cancelling the order made it: the mail about that tells of it.
    fileprivate func isOfCancelling(in tx: Transaction) throws -> Bool {
        try Order.find(order, in: tx).cancelledAt == createdAt
    }
}

extension Fact {
    fileprivate var order: Key<Order> { Key(raw: subject) }
}
