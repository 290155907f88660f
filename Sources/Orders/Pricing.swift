package import Values

/// What a basket costs: the algorithm of docs/algorithms/pricing.md, without any IO.
package struct Pricing: Sendable {
    /// One line with its share of the tax.
    package struct Line: Hashable, Sendable {
        /// Net amount of the whole line.
        package let netMinor: Int64
        /// Tax of the whole line: its share of the rate's rounded tax.
        package let taxMinor: Int64
        /// Which rate.
        package let rate: TaxRate
        /// Net and tax.
        package var grossMinor: Int64 { netMinor + taxMinor }
    }

    /// What one rate comes to.
    package struct Tax: Hashable, Sendable {
        /// Which rate.
        package let rate: TaxRate
        /// Net amount that it applies to.
        package let baseMinor: Int64
        /// The tax, rounded half up once.
        package let taxMinor: Int64
    }

    /// The lines in the order in which they were given.
    package let lines: [Line]
    /// One row a rate, the highest first.
    package let taxes: [Tax]

    /// Net and tax of everything.
    package var totalMinor: Int64 { lines.reduce(0) { $0 + $1.grossMinor } }
    /// Tax of everything.
    package var taxMinor: Int64 { taxes.reduce(0) { $0 + $1.taxMinor } }

    /// Prices lines given as (amount as the market shows it, rate).
    package init(_ amounts: [(minor: Int64, rate: TaxRate)], _ mode: Market.TaxMode) {
        var lines = amounts.map { Line(netMinor: $0.minor, taxMinor: 0, rate: $0.rate) }
        var taxes: [Tax] = []
        for rate in Set(amounts.map(\.rate)).sorted(by: { $0.ppm > $1.ppm }) {
            let members = amounts.indices.filter { amounts[$0].rate == rate }
            let shown = members.map { amounts[$0].minor }
            let sum = shown.reduce(0, +)
            let tax = switch mode {
            case .added: sum.scaled(by: rate.ppm, over: TaxRate.whole)
            case .included: sum.scaled(by: rate.ppm, over: TaxRate.whole + rate.ppm)
            }
            for (index, share) in zip(members, LargestRemainder.split(tax, over: shown)) {
                let net = mode == .added ? amounts[index].minor : amounts[index].minor - share
                lines[index] = Line(netMinor: net, taxMinor: share, rate: rate)
            }
            taxes.append(Tax(rate: rate, baseMinor: mode == .added ? sum : sum - tax, taxMinor: tax))
        }
        self.lines = lines
        self.taxes = taxes
    }
}
