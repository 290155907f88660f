package import Storage
package import Supply
package import Values

/// One kind of a product that can be bought: a size, a colour.
package struct Variant: Sendable {
    /// Which variant.
    package let key: Key<Variant>
    /// Values of up to three options, such as `Red` and `M`; empty where the product has fewer.
    package let options: [String]
    /// The same in the asked language, as far as they are translated.
    package let names: [String]
    /// The article number.
    package let sku: String
    /// Global trade item number, or empty.
    package let gtin: String
    /// What it costs here now.
    package let price: Money
    /// What it cost before a reduction, when that is announced.
    package let before: Money?
    /// How many can be taken now; nil when nobody counts.
    package let available: Int64?
    /// Whether there are some, but few.
    package let isLow: Bool
    /// When a hold on it runs out, so that more may be free.
    package let nextExpiry: Instant?
    /// The cells that its availability was read from.
    package let cells: [Key<Cell>]

    /// Whether none can be taken.
    package var isSoldOut: Bool { available.map { $0 <= 0 } ?? false }
    /// The options as people read them in the asked language, such as `Red / M`; nil when there is nothing to choose.
    package var name: String? {
        let values = zip(options, names).filter { !$0.0.isEmpty && $0.0 != ProductDraft.onlyOption.value }.map(\.1)
        return values.isEmpty ? nil : values.joined(separator: " / ")
    }

    /// The variants of a product that have a price in a market, in the product's order.
    package static func of(
        _ product: Key<Product>, in market: Market, language: Language, at now: Instant, in tx: Transaction
    ) throws -> [Variant] {
        try find("v.product = \(product)", in: market, language: language, at: now, in: tx).map(\.variant)
    }

    /// The variants of several products, by product.
    package static func of(
        _ products: [Key<Product>], in market: Market, language: Language, at now: Instant, in tx: Transaction
    ) throws -> [Key<Product>: [Variant]] {
        guard !products.isEmpty else { return [:] }
        let list = SQL.joined(products.map { "\($0)" }, by: ", ")
        let found = try find("v.product IN (\(list))", in: market, language: language, at: now, in: tx)
        return Dictionary(grouping: found, by: \.product).mapValues { $0.map(\.variant) }
    }

    private typealias Found = (product: Key<Product>, variant: Variant)

    private static func find(
        _ condition: SQL, in market: Market, language: Language, at now: Instant, in tx: Transaction
    ) throws -> [Found] {
        let rows = try tx.all("""
            SELECT v.key, v.product, v.option1, v.option2, v.option3, v.sku, v.gtin, pr.minor, pr.before_minor, v.oversell
            FROM variants v CROSS JOIN prices pr
            WHERE \(condition) AND v.removed_at IS NULL AND pr.variant = v.key AND pr.market = \(market.code)
                AND pr.valid_from <= \(now) AND pr.valid_to > \(now)
            ORDER BY v.product, v.position
            """) { row in
                PricedRow(
                    key: row.key(0), product: row.key(1), options: [row.text(2), row.text(3), row.text(4)],
                    sku: row.text(5), gtin: row.text(6), price: row.int(7), before: row.optionalInt(8),
                    oversells: row.flag(9))
            }
        let stock = try Stock.of(rows.map(\.key), at: now, in: tx)
        let labels = try Labels.find(Set(rows.flatMap { $0.options.map { Label(.value, $0) } }), in: language, tx)
        return rows.map { ($0.product, $0.variant(stock[$0.key] ?? [], market.currency, labels)) }
    }

    private struct PricedRow {
        let key: Key<Variant>
        let product: Key<Product>
        let options: [String]
        let sku: String
        let gtin: String
        let price: Int64
        let before: Int64?
        let oversells: Bool

        func variant(_ stock: [Cell], _ currency: Currency, _ labels: Labels) -> Variant {
            let isCounted = !stock.isEmpty && !oversells
            let available = stock.reduce(0) { $0 + $1.available }
            return Variant(
                key: key, options: options, names: options.map { labels[.value, $0] }, sku: sku, gtin: gtin,
                price: Money(minor: price, currency),
                before: before.map { Money(minor: $0, currency) }, available: isCounted ? available : nil,
                isLow: isCounted && available > 0 && available <= Cell.lowMark,
                nextExpiry: stock.compactMap(\.nextExpiry).min(), cells: stock.map(\.key))
        }
    }
}
