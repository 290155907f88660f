package import Storage
package import Values

/// A basket priced for one market and region at one moment: what the checkout shows and what placing checks against.
package struct Quote: Sendable {
    /// A basket line with its offer; nil when it is not sold any more.
    package struct Line: Sendable {
        /// What was picked.
        package let wanted: Basket.Line
        /// What it is and costs now.
        package let offer: Offer?
        /// Price of the whole line as the market shows it.
        package let shownMinor: Int64
    }

    /// The lines of the basket, in its order.
    package let lines: [Line]
    /// What the market charges for delivery, as it shows it.
    package let shippingMinor: Int64
    /// The amounts with their tax; the last line is the delivery when there is one.
    package let pricing: Pricing
    /// Everything is in this currency.
    package let currency: Currency

    /// What the lines come to, as the market shows it.
    package var subtotal: Money { Money(minor: lines.reduce(0) { $0 + $1.shownMinor }, currency) }
    /// What the fan pays.
    package var total: Money { Money(minor: pricing.totalMinor, currency) }
    /// What delivery costs, as the market shows it.
    package var shipping: Money { Money(minor: shippingMinor, currency) }
    /// The lines that cannot be bought any more.
    package var gone: [Line] { lines.filter { $0.offer == nil } }

    /// Prices a basket, its lines named in a language.
    package static func make(
        _ basket: Basket, by buyer: Buyer?, region: String, offeredBy seller: any Seller, in market: Market,
        language: Language, at now: Instant, in tx: Transaction
    ) throws -> Quote {
        let lines = try basket.lines.map { line in
            let offer = try seller.offer(
                line.item, quantity: line.quantity, by: buyer, in: market, language: language, at: now, in: tx)
            return Line(wanted: line, offer: offer, shownMinor: (offer?.unit.minor ?? 0) * line.quantity)
        }
        let taxes = try TaxTable.find(market.code, region: region, at: now, in: tx)
        let subtotal = lines.reduce(0) { $0 + $1.shownMinor }
        let shipping = try ShippingRate.find(market.code, in: tx)?.price(for: subtotal) ?? 0
        var amounts = lines.map { (minor: $0.shownMinor, rate: taxes.rate(for: $0.offer?.taxClass ?? .standard)) }
        if shipping > 0 { amounts.append((shipping, taxes.rate(for: ShippingRate.taxClass))) }
        return Quote(
            lines: lines, shippingMinor: shipping, pricing: Pricing(amounts, market.taxMode), currency: market.currency)
    }
}

/// What a market charges for delivery.
package struct ShippingRate: Sendable {
    /// Delivery may be taxed in its own way; without a rate of its own it has the standard one.
    static let taxClass = TaxClass("shipping")

    /// Price as the market shows it.
    package let priceMinor: Int64
    /// From this subtotal on delivery is free; nil when it never is.
    package let freeFromMinor: Int64?

    /// A rate from its parts, in the market's minor units.
    package init(priceMinor: Int64, freeFromMinor: Int64?) {
        self.priceMinor = priceMinor
        self.freeFromMinor = freeFromMinor
    }

    func price(for subtotal: Int64) -> Int64 {
        if subtotal == 0 { return 0 }
        return freeFromMinor.map { subtotal >= $0 } ?? false ? 0 : priceMinor
    }

    /// The rate of a market, or nil when delivery costs nothing there.
    package static func find(_ market: MarketCode, in tx: Transaction) throws -> ShippingRate? {
        try tx.first("SELECT price_minor, free_from_minor FROM shipping_rates WHERE market = \(market)") {
            ShippingRate(priceMinor: $0.int(0), freeFromMinor: $0.optionalInt(1))
        }
    }

    /// Sets the market's rate.
    package func save(for market: MarketCode, in tx: Transaction) throws {
        try tx.run("""
            INSERT INTO shipping_rates (market, price_minor, free_from_minor)
            VALUES (\(market), \(priceMinor), \(freeFromMinor))
            ON CONFLICT (market) DO UPDATE SET price_minor = excluded.price_minor,
                free_from_minor = excluded.free_from_minor
            """)
        tx.touch(.settings)
    }
}
