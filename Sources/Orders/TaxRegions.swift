package import Storage
package import Values

extension TaxTable {
    /// The standard rates of a market's regions at a moment, by region; for feeds of markets where the till adds the tax.
    package static func standardByRegion(
        in market: MarketCode, at now: Instant, in tx: Transaction
    ) throws -> [(region: String, rate: TaxRate)] {
        try tx.all("""
            SELECT region, rate_ppm FROM tax_rates
            WHERE market = \(market) AND tax_class = \(TaxClass.standard.name) AND region <> ''
                AND valid_from <= \(now) AND valid_to > \(now)
            ORDER BY region
            """) { (region: $0.text(0), rate: TaxRate(ppm: $0.int(1))) }
    }
}
