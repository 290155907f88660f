package import Storage
package import Values

extension Price {
    /// The next moment at which some price of a market begins or ends, or nil.
    package static func nextChange(in market: MarketCode, after now: Instant, in tx: Transaction) throws -> Instant? {
        let begins = try tx.first("""
            SELECT min(valid_from) FROM prices WHERE market = \(market) AND valid_from > \(now)
            """) { $0.optionalInstant(0) } ?? nil
        let ends = try tx.first("""
            SELECT min(valid_to) FROM prices WHERE market = \(market) AND valid_to > \(now)
            """) { $0.optionalInstant(0) } ?? nil
        return [begins, ends].compactMap { $0 }.filter { $0 < .never }.min()
    }

    /// The last moment, `now` at the latest, at which some price of a market began or ended, or nil.
    package static func lastChange(in market: MarketCode, until now: Instant, in tx: Transaction) throws -> Instant? {
        let began = try tx.first("""
            SELECT max(valid_from) FROM prices WHERE market = \(market) AND valid_from <= \(now)
            """) { $0.optionalInstant(0) } ?? nil
        let ended = try tx.first("""
            SELECT max(valid_to) FROM prices WHERE market = \(market) AND valid_to <= \(now)
            """) { $0.optionalInstant(0) } ?? nil
        return [began, ended].compactMap { $0 }.max()
    }

    /// Products of which some price in a market began or ended after `start`, at `end` at the latest.
    package static func changed(
        in market: MarketCode, after start: Instant, until end: Instant, in tx: Transaction
    ) throws -> [Key<Product>] {
        try tx.all("""
            SELECT v.product FROM prices pr CROSS JOIN variants v
            WHERE pr.market = \(market) AND pr.valid_from > \(start) AND pr.valid_from <= \(end) AND v.key = pr.variant
            UNION SELECT v.product FROM prices pr CROSS JOIN variants v
            WHERE pr.market = \(market) AND pr.valid_to > \(start) AND pr.valid_to <= \(end) AND v.key = pr.variant
            """) { $0.key(0) }
    }
}
