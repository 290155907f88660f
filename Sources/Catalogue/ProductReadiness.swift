package import Releases
import Storage
import Supply
package import Values

/// What a release's products lack: a state, a store, a price, stock, a text, a picture.
package enum ProductReadiness {
    /// Looks at everything that a fan needs to buy it in each market, at its opening.
    package static let check = ReadinessCheck(.product) { items, showings, tx in
        let facts = try Facts.read(items, showings, in: tx)
        return items.flatMap { item in facts[item].map { judge($0, item, showings) } ?? [] }
    }

    /// What is looked at.
    package struct Facts: Sendable {
        /// What a variant offers in one market.
        package struct Offer: Sendable {
            /// What people call it.
            package var sku: String
            /// The markets in which it has a price when they open.
            package var priced: Set<MarketCode>
            /// Whether a piece can be had: some are there, nobody counts them, or more are sold than there are.
            package var isThere: Bool

            /// An offer of a variant.
            package init(_ sku: String, priced: Set<MarketCode>, isThere: Bool) {
                self.sku = sku
                self.priced = priced
                self.isThere = isThere
            }
        }

        /// Whether its state lets it be sold.
        package var isActive = true
        /// The markets whose stores carry it.
        package var carried: Set<MarketCode> = []
        /// Its variants.
        package var offers: [Offer] = []
        /// Languages of its texts.
        package var languages: Set<Language> = []
        /// Pictures, and how many of them have no text.
        package var pictures: (all: Int, silent: Int) = (1, 0)

        /// A product of which nothing is known.
        package init() {}
    }

    /// What is missing where, by the facts alone.
    package static func judge(_ facts: Facts, _ key: ItemKey, _ showings: [Showing]) -> [Shortcoming] {
        let item = ReleaseItem(key, .product)
        var found = Shortcoming.languages(of: facts.languages, item, showings)
        if !facts.isActive { found.append(Shortcoming(.error, "not_public", item)) }
        if facts.offers.isEmpty { found.append(Shortcoming(.error, "no_variant", item)) }
        if facts.pictures.all == 0 { found.append(Shortcoming(.warning, "no_picture", item)) }
        if facts.pictures.silent > 0 { found.append(Shortcoming(.warning, "no_alt", item, value: "\(facts.pictures.silent)")) }
        var seen: Set<MarketCode> = []
        for market in showings.map(\.market.code) where seen.insert(market).inserted {
            if !facts.carried.contains(market) { found.append(Shortcoming(.error, "not_carried", item, in: market)) }
            let unpriced = facts.offers.filter { !$0.priced.contains(market) }
            if unpriced.count == facts.offers.count, !unpriced.isEmpty {
                found.append(Shortcoming(.error, "no_price", item, in: market))
            } else {
                found += unpriced.map { Shortcoming(.warning, "no_price", item, in: market, value: $0.sku) }
            }
            let gone = facts.offers.filter { $0.priced.contains(market) && !$0.isThere }
            if !gone.isEmpty, gone.count == facts.offers.count - unpriced.count {
                found.append(Shortcoming(.error, "no_stock", item, in: market))
            } else {
                found += gone.map { Shortcoming(.warning, "no_stock", item, in: market, value: $0.sku) }
            }
        }
        return found
    }
}

extension ProductReadiness.Facts {
    static func read(_ items: [ItemKey], _ showings: [Showing], in tx: Transaction) throws -> [ItemKey: Self] {
        let list = SQL.joined(items.map { "\($0)" }, by: ", ")
        var facts: [ItemKey: Self] = [:]
        try tx.each("""
            SELECT p.key, p.state, p.language, (SELECT count(*) FROM product_pictures s WHERE s.product = p.key),
                (SELECT count(*) FROM product_pictures s WHERE s.product = p.key AND s.alt = '')
            FROM products p WHERE p.key IN (\(list))
            """) { row in
                var product = Self()
                product.isActive = row.text(1) == "active"
                product.languages = [try row.value(2, Language.init(rawValue:))]
                product.pictures = (Int(row.int(3)), Int(row.int(4)))
                facts[row.key(0)] = product
            }
        try tx.each("SELECT product, language FROM product_texts WHERE title <> '' AND product IN (\(list))") { row in
            facts[row.key(0)]?.languages.insert(try row.value(1, Language.init(rawValue:)))
        }
        var seen: Set<MarketCode> = []
        for market in showings.map(\.market.code) where seen.insert(market).inserted {
            try tx.each("SELECT p.key FROM products p WHERE p.key IN (\(list)) AND \(Store.carries("p.key", in: market))") { row in
                facts[row.key(0)]?.carried.insert(market)
            }
        }
        try readOffers(list, showings, in: tx, into: &facts)
        return facts
    }

    private static func readOffers(
        _ list: SQL, _ showings: [Showing], in tx: Transaction, into facts: inout [ItemKey: Self]
    ) throws {
        let now = showings.map(\.opensAt).min() ?? .never
        let rows = try tx.all("""
            SELECT key, product, sku, oversell FROM variants WHERE removed_at IS NULL AND product IN (\(list))
            ORDER BY product, position
            """) { (key: $0.key(0, of: Variant.self), product: $0.key(1, of: Item.self), sku: $0.text(2), oversell: $0.flag(3)) }
        let cells = try Stock.of(rows.map(\.key), at: now, in: tx)
        var priced: [Key<Variant>: Set<MarketCode>] = [:]
        for showing in showings {
            try tx.each("""
                SELECT s.variant FROM variants v JOIN prices s ON s.variant = v.key
                WHERE v.product IN (\(list)) AND s.market = \(showing.market.code)
                    AND s.valid_from <= \(showing.opensAt) AND s.valid_to > \(showing.opensAt)
                """) { priced[$0.key(0), default: []].insert(showing.market.code) }
        }
        for row in rows {
            let counted = cells[row.key] ?? []
            let isThere = row.oversell || counted.isEmpty || counted.contains { $0.available > 0 }
            facts[row.product]?.offers.append(.init(row.sku, priced: priced[row.key] ?? [], isThere: isThere))
        }
    }
}
