package import Storage
import Supply
package import Values

/// What the desk wants to give back.
package struct RefundRequest: Sendable {
    private static let reasonLimit = 300

    /// Pieces by the position of their line: their price as it was paid, tax included.
    package let pieces: [Int64: Int64]
    /// An amount beyond the pieces, such as delivery, in minor units.
    package let extraMinor: Int64
    /// Whether the pieces go back on the shelf.
    package let restocks: Bool
    /// Why.
    package let reason: String
    /// Sent with each try of the same form.
    package let requestKey: String
    /// Whether all that is left goes back, whatever the pieces are worth.
    private(set) var isWhole = false

    /// Checks numbers and reason; refuses what is negative or nothing at all.
    package init(pieces: [Int64: Int64], extraMinor: Int64, restocks: Bool, reason: String, requestKey: String) throws {
        guard pieces.values.allSatisfy({ $0 >= 0 }), extraMinor >= 0 else { throw AftersalesRefusal.nothingChosen }
        guard reason.count <= Self.reasonLimit else { throw AftersalesRefusal.longReason(limit: Self.reasonLimit) }
        self.pieces = pieces.filter { $0.value > 0 }
        self.extraMinor = extraMinor
        self.restocks = restocks
        self.reason = reason
        self.requestKey = requestKey
        guard !self.pieces.isEmpty || extraMinor > 0 else { throw AftersalesRefusal.nothingChosen }
    }

    /// Everything that can still go back of an order, pieces and money.
    package static func whole(
        of order: Order, restocks: Bool, reason: String, requestKey: String, in tx: Transaction
    ) throws -> RefundRequest {
        let left = try order.refundable(in: tx)
        guard left.minor > 0 else { throw AftersalesRefusal.notPaid }
        var request = try RefundRequest(
            pieces: try order.piecesToRefund(in: tx), extraMinor: left.minor, restocks: restocks, reason: reason,
            requestKey: requestKey)
        request.isWhole = true
        return request
    }
}

extension Order {
    /// Pieces of each line whose money has not gone back, by position.
    package func piecesToRefund(in tx: Transaction) throws -> [Int64: Int64] {
        let back = try Refund.pieces(of: key, in: tx)
        let lines = try OrderLine.of(key, in: tx)
        return Dictionary(uniqueKeysWithValues: lines.indices.map { place in
            (Int64(place), lines[place].quantity - back[Int64(place), default: 0])
        })
    }

    /// What can still go back of what was paid.
    package func refundable(in tx: Transaction) throws -> Money {
        guard payment == .paid || payment == .partlyRefunded else { return Money(minor: 0, total.currency) }
        return Money(minor: total.minor - (try Refund.sums(of: key, in: tx)).amountMinor, total.currency)
    }
}

extension Refund {
    /// Writes down that money is to go back, and a job that sees to it; the provider is asked outside of the transaction. The same
    /// request again gives the same refund, which is not new then.
    ///
    /// Refuses more pieces than are left of a line, and more money than is left of what was paid.
    package static func prepare(
        _ order: Key<Order>, _ request: RefundRequest, at now: Instant, in tx: Transaction
    ) throws -> (refund: Refund, isNew: Bool) {
        try Order.lock(order, at: now, in: tx)
        if let earlier = try tx.first("SELECT key, order_key FROM refunds WHERE request_key = \(request.requestKey)", {
            (key: $0.key(0, of: Refund.self), order: $0.key(1, of: Order.self))
        }) {
            guard earlier.order == order else { throw AftersalesRefusal.sentBefore }
            return (try find(earlier.key, in: tx), false)
        }
        let order = try Order.find(order, in: tx)
        guard let payment = try Payment.succeeded(of: order.key, in: tx), order.payment == .paid || order.payment == .partlyRefunded
        else { throw AftersalesRefusal.notPaid }
        try order.refuseMore(than: try order.piecesToRefund(in: tx), request.pieces, in: tx)
        let share = try Share(order, request, in: tx)
        let key = try tx.newKey(Refund.self)
        try tx.run("""
            INSERT INTO refunds (key, order_key, payment, amount_minor, currency, tax_minor, state, reason, restocks, reference,
                request_key, created_at, changed_at)
            VALUES (\(key), \(order.key), \(payment.key), \(share.amountMinor), \(order.total.currency), \(share.taxMinor),
                \(State.pending.rawValue), \(request.reason), \(request.restocks), NULL, \(request.requestKey), \(now), \(now))
            """)
        for line in share.lines {
            try tx.run("""
                INSERT INTO refund_lines (refund, position, quantity, amount_minor)
                VALUES (\(key), \(line.position), \(line.quantity), \(line.amountMinor))
                """)
        }
        try order.deriveFulfilment(at: now, in: tx)
        try tx.enqueue(jobKind, for: key, at: now.adding(seconds: graceSeconds))
        return (try find(key, in: tx), true)
    }

    /// Work that waits under this name asks the provider about a refund that nobody has finished.
    package static let jobKind = "order.refund"
    /// The request itself asks the provider first; the job comes when it died over that.
    private static let graceSeconds: Int64 = 30

    /// Acts on what the provider said, once: whoever comes second finds it done.
    ///
    /// Success puts pieces back on the shelf where that was wanted, derives where the money is, and leaves `order.refunded`. A
    /// decline makes pieces and amount free again.
    package static func finalise(
        _ key: Key<Refund>, _ outcome: RefundOutcome, offeredBy seller: any Seller, at now: Instant, in tx: Transaction
    ) throws -> Refund {
        let refund = try find(key, in: tx)
        try Order.lock(refund.order, at: now, in: tx)
        let (state, reference): (State, String) = switch outcome {
        case .pending: (.pending, "")
        case .succeeded(let reference): (.succeeded, reference)
        case .declined(let code): (.failed, code)
        }
        guard state != .pending, try tx.run("""
            UPDATE refunds SET state = \(state.rawValue), reference = \(reference), changed_at = \(now)
            WHERE key = \(key) AND state = 'pending'
            """) == 1
        else { return try find(key, in: tx) }
        let order = try Order.find(refund.order, in: tx)
        if state == .succeeded {
            if refund.restocks { try refund.restock(offeredBy: seller, at: now, in: tx) }
            try order.derivePayment(at: now, in: tx)
            try tx.record("order.refunded", of: key, at: now)
        } else {
            try tx.record("refund.failed", of: key, at: now)
        }
        try order.deriveFulfilment(at: now, in: tx)
        return try find(key, in: tx)
    }

    /// Puts its pieces back where the seller keeps them; what is not counted there any more is left out.
    private func restock(offeredBy seller: any Seller, at now: Instant, in tx: Transaction) throws {
        let sold = try OrderLine.of(order, in: tx)
        var back: [(cells: [Key<Cell>], count: Int64)] = []
        for line in try lines(in: tx) {
            back.append((try seller.shelves(of: sold[Int(line.position)].item, in: tx), line.quantity))
        }
        try Cell.takeBack(back, at: now, in: tx)
    }
}

extension Order {
    /// Stores where the money is, as refunds say.
    fileprivate func derivePayment(at now: Instant, in tx: Transaction) throws {
        let back = try tx.count("""
            SELECT CAST(sum(amount_minor) AS BIGINT) FROM refunds WHERE order_key = \(key) AND state = 'succeeded'
            """)
        let state: PaymentStatus = back >= total.minor ? .refunded : back > 0 ? .partlyRefunded : .paid
        try tx.run("UPDATE orders SET payment_status = \(state.rawValue), changed_at = \(now) WHERE key = \(key)")
    }
}

/// What goes back for pieces and an amount, with the tax in it (docs/algorithms/refunds.md).
struct Share {
    let lines: [Refund.Line]
    let amountMinor: Int64
    let taxMinor: Int64

    init(_ order: Order, _ request: RefundRequest, in tx: Transaction) throws {
        let gone = try Refund.sums(of: order.key, in: tx)
        let before = try Refund.pieces(of: order.key, in: tx)
        let sold = try OrderLine.of(order.key, in: tx)
        var (lines, tax): ([Refund.Line], Int64) = ([], 0)
        for (position, count) in request.pieces.sorted(by: { $0.key < $1.key }) {
            let line = sold[Int(position)]
            let from = before[position, default: 0]
            lines.append(Refund.Line(
                position: position, quantity: count,
                amountMinor: Self.part(line.netMinor + line.taxMinor, from, count, of: line.quantity)))
            tax += Self.part(line.taxMinor, from, count, of: line.quantity)
        }
        let (left, leftTax) = (order.total.minor - gone.amountMinor, order.tax.minor - gone.taxMinor)
        if request.isWhole {
            (self.lines, amountMinor, taxMinor) = (Self.fitted(lines, into: left), left, leftTax)
            return
        }
        let pieces = lines.reduce(0) { $0 + $1.amountMinor }
        guard pieces + request.extraMinor <= left else {
            throw AftersalesRefusal.tooMuch(left: Money(minor: left, order.total.currency))
        }
        self.lines = lines
        amountMinor = pieces + request.extraMinor
        // Money beyond the pieces holds tax as what is left then does, so that the last refund takes exactly the last tax.
        let (rest, restTax) = (left - pieces, max(0, leftTax - tax))
        let extraTax = rest > 0 ? request.extraMinor.scaled(by: restTax, over: rest) : 0
        taxMinor = min(leftTax, tax + extraTax)
    }

    /// Lines that are worth more than is left, since goodwill went before, share what is left.
    private static func fitted(_ lines: [Refund.Line], into left: Int64) -> [Refund.Line] {
        let worth = lines.map(\.amountMinor)
        guard worth.reduce(0, +) > left else { return lines }
        return zip(lines, LargestRemainder.split(left, over: worth)).map { line, amount in
            Refund.Line(position: line.position, quantity: line.quantity, amountMinor: amount)
        }
    }

    /// The part of pieces `from` to `from + count` of a whole: all parts together are exactly the whole.
    static func part(_ whole: Int64, _ from: Int64, _ count: Int64, of pieces: Int64) -> Int64 {
        func upTo(_ number: Int64) -> Int64 { whole.scaled(by: number, over: pieces) }
        return upTo(from + count) - upTo(from)
    }
}
