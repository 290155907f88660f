package import Storage
package import Supply
package import Values

/// Something that a fan has ordered: prices, names and address as they were at that moment.
package struct Order: Sendable {
    /// Whether the order stands.
    package enum Status: String, Sendable {
        case placed
        case cancelled
        case closed
    }

    /// Where the money is.
    package enum PaymentStatus: String, Sendable {
        case pending
        case failed
        case paid
        /// Some of it went back.
        case partlyRefunded = "partly_refunded"
        case refunded
    }

    /// Where the goods are.
    package enum FulfilmentStatus: String, Sendable {
        case unfulfilled
        case partial
        case fulfilled
        case returned
    }

    /// Which order.
    package let key: Key<Order>
    /// What fan and support call it.
    package let number: String
    /// The secret in the link to its page.
    package let token: Token
    /// Where it was bought.
    package let market: MarketCode
    /// The language of its page and mails.
    package let language: Language
    /// Whether it stands.
    package let status: Status
    /// Where the money is.
    package let payment: PaymentStatus
    /// Where the goods are.
    package let fulfilment: FulfilmentStatus
    /// What the fan pays.
    package let total: Money
    /// The tax in it.
    package let tax: Money
    /// Delivery as the market shows it.
    package let shipping: Money
    /// Where the confirmation goes.
    package let email: String
    /// Where the parcel goes.
    package let address: Address
    /// What holds its goods until it is paid.
    package let hold: Key<Hold>?
    /// When it was placed.
    package let placedAt: Instant
    /// When the goods go back on the shelf unless it is paid.
    package let payUntil: Instant
    /// When somebody at the desk cancelled it; nil for one that stands or whose time to pay ran out.
    package var cancelledAt: Instant?

    /// Whether no money has come for it.
    var isUnpaid: Bool { payment == .pending || payment == .failed }

    /// How long a placed order holds its goods while it waits for the money.
    package static let holdSeconds: Int64 = 900

    static let columns: SQL = """
        SELECT key, number, token, market, language, status, payment_status, fulfilment_status, currency, total_minor,
            tax_minor, shipping_minor, email, address, hold, placed_at, pay_until, cancelled_at
        FROM orders
        """

    /// The order of a key; throws when there is none.
    package static func find(_ key: Key<Order>, in tx: Transaction) throws -> Order {
        guard let order = try tx.first("\(columns) WHERE key = \(key)", Order.init) else { throw NotFound("order") }
        return order
    }

    /// The order behind an unguessable link; throws when there is none.
    package static func find(_ token: Token, in tx: Transaction) throws -> Order {
        guard let order = try tx.first("\(columns) WHERE token = \(token)", Order.init) else { throw NotFound("order") }
        return order
    }

    /// How many orders there are.
    package static func count(in tx: Transaction) throws -> Int64 { try tx.count("SELECT count(*) FROM orders") }

    /// Whether it can still be paid at a moment.
    package func isPayable(at now: Instant) -> Bool {
        status == .placed && (payment == .failed || payment == .pending) && payUntil > now
    }
}

extension Order {
    init(_ row: Row) throws {
        let currency = try row.value(8) { Currency($0) }
        self.init(
            key: row.key(0), number: row.text(1), token: try row.value(2) { Token($0) },
            market: try row.value(3) { MarketCode($0) }, language: try row.value(4, Language.init(rawValue:)),
            status: try row.value(5, Status.init(rawValue:)), payment: try row.value(6, PaymentStatus.init(rawValue:)),
            fulfilment: try row.value(7, FulfilmentStatus.init(rawValue:)), total: Money(minor: row.int(9), currency),
            tax: Money(minor: row.int(10), currency), shipping: Money(minor: row.int(11), currency), email: row.text(12),
            address: try row.value(13, Address.init(stored:)), hold: row.optionalKey(14), placedAt: row.instant(15),
            payUntil: row.instant(16), cancelledAt: row.optionalInstant(17))
    }
}
