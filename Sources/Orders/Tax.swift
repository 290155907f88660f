package import Storage
package import Values

/// A tax rate in parts per million: 8.875 % is 88,750.
package struct TaxRate: Hashable, Sendable, Codable {
    /// Parts per million of the net amount.
    package let ppm: Int64

    /// A rate in parts per million, never negative.
    package init(ppm: Int64) {
        precondition(ppm >= 0, "a tax rate is not negative")
        self.ppm = ppm
    }

    /// One million parts.
    static let whole: Int64 = 1_000_000

    /// The rate as people write it, such as `8.875%` or `20%`.
    package var text: String {
        let digits = padded(Int(ppm), 5)
        var fraction = digits.suffix(4)
        while fraction.last == "0" { fraction.removeLast() }
        return digits.dropLast(4) + (fraction.isEmpty ? "" : ".\(fraction)") + "%"
    }
}

/// The rates that apply in one place at one moment.
package struct TaxTable: Sendable {
    private let rates: [TaxClass: TaxRate]

    /// The rates of a market at a moment; a region's own rate goes before the market's.
    package static func find(
        _ market: MarketCode, region: String, at now: Instant, in tx: Transaction
    ) throws -> TaxTable {
        var rates: [TaxClass: TaxRate] = [:]
        try tx.each("""
            SELECT tax_class, rate_ppm FROM tax_rates
            WHERE market = \(market) AND region IN ('', \(region)) AND valid_from <= \(now) AND valid_to > \(now)
            ORDER BY region
            """) { rates[TaxClass($0.text(0))] = TaxRate(ppm: $0.int(1)) }
        return TaxTable(rates: rates)
    }

    /// The rate of a class: none for what is exempt or in a market without rates; a class without a rate of its own has the
    /// standard one.
    package func rate(for taxClass: TaxClass) -> TaxRate {
        taxClass == .exempt ? TaxRate(ppm: 0) : rates[taxClass] ?? rates[.standard] ?? TaxRate(ppm: 0)
    }

    /// Makes a rate apply from `start` on, until a later one that is known already; the rate before it ends there, and one that
    /// started at the same moment is replaced. Nothing changes when it applies already.
    package static func set(
        _ rate: TaxRate, for taxClass: TaxClass, in market: MarketCode, region: String = "", from start: Instant,
        in tx: Transaction
    ) throws {
        let same: SQL = "market = \(market) AND region = \(region) AND tax_class = \(taxClass.name)"
        let current = try tx.first("""
            SELECT rate_ppm FROM tax_rates WHERE \(same) AND valid_from <= \(start) AND valid_to > \(start)
            """) { $0.int(0) }
        if current == rate.ppm { return }
        let end = try tx.first("SELECT min(valid_from) FROM tax_rates WHERE \(same) AND valid_from > \(start)") {
            $0.optionalInstant(0)
        } ?? nil
        try tx.run("DELETE FROM tax_rates WHERE \(same) AND valid_from = \(start)")
        try tx.run("""
            UPDATE tax_rates SET valid_to = \(start) WHERE \(same) AND valid_from < \(start) AND valid_to > \(start)
            """)
        try tx.run("""
            INSERT INTO tax_rates (key, market, region, tax_class, rate_ppm, valid_from, valid_to)
            VALUES (\(try tx.newKey(TaxRate.self)), \(market), \(region), \(taxClass.name), \(rate.ppm), \(start),
                \(end ?? .never))
            """)
        tx.touch(.settings)
    }
}
