package import Values

/// The steps by which lists are narrowed down by price: three round amounts of a currency.
package enum PriceBands {
    /// The bounds in minor units, such as 15, 30 and 60 dollars.
    package static func bounds(_ currency: Currency) -> [Int64] {
        let base: Int64 = switch currency.code {
        case "JPY": 2_000
        case "KRW": 20_000
        case "CNY", "HKD", "TWD": 10_000
        case "INR", "THB", "RUB", "CZK": 50_000
        default: 15 * currency.minorPerMajor
        }
        return [base, base * 2, base * 4]
    }

    /// The code of the band that a price is in: `1` for the lowest.
    static func code(_ minor: Int64, _ bounds: [Int64]) -> String { "\(bounds.filter { $0 <= minor }.count + 1)" }
}
