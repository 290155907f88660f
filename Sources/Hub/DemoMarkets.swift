import Foundation
import Orders
import Storage
import Values

/// The demo's markets with their money, taxes and delivery: the five in which the campaign of 2018 opened.
enum DemoMarkets {
    /// The rates apply from the day on which the campaign opened.
    private static let start = Instant("2018-01-01T00:00:00Z") ?? Instant(ms: 0)

    private struct Entry {
        let code: String
        let name: String
        let currency: String
        let zone: String
        let languages: [Language]
        let taxMode: Market.TaxMode
        let taxPpm: Int64
        let shipping: ShippingRate
    }

    private static let entries = [
        Entry(
            code: "US", name: "United States", currency: "USD", zone: "America/New_York", languages: [.english],
            taxMode: .added, taxPpm: 0, shipping: ShippingRate(priceMinor: 695, freeFromMinor: 7500)),
        Entry(
            code: "GB", name: "United Kingdom", currency: "GBP", zone: "Europe/London", languages: [.english],
            taxMode: .included, taxPpm: 200_000, shipping: ShippingRate(priceMinor: 495, freeFromMinor: 6000)),
        Entry(
            code: "JP", name: "Japan", currency: "JPY", zone: "Asia/Tokyo", languages: [.japanese, .english],
            taxMode: .included, taxPpm: 100_000, shipping: ShippingRate(priceMinor: 550, freeFromMinor: 8000)),
        Entry(
            code: "KR", name: "South Korea", currency: "KRW", zone: "Asia/Seoul", languages: [.korean, .english],
            taxMode: .included, taxPpm: 100_000, shipping: ShippingRate(priceMinor: 3000, freeFromMinor: 50_000)),
        Entry(
            code: "CN", name: "China", currency: "CNY", zone: "Asia/Shanghai", languages: [.chinese, .english],
            taxMode: .included, taxPpm: 130_000, shipping: ShippingRate(priceMinor: 1200, freeFromMinor: 19_900)),
    ]

    /// Base sales-tax rates of the states in parts per million; local rates come on top in real life and are left out here.
    private static let stateRates: [(String, Int64)] = [
        ("AL", 40_000), ("AR", 65_000), ("AZ", 56_000), ("CA", 72_500), ("CO", 29_000), ("CT", 63_500), ("DC", 60_000),
        ("FL", 60_000), ("GA", 40_000), ("HI", 40_000), ("IA", 60_000), ("ID", 60_000), ("IL", 62_500), ("IN", 70_000),
        ("KS", 65_000), ("KY", 60_000), ("LA", 44_500), ("MA", 62_500), ("MD", 60_000), ("ME", 55_000), ("MI", 60_000),
        ("MN", 68_750), ("MO", 42_250), ("MS", 70_000), ("NC", 47_500), ("ND", 50_000), ("NE", 55_000), ("NJ", 66_250),
        ("NM", 51_250), ("NV", 68_500), ("NY", 40_000), ("OH", 57_500), ("OK", 45_000), ("PA", 60_000), ("RI", 70_000),
        ("SC", 60_000), ("SD", 45_000), ("TN", 70_000), ("TX", 62_500), ("UT", 48_500), ("VA", 43_000), ("VT", 60_000),
        ("WA", 65_000), ("WI", 50_000), ("WV", 60_000), ("WY", 40_000),
    ]

    /// Codes and names of all of them, the home market first.
    static var all: [(code: String, name: String)] { entries.map { ($0.code, $0.name) } }

    /// Writes markets, tax rates and delivery, all of them or some; writing them again changes nothing.
    static func save(_ codes: Set<String>? = nil, in tx: Transaction) throws {
        for (position, entry) in entries.enumerated() where codes?.contains(entry.code) ?? true {
            guard let code = MarketCode(entry.code), let currency = Currency(entry.currency) else { continue }
            let market = Market(
                code: code, name: entry.name, currency: currency, zoneName: entry.zone, languages: entry.languages,
                taxMode: entry.taxMode)
            try MarketBook.save(market, position: position, in: tx)
            try TaxTable.set(TaxRate(ppm: entry.taxPpm), for: .standard, in: code, from: start, in: tx)
            try entry.shipping.save(for: code, in: tx)
        }
        guard codes?.contains("US") ?? true, let home = MarketCode("US") else { return }
        for (state, ppm) in stateRates {
            try TaxTable.set(TaxRate(ppm: ppm), for: .standard, in: home, region: state, from: start, in: tx)
        }
    }
}
