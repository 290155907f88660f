/// A currency by its ISO 4217 code, with the number of decimals that its minor unit has.
package struct Currency: Hashable, Sendable, Codable, CustomStringConvertible {
    /// Three capital letters, such as `JPY`.
    package let code: String

    /// Accepts three ASCII letters in either case; nil for anything else.
    package init?(_ text: some StringProtocol) {
        guard text.utf8.count == 3, text.utf8.allSatisfy({ (65...90).contains($0 & 0xDF) }) else { return nil }
        code = text.uppercased()
    }

    private static let withoutDecimals: Set<String> = [
        "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF", "XPF",
    ]
    private static let withThreeDecimals: Set<String> = ["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"]

    /// Decimals of the minor unit (ISO 4217): 0, 2 or 3.
    package var decimals: Int {
        if Self.withoutDecimals.contains(code) { return 0 }
        return Self.withThreeDecimals.contains(code) ? 3 : 2
    }

    /// Minor units in one major unit: 1, 100 or 1,000.
    package var minorPerMajor: Int64 { [1, 10, 100, 1000][decimals] }

    package var description: String { code }
}

/// An amount in whole minor units of one currency; adding two currencies is a bug and stops the program.
package struct Money: Hashable, Sendable, Codable {
    /// Whole minor units: cents, pence, yen.
    package let minor: Int64
    /// The currency of `minor`.
    package let currency: Currency

    /// An amount of whole minor units.
    package init(minor: Int64, _ currency: Currency) {
        self.minor = minor
        self.currency = currency
    }

    package static func + (left: Money, right: Money) -> Money {
        precondition(left.currency == right.currency, "\(left.currency) and \(right.currency) do not add")
        return Money(minor: left.minor + right.minor, left.currency)
    }

    package static func * (left: Money, count: Int64) -> Money { Money(minor: left.minor * count, left.currency) }

    /// The amount as a plain decimal with a point, such as `12.50` or `1200`: for files and machines.
    package var decimal: String {
        let unit = currency.minorPerMajor
        let sign = minor < 0 ? "-" : ""
        let whole = minor.magnitude / UInt64(unit)
        guard currency.decimals > 0 else { return "\(sign)\(whole)" }
        return "\(sign)\(whole).\(padded(Int(minor.magnitude % UInt64(unit)), currency.decimals))"
    }

    /// Reads a plain decimal such as `12.5` or `1,200.00`; nil when it is not one, is negative, or has more decimals than the
    /// currency. A comma groups thousands and nothing else, so `12,50` is nil.
    package init?(decimal text: some StringProtocol, _ currency: Currency) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), let whole = Self.whole(parts[0]) else { return nil }
        var fraction = parts.count == 2 ? String(parts[1]) : ""
        guard fraction.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
        while fraction.count > currency.decimals, fraction.last == "0" { fraction.removeLast() }
        guard fraction.count <= currency.decimals else { return nil }
        fraction += String(repeating: "0", count: currency.decimals - fraction.count)
        let (major, overflow) = whole.multipliedReportingOverflow(by: currency.minorPerMajor)
        guard !overflow, major < Int64.max / 2 else { return nil }
        self.init(minor: major + (Int64(fraction) ?? 0), currency)
    }

    /// Digits, all together or in groups of three with commas between.
    private static func whole(_ text: some StringProtocol) -> Int64? {
        let groups = text.split(separator: ",", omittingEmptySubsequences: false)
        guard groups.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (48...57).contains($0) } }),
            groups.count == 1 || (groups[0].utf8.count <= 3 && groups.dropFirst().allSatisfy { $0.utf8.count == 3 })
        else { return nil }
        return Int64(groups.joined())
    }

    /// The amount as fans read it: symbol, grouped digits, the decimals of the currency, such as `$1,200.50` or `¥1,200`.
    package var text: String {
        let symbol = Self.symbols[currency.code] ?? "\(currency.code)\u{a0}"
        let parts = decimal.drop { $0 == "-" }.split(separator: ".")
        let grouped = Self.grouped(parts[0])
        let fraction = parts.count == 2 ? ".\(parts[1])" : ""
        return "\(minor < 0 ? "−" : "")\(symbol)\(grouped)\(fraction)"
    }

    private static let symbols = ["USD": "$", "GBP": "£", "EUR": "€", "JPY": "¥", "KRW": "₩", "CNY": "¥"]

    private static func grouped(_ digits: Substring) -> String {
        var out = ""
        for (place, digit) in digits.enumerated() {
            if place > 0, (digits.count - place) % 3 == 0 { out.append(",") }
            out.append(digit)
        }
        return out
    }
}
