package import Storage
package import Values

/// What a variant costs in a market, from one moment to another. Rows are only ever added and closed.
package struct Price: Hashable, Sendable {
    /// Minor units of the market's currency.
    package let minor: Int64
    /// The price before an announced reduction, or nil.
    package let beforeMinor: Int64?

    /// A price from its parts.
    package init(minor: Int64, beforeMinor: Int64?) {
        self.minor = minor
        self.beforeMinor = beforeMinor
    }

    /// The price at a moment, or nil when it is not sold in the market then.
    package static func of(
        _ variant: Key<Variant>, in market: MarketCode, at now: Instant, in tx: Transaction
    ) throws -> Price? {
        try tx.first("""
            SELECT minor, before_minor FROM prices
            WHERE variant = \(variant) AND market = \(market) AND valid_from <= \(now) AND valid_to > \(now)
            """) { Price(minor: $0.int(0), beforeMinor: $0.optionalInt(1)) }
    }

    /// Makes this the price from a moment on, closing the one before; true when anything changed.
    @discardableResult
    package func set(
        for variant: Key<Variant>, in market: MarketCode, from start: Instant, in tx: Transaction
    ) throws -> Bool {
        if try Self.of(variant, in: market, at: start, in: tx) == self { return false }
        try Self.close(variant, in: market, at: start, in: tx)
        try tx.run("""
            INSERT INTO prices (key, variant, market, minor, before_minor, valid_from, valid_to)
            VALUES (\(try tx.newKey(Price.self)), \(variant), \(market), \(minor), \(beforeMinor), \(start), \(Instant.never))
            """)
        return true
    }

    /// Ends the price at a moment: the variant is not sold in the market from then on. True when it was sold before.
    @discardableResult
    package static func close(
        _ variant: Key<Variant>, in market: MarketCode, at end: Instant, in tx: Transaction
    ) throws -> Bool {
        try tx.run("""
            DELETE FROM prices WHERE variant = \(variant) AND market = \(market) AND valid_from >= \(end)
            """)
        return try tx.run("""
            UPDATE prices SET valid_to = \(end) WHERE variant = \(variant) AND market = \(market) AND valid_to > \(end)
            """) > 0
    }
}
