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
}
