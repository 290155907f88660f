import Crypto
package import Storage
import Supply
package import Values

/// What a fan asks for at the checkout.
package struct OrderRequest: Sendable {
    /// The basket to order.
    package let basket: Token
    /// The language of page and mails.
    package let language: Language
    /// Where the confirmation goes.
    package let email: EmailAddress
    /// Where the parcel goes.
    package let address: Address
    /// The total that the fan saw; any other is refused.
    package let expectedTotal: Money
    /// Sent by the client with each try of the same request, at most 255 characters.
    package let idempotencyKey: String
    /// Among whose keys that one is: `checkout` for the pages of the hub.
    package let idempotencyScope: String

    /// A request from its parts.
    package init(
        basket: Token, language: Language, email: EmailAddress, address: Address, expectedTotal: Money,
        idempotencyKey: String, idempotencyScope: String = "checkout"
    ) {
        self.basket = basket
        self.language = language
        self.email = email
        self.address = address
        self.expectedTotal = expectedTotal
        self.idempotencyKey = idempotencyKey
        self.idempotencyScope = idempotencyScope
    }

    /// The name under which the request is remembered.
    package var idempotencyName: IdempotencyName {
        IdempotencyName(scope: idempotencyScope, key: idempotencyKey, digest: digest)
    }

    /// SHA-256 over everything that the request says, to tell a repeated request from another one.
    private var digest: String {
        let text = [basket.text, language.rawValue, email.text, address.stored, expectedTotal.decimal,
            expectedTotal.currency.code].joined(separator: "\u{1e}")
        return SHA256.hash(data: Array(text.utf8)).map { padded16($0) }.joined()
    }
}

private func padded16(_ byte: UInt8) -> String { (byte < 16 ? "0" : "") + String(byte, radix: 16) }

/// What placing came to.
package enum Placement: Sendable {
    /// A new order, with a payment that the provider has not heard of yet.
    case placed(Order, Payment)
    /// The same request was carried out before.
    case replayed(Order)

    /// The order, new or not.
    package var order: Order {
        switch self {
        case .placed(let order, _), .replayed(let order): order
        }
    }
}

extension Order {
    /// Places an order in one transaction: prices it again, checks that everything is still sold here, takes the hold and writes
    /// the order, its payment and its idempotency record.
    ///
    /// The same request again gives the same order. Refuses an empty basket, things not sold here, a changed total, too little
    /// stock, and a key that was used for another request; then nothing is changed.
    package static func place(
        _ request: OrderRequest, offeredBy seller: any Seller, payWith provider: String, in market: Market, at now: Instant,
        in tx: Transaction
    ) throws -> Placement {
        let key = try tx.newKey(Order.self)
        if let earlier = try request.idempotencyName.claim(for: key.raw, at: now, in: tx) {
            return .replayed(try find(Key<Order>(raw: earlier.subject), in: tx))
        }
        guard let basket = try Basket.find(request.basket, in: market.code, in: tx), !basket.lines.isEmpty,
            try basket.close(at: now, in: tx)
        else { throw OrderRefusal.basketEmpty }
        let quote = try Quote.make(
            basket, by: Buyer(email: request.email.text), region: request.address.region, offeredBy: seller, in: market,
            language: request.language, at: now, in: tx)
        guard quote.gone.isEmpty else { throw OrderRefusal.notSoldHere }
        guard quote.total == request.expectedTotal else {
            throw OrderRefusal.totalChanged(from: request.expectedTotal, to: quote.total)
        }
        let payUntil = now.adding(seconds: holdSeconds)
        let hold = try tx.newKey(Hold.self)
        let order = Order(
            key: key, number: number(for: key), token: .random(), market: market.code, language: request.language,
            status: .placed, payment: .pending, fulfilment: .unfulfilled, total: quote.total,
            tax: Money(minor: quote.pricing.taxMinor, quote.currency), shipping: quote.shipping, email: request.email.text,
            address: request.address, hold: hold, placedAt: now, payUntil: payUntil)
        try order.insert(quote, from: basket, in: tx)
        let payment = try Payment.prepare(for: order, with: provider, at: now, in: tx)
        try Hold.take(quote.lines.flatMap { $0.offer?.demands ?? [] }, as: hold, until: payUntil, at: now, in: tx)
        return .placed(order, payment)
    }

    /// The key without its leading zeros, in capitals and groups of four: `K3M9-02TD-7Q`.
    private static func number(for key: Key<Order>) -> String {
        let digits = Array(key.description.uppercased().drop { $0 == "0" })
        return stride(from: 0, to: digits.count, by: 4)
            .map { String(digits[$0..<min($0 + 4, digits.count)]) }.joined(separator: "-")
    }

    private func insert(_ quote: Quote, from basket: Basket, in tx: Transaction) throws {
        try tx.run("""
            INSERT INTO orders (key, number, token, basket, market, language, status, payment_status, fulfilment_status,
                currency, total_minor, tax_minor, shipping_minor, email, address, hold, placed_at, pay_until, changed_at)
            VALUES (\(key), \(number), \(token), \(basket.key), \(market), \(language.rawValue), \(status.rawValue),
                \(payment.rawValue), \(fulfilment.rawValue), \(total.currency), \(total.minor), \(tax.minor),
                \(shipping.minor), \(email), \(address.stored), \(hold), \(placedAt), \(payUntil), \(placedAt))
            """)
        for (position, line) in quote.lines.enumerated() {
            guard let offer = line.offer else { continue }
            let priced = quote.pricing.lines[position]
            try OrderLine(
                item: offer.item, title: offer.title, variant: offer.variant, sku: offer.sku,
                quantity: line.wanted.quantity, unitMinor: offer.unit.minor, netMinor: priced.netMinor,
                taxMinor: priced.taxMinor, story: line.wanted.story
            ).insert(for: key, at: position, rate: priced.rate, offer.taxClass, in: tx)
        }
        for tax in quote.pricing.taxes {
            try tx.run("""
                INSERT INTO order_taxes (order_key, rate_ppm, base_minor, tax_minor)
                VALUES (\(key), \(tax.rate.ppm), \(tax.baseMinor), \(tax.taxMinor))
                """)
        }
    }
}
