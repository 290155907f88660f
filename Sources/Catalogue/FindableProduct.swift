import Exchange
package import Releases
package import Storage
package import Values

extension Product {
    /// A condition for a query: true for rows whose item, in the named column, is an active product with a price in a market
    /// whose store carries it.
    package static func isSold(_ column: StaticString, in market: MarketCode, at now: Instant) -> SQL {
        """
        EXISTS (SELECT 1 FROM products sold WHERE sold.key = \(SQL(stringLiteral: "\(column)")) AND sold.state = 'active'
        AND \(isPriced("sold.key", in: market, at: now)) AND \(Store.carries("sold.key", in: market)))
        """
    }

    /// A condition for a query: true for products, by the key in the named column, of which some variant has a price in a market at
    /// a moment. `CROSS JOIN` keeps SQLite to the way from the variants to their prices: without statistics it would walk over all
    /// prices of the market for each product.
    static func isPriced(_ column: StaticString, in market: MarketCode, at now: Instant) -> SQL {
        """
        EXISTS (SELECT 1 FROM variants priced CROSS JOIN prices price WHERE priced.product = \(SQL(stringLiteral: "\(column)"))
        AND priced.removed_at IS NULL AND price.variant = priced.key AND price.market = \(market)
        AND price.valid_from <= \(now) AND price.valid_to > \(now))
        """
    }

    /// The keys of all products after one, in their order.
    package static func keys(after key: Key<Product>, limit: Int, in tx: Transaction) throws -> [Key<Product>] {
        try tx.all("SELECT key FROM products WHERE key > \(key) ORDER BY key LIMIT \(limit)") { $0.key(0) }
    }
}

extension ProductDraft {
    /// The products of some keys as of a moment, with the moments at which they came in; unknown keys are left out.
    package static func load(
        _ keys: [Key<Product>], at now: Instant, in tx: Transaction
    ) throws -> [Key<Product>: (draft: ProductDraft, createdAt: Instant)] {
        guard !keys.isEmpty else { return [:] }
        let list = SQL.joined(keys.map { "\($0)" }, by: ", ")
        var created: [Key<Product>: Instant] = [:]
        try tx.each("SELECT key, created_at FROM products WHERE key IN (\(list))") { created[$0.key(0)] = $0.instant(1) }
        let stored = try StoredProduct.all("key IN (\(list))", at: now, limit: keys.count, in: tx)
        return Dictionary(uniqueKeysWithValues: stored.map { ($0.key, ($0.draft, created[$0.key] ?? now)) })
    }

    /// The words of a description without markup.
    package static func words(of html: String) throws -> String { try HTMLPlainText.read(html) }
}

extension ProductCard {
    /// The open products of some keys in a language, in the order of the keys; the others are left out.
    package static func find(
        _ keys: [Key<Product>], through gate: Gate, in market: Market, language: Language, in tx: Transaction
    ) throws -> [ProductCard] {
        guard !keys.isEmpty else { return [] }
        let list = SQL.joined(keys.map { "\($0)" }, by: ", ")
        let products = try Product.all("""
            WHERE p.key IN (\(list)) AND \(Product.isThere(through: gate))
            """, language: language, in: tx)
        let order = Dictionary(keys.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        return try cards(products, in: market, language: language, at: gate.at, in: tx)
            .sorted { order[$0.product.key] ?? 0 < order[$1.product.key] ?? 0 }
    }
}
