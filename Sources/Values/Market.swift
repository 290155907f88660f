package import Foundation

/// A market's code: the ISO 3166-1 alpha-2 code of its country in capitals, such as `US` or `JP`.
package struct MarketCode: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
    /// Two capital letters.
    package let text: String

    /// Accepts two ASCII letters in either case; nil for anything else.
    package init?(_ text: some StringProtocol) {
        guard text.utf8.count == 2, text.utf8.allSatisfy({ (65...90).contains($0 & 0xDF) }) else { return nil }
        self.text = text.uppercased()
    }

    package static func < (left: MarketCode, right: MarketCode) -> Bool { left.text < right.text }

    /// The code as an address writes it: lower case.
    package var path: String { text.lowercased() }
    package var description: String { text }
}

/// Where something is seen and sold: money, clock, languages and the way that prices carry tax.
package struct Market: Hashable, Sendable {
    /// Whether the prices that fans see hold the tax already or the till adds it.
    package enum TaxMode: String, Sendable, Codable {
        case included
        case added
    }

    /// Which market this is.
    package let code: MarketCode
    /// The market's name in English.
    package let name: String
    /// What prices are in.
    package let currency: Currency
    /// IANA name of the zone in which the market's civil times are read.
    package let zoneName: String
    /// Languages in which the market is served, the first one by default.
    package let languages: [Language]
    /// Whether shown prices hold the tax.
    package let taxMode: TaxMode

    /// A market from its parts; `zoneName` must be known to the system and `languages` not be empty.
    package init(
        code: MarketCode, name: String, currency: Currency, zoneName: String, languages: [Language], taxMode: TaxMode
    ) {
        precondition(TimeZone(identifier: zoneName) != nil, "\(zoneName) is no IANA time zone")
        precondition(!languages.isEmpty, "a market speaks at least one language")
        self.code = code
        self.name = name
        self.currency = currency
        self.zoneName = zoneName
        self.languages = languages
        self.taxMode = taxMode
    }

    /// The zone of the market's civil times.
    package var zone: TimeZone { TimeZone(identifier: zoneName) ?? .gmt }
}
