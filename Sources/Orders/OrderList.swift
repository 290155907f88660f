package import Storage
package import Values

extension Order {
    /// Which orders a list shows; nil leaves a question out.
    package struct Filter: Sendable {
        /// Where they were bought.
        package var market: MarketCode?
        /// Where the money is.
        package var payment: PaymentStatus?
        /// Where the goods are.
        package var fulfilment: FulfilmentStatus?
        /// Placed at this moment or later.
        package var since: Instant?

        /// Every order.
        package init() {}
    }

    /// Orders that a filter lets through, the newest first; `before` goes on below a key.
    package static func list(
        _ filter: Filter, before: Key<Order>? = nil, limit: Int, in tx: Transaction
    ) throws -> [Order] {
        var conditions: [SQL] = ["key < \(before?.raw ?? Int64.max)"]
        if let market = filter.market { conditions.append("market = \(market)") }
        if let payment = filter.payment { conditions.append("payment_status = \(payment.rawValue)") }
        if let fulfilment = filter.fulfilment { conditions.append("fulfilment_status = \(fulfilment.rawValue)") }
        if let since = filter.since { conditions.append("placed_at >= \(since)") }
        return try tx.all("""
            \(columns) WHERE \(SQL.joined(conditions, by: " AND ")) ORDER BY key DESC LIMIT \(limit)
            """, Order.init)
    }

    /// The order of a number; throws when there is none.
    package static func find(number: String, in tx: Transaction) throws -> Order {
        guard let order = try tx.first("\(columns) WHERE number = \(number)", Order.init) else { throw NotFound("order") }
        return order
    }
}
