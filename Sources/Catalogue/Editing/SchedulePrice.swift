package import Storage
package import Values

/// A price that begins or ends later, or has begun and will end.
package struct PlannedPrice: Hashable, Sendable {
    /// Which row.
    package let key: Key<Price>
    /// Of what.
    package let variant: Key<Variant>
    /// Where.
    package let market: MarketCode
    /// How much.
    package let price: Price
    /// From when on.
    package let from: Instant
    /// Until when; `never` when it stays.
    package let to: Instant

    /// The prices of a product that are still to come, or that end some day, by market and beginning.
    package static func of(_ product: Key<Product>, after now: Instant, in tx: Transaction) throws -> [PlannedPrice] {
        try tx.all("""
            SELECT pr.key, pr.variant, pr.market, pr.minor, pr.before_minor, pr.valid_from, pr.valid_to
            FROM prices pr JOIN variants v ON v.key = pr.variant
            WHERE v.product = \(product) AND v.removed_at IS NULL AND pr.valid_to > \(now)
                AND (pr.valid_from > \(now) OR pr.valid_to < \(Instant.never))
            ORDER BY pr.market, pr.valid_from, v.position
            """) { row in
                PlannedPrice(
                    key: row.key(0), variant: row.key(1), market: try row.value(2) { MarketCode($0) },
                    price: Price(minor: row.int(3), beforeMinor: row.optionalInt(4)), from: row.instant(5), to: row.instant(6))
            }
    }
}

extension PlannedPrice {
    /// Whether it has not begun, so that it can still be taken back.
    package func isToCome(at now: Instant) -> Bool { from > now }

    /// Takes a price back before it begins: what applied before it goes on applying for its time. Refuses one that has begun, and
    /// one that somebody else has taken back already.
    package func takeBack(at now: Instant, in tx: Transaction) throws {
        guard isToCome(at: now) else {
            throw InvalidField("plan", "This price has begun. Set another one; it begins when you save it.")
        }
        guard try tx.run("DELETE FROM prices WHERE key = \(key) AND valid_from > \(now)") == 1 else { throw NotFound("price") }
        let same: SQL = "variant = \(variant) AND market = \(market)"
        let earlier = try tx.first("""
            SELECT key, minor, before_minor FROM prices WHERE \(same) AND valid_to = \(from)
            """) { (key: $0.key(0, of: Price.self), price: Price(minor: $0.int(1), beforeMinor: $0.optionalInt(2))) }
        if let earlier {
            // What began again after it is the same price, which now never ended.
            let later = try tx.first("""
                SELECT key, minor, before_minor, valid_to FROM prices WHERE \(same) AND valid_from = \(to) AND valid_from > \(now)
                """) { row in
                    (key: row.key(0, of: Price.self), price: Price(minor: row.int(1), beforeMinor: row.optionalInt(2)),
                     to: row.instant(3))
                }
            let isOne = later?.price == earlier.price
            if let later, isOne { try tx.run("DELETE FROM prices WHERE key = \(later.key)") }
            try tx.run("UPDATE prices SET valid_to = \(isOne ? later?.to ?? to : to) WHERE key = \(earlier.key)")
        }
        try Price.touchProduct(of: variant, in: tx)
    }
}

extension Price {
    /// Makes this the price from one moment to another; what was planned for that time is replaced, and what applied before
    /// applies again afterwards. Rows that have begun are only closed, never rewritten. Refuses a beginning in the past and an
    /// end before it.
    package func schedule(
        for variant: Key<Variant>, in market: MarketCode, from start: Instant, to end: Instant = .never, at now: Instant,
        in tx: Transaction
    ) throws {
        guard start >= now else { throw InvalidField("from", "A price cannot begin in the past; choose a later time.") }
        guard end > start else { throw InvalidField("to", "A price ends after it begins; choose a later end.") }
        let same: SQL = "variant = \(variant) AND market = \(market)"
        let rows = try tx.all("""
            SELECT key, minor, before_minor, valid_from, valid_to FROM prices
            WHERE \(same) AND valid_to > \(start) ORDER BY valid_from
            """) { row in
                (key: row.key(0, of: Price.self), price: Price(minor: row.int(1), beforeMinor: row.optionalInt(2)),
                 from: row.instant(3), to: row.instant(4))
            }
        for row in rows {
            if row.from >= end { continue }
            if row.from < start {
                try tx.run("UPDATE prices SET valid_to = \(start) WHERE key = \(row.key)")
            } else {
                try tx.run("DELETE FROM prices WHERE key = \(row.key)")
            }
            if row.to > end { try row.price.insert(for: variant, in: market, from: end, to: row.to, in: tx) }
        }
        try insert(for: variant, in: market, from: start, to: end, in: tx)
        try Self.touchProduct(of: variant, in: tx)
    }

    /// A product whose prices have changed has a new revision.
    fileprivate static func touchProduct(of variant: Key<Variant>, in tx: Transaction) throws {
        if let product = try tx.first("SELECT product FROM variants WHERE key = \(variant)", { $0.key(0, of: Product.self) }) {
            try tx.run("UPDATE products SET revision = revision + 1 WHERE key = \(product)")
            tx.touch(Topic(product))
        }
        tx.touch(.products)
    }

    private func insert(
        for variant: Key<Variant>, in market: MarketCode, from start: Instant, to end: Instant, in tx: Transaction
    ) throws {
        try tx.run("""
            INSERT INTO prices (key, variant, market, minor, before_minor, valid_from, valid_to)
            VALUES (\(try tx.newKey(Price.self)), \(variant), \(market), \(minor), \(beforeMinor), \(start), \(end))
            """)
    }
}
