package import Storage
package import Values

/// Which orders somebody wants to see.
package struct OrderFilter: Sendable {
    /// Where an order stands, as one question.
    package enum Standing: String, Sendable, CaseIterable {
        /// Paid, and something of it has not left.
        case toShip = "to-ship"
        /// Waits for its money.
        case unpaid
        /// All of it has left.
        case sent
        /// Money went back, in part or whole.
        case refunded
        case cancelled
    }

    /// Only in this market.
    package var market: MarketCode?
    /// Only those that stand so.
    package var standing: Standing?
    /// Only with the money there.
    package var payment: Order.PaymentStatus?
    /// Only with the goods there.
    package var fulfilment: Order.FulfilmentStatus?
    /// Only placed from this moment on.
    package var from: Instant?
    /// Only placed before this moment.
    package var to: Instant?
    /// Only with this number, or with this in address or name.
    package var text = ""

    /// Everything.
    package init() {}

    fileprivate var conditions: [SQL] {
        var conditions: [SQL] = []
        if let market { conditions.append("market = \(market)") }
        if let payment { conditions.append("payment_status = \(payment.rawValue)") }
        if let fulfilment { conditions.append("fulfilment_status = \(fulfilment.rawValue)") }
        if let from { conditions.append("placed_at >= \(from)") }
        if let to { conditions.append("placed_at < \(to)") }
        if let standing { conditions.append(Self.condition(standing)) }
        if !text.isEmpty {
            let pattern = "%\(text.lowercased().replacing("!", with: "!!").replacing("%", with: "!%").replacing("_", with: "!_"))%"
            let key = Order.key(ofNumber: text)?.raw ?? 0
            conditions.append("""
                (key = \(key) OR lower(email) LIKE \(pattern) ESCAPE '!' OR lower(address) LIKE \(pattern) ESCAPE '!')
                """)
        }
        return conditions
    }

    fileprivate static func condition(_ standing: Standing) -> SQL {
        switch standing {
        case .toShip:
            """
            status = 'placed' AND payment_status IN ('paid', 'partly_refunded') AND fulfilment_status IN ('unfulfilled', 'partial')
            """
        case .unpaid: "status = 'placed' AND payment_status IN ('pending', 'failed')"
        case .sent: "fulfilment_status = 'fulfilled'"
        case .refunded: "payment_status IN ('refunded', 'partly_refunded')"
        case .cancelled: "status = 'cancelled'"
        }
    }
}

extension Order {
    /// Orders older than `after`, the newest first.
    package static func list(
        _ filter: OrderFilter, after: Key<Order>? = nil, limit: Int, in tx: Transaction
    ) throws -> [Order] {
        let conditions = ["key < \(after?.raw ?? Int64.max)"] + filter.conditions
        return try tx.all("\(columns) WHERE \(SQL.joined(conditions, by: " AND ")) ORDER BY key DESC LIMIT \(limit)", Order.init)
    }

    /// The order of a number; throws when there is none.
    package static func find(number: String, in tx: Transaction) throws -> Order {
        guard let order = try tx.first("\(columns) WHERE number = \(number)", Order.init) else { throw NotFound("order") }
        return order
    }

    /// How many orders wait to be sent.
    package static func countToShip(in tx: Transaction) throws -> Int64 {
        try tx.count("SELECT count(*) FROM orders WHERE \(OrderFilter.condition(.toShip))")
    }

    /// The key behind a number such as `K3M9-02TD-7Q`, in either case and with or without hyphens; nil for other text.
    package static func key(ofNumber text: String) -> Key<Order>? {
        let digits = text.lowercased().filter { $0 != "-" && $0 != " " }
        guard digits.utf8.count <= 13, digits.utf8.count >= 8 else { return nil }
        return Key(String(repeating: "0", count: 13 - digits.utf8.count) + digits)
    }
}
