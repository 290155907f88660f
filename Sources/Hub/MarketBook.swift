import Catalogue
package import Storage
package import Values

/// The markets of the hub, the home market first.
package struct MarketBook: Sendable {
    /// Every market, in the operator's order; the first one is home.
    package let markets: [Market]
    /// The markets that a store serves.
    package let served: Set<MarketCode>

    /// The market of a code, or nil.
    package subscript(code: MarketCode) -> Market? { markets.first { $0.code == code } }

    /// The market whose prices a file's plain `Price` column holds; nil while there is none.
    package var home: Market? { markets.first }

    /// Reads the markets.
    package static func load(in tx: Transaction) throws -> MarketBook {
        let markets = try tx.all("""
            SELECT code, name, currency, zone, languages, tax_mode FROM markets ORDER BY position, code
            """) { row in
                Market(
                    code: try row.value(0) { MarketCode($0) }, name: row.text(1),
                    currency: try row.value(2) { Currency($0) }, zoneName: row.text(3),
                    languages: row.text(4).split(separator: " ").compactMap { Language(rawValue: String($0)) },
                    taxMode: try row.value(5, Market.TaxMode.init(rawValue:)))
            }
        return MarketBook(markets: markets, served: try Store.markets(in: tx))
    }

    /// Adds a market or changes it.
    package static func save(_ market: Market, position: Int, in tx: Transaction) throws {
        try tx.run("""
            INSERT INTO markets (code, position, name, currency, zone, languages, tax_mode)
            VALUES (\(market.code), \(position), \(market.name), \(market.currency), \(market.zoneName),
                \(market.languages.map(\.rawValue).joined(separator: " ")), \(market.taxMode.rawValue))
            ON CONFLICT (code) DO UPDATE SET position = excluded.position, name = excluded.name,
                currency = excluded.currency, zone = excluded.zone, languages = excluded.languages,
                tax_mode = excluded.tax_mode
            """)
        tx.touch(.settings)
    }
}

/// Random text that all nodes share and that never leaves the database.
enum Secret {
    static func named(_ name: String, in tx: Transaction) throws -> String {
        try tx.run("""
            INSERT INTO secrets (name, value) VALUES (\(name), \(Token.random().text + Token.random().text))
            ON CONFLICT (name) DO NOTHING
            """)
        return try tx.first("SELECT value FROM secrets WHERE name = \(name)") { $0.text(0) } ?? ""
    }
}
