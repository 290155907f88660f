package import Storage
package import Values

/// A product as the desk lists it.
package struct ProductRow: Sendable {
    /// What to show.
    package struct Filter: Hashable, Sendable {
        /// Only in this state.
        package var state: Product.State?
        /// Only this kind.
        package var kind = ""
        /// Only with this in title, handle or an article number.
        package var text = ""
        /// Only what this store carries.
        package var store: Slug?
        /// Only with this stock.
        package var stock: StockFilter?

        /// Everything.
        package init() {}
    }

    /// How much there is.
    package enum StockFilter: String, CaseIterable, Sendable {
        case soldOut
        case low
        case uncounted
    }

    /// Which.
    package let key: Key<Product>
    /// The last part of its address.
    package let handle: Slug
    /// Its title in its own language.
    package let title: String
    /// What kind of thing it is.
    package let kind: String
    /// Whether it may be sold.
    package let state: Product.State
    /// How many variants it has.
    package let variantCount: Int64
    /// Pieces that can be taken in all locations; nil when nobody counts.
    package let available: Int64?
    /// The lowest price now in the market that was asked for.
    package let price: Money?
    /// In how many languages its title is written, its own one too.
    package let languageCount: Int64
    /// When it was last changed.
    package let changedAt: Instant
    /// The stores that carry it.
    package private(set) var stores: [Slug] = []

    /// Products that meet a filter, the newest first; `after` continues a list.
    package static func list(
        _ filter: Filter, in market: Market, at now: Instant, after: Key<Product>? = nil, limit: Int, in tx: Transaction
    ) throws -> [ProductRow] {
        var conditions: [SQL] = ["p.key < \(after?.raw ?? Int64.max)"]
        if let state = filter.state { conditions.append("p.state = \(state.rawValue)") }
        if !filter.kind.isEmpty { conditions.append("p.kind = \(filter.kind)") }
        if !filter.text.isEmpty {
            let pattern = "%\(filter.text.lowercased().filter { $0 != "%" && $0 != "_" })%"
            conditions.append("""
                (lower(p.title) LIKE \(pattern) OR p.handle LIKE \(pattern) OR EXISTS (SELECT 1 FROM variants v
                    WHERE v.product = p.key AND v.removed_at IS NULL AND lower(v.sku) LIKE \(pattern)))
                """)
        }
        if let store = filter.store {
            conditions.append("""
                EXISTS (SELECT 1 FROM store_products c JOIN stores s ON s.key = c.store
                    WHERE c.product = p.key AND s.slug = \(store))
                """)
        }
        switch filter.stock {
        case .soldOut: conditions.append("\(sum) <= 0")
        case .low: conditions.append("\(sum) BETWEEN 1 AND \(lowMark)")
        case .uncounted: conditions.append("\(sum) IS NULL")
        case nil: break
        }
        var rows = try tx.all("""
            SELECT p.key, p.handle, p.title, p.kind, p.state,
                (SELECT count(*) FROM variants v WHERE v.product = p.key AND v.removed_at IS NULL), \(sum),
                (SELECT min(pr.minor) FROM variants v CROSS JOIN prices pr WHERE v.product = p.key AND pr.variant = v.key
                    AND v.removed_at IS NULL AND pr.market = \(market.code) AND pr.valid_from <= \(now) AND pr.valid_to > \(now)),
                1 + (SELECT count(*) FROM product_texts t WHERE t.product = p.key AND t.title <> ''), p.changed_at
            FROM products p WHERE \(SQL.joined(conditions, by: " AND ")) ORDER BY p.key DESC LIMIT \(limit)
            """) { row in
                ProductRow(
                    key: row.key(0), handle: try row.value(1) { Slug($0) }, title: row.text(2), kind: row.text(3),
                    state: try row.value(4, Product.State.init(rawValue:)), variantCount: row.int(5),
                    available: row.optionalInt(6), price: row.optionalInt(7).map { Money(minor: $0, market.currency) },
                    languageCount: row.int(8), changedAt: row.instant(9))
            }
        guard !rows.isEmpty else { return [] }
        let stores = try ProductStores.of(SQL.joined(rows.map { "\($0.key)" }, by: ", "), in: tx) ?? [:]
        for place in rows.indices { rows[place].stores = (stores[rows[place].key] ?? []).sorted { $0.text < $1.text } }
        return rows
    }

    /// Every kind that some product has.
    package static func kinds(in tx: Transaction) throws -> [String] {
        try tx.all("SELECT DISTINCT kind FROM products WHERE kind <> '' ORDER BY kind") { $0.text(0) }
    }

    /// A product at or below this is shown as low.
    private static let lowMark: Int64 = 5

    /// What can be taken, in the words of a query on `products p`.
    private static let sum: SQL = """
        (SELECT CAST(sum(c.capacity - c.sold - c.held) AS BIGINT) FROM stock s JOIN cells c ON c.key = s.cell
            JOIN variants v ON v.key = s.variant WHERE v.product = p.key AND v.removed_at IS NULL)
        """
}
