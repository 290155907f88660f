package import Orders
import Releases
package import Storage
package import Supply
package import Values

/// Sells the catalogue's variants through the till.
package struct CatalogueSeller: Seller {
    /// A seller; it keeps nothing.
    package init() {}

    package func offer(
        _ item: ItemKey, quantity: Int64, by buyer: Buyer?, in market: Market, language: Language, at now: Instant,
        in tx: Transaction
    ) throws -> Offer? {
        let gate = Gate(market.code, at: now)
        var cells: [Key<Cell>] = []
        var limit: Int64?
        var found: OfferRow?
        try tx.each("""
            SELECT p.title, v.option1, v.option2, v.option3, v.sku, pr.minor, p.tax_class, p.handle, s.cell, v.buyer_limit,
                v.oversell, (SELECT pic.name FROM product_pictures pp JOIN pictures pic ON pic.key = pp.picture
                 WHERE pp.product = p.key ORDER BY pp.position LIMIT 1),
                p.language, t.title
            FROM variants v JOIN products p ON p.key = v.product
                JOIN prices pr ON pr.variant = v.key AND pr.market = \(market.code) AND pr.valid_from <= \(now)
                    AND pr.valid_to > \(now)
                LEFT JOIN product_texts t ON t.product = p.key AND t.language = \(language.rawValue)
                LEFT JOIN stock s ON s.variant = v.key LEFT JOIN locations l ON l.code = s.place
            WHERE v.key = \(item) AND v.removed_at IS NULL AND \(Product.isThere(through: gate))
            ORDER BY l.position, s.place
            """) { row in
                if found == nil { found = try OfferRow(row, asked: language) }
                if !row.flag(10), let cell = row.optionalKey(8, of: Cell.self) { cells.append(cell) }
                limit = row.optionalInt(9)
            }
        guard var found else { return nil }
        try found.name(in: language, tx)
        var demands = try Stock.demands(quantity, from: cells, at: now, in: tx)
        if let limit, let buyer {
            let cell = try Cell.named("limit/\(item)/\(buyer.email)", capacity: limit, at: now, in: tx)
            demands.append(Demand(cell, quantity))
        }
        return found.offer(item, market.currency, demands)
    }

    package func shelves(of item: ItemKey, in tx: Transaction) throws -> [Key<Cell>] {
        try tx.all("SELECT cell FROM stock WHERE variant = \(item) ORDER BY place") { $0.key(0) }
    }

    private struct OfferRow {
        let title: String
        var options: [String]
        let language: Language
        let sku: String
        let minor: Int64
        let taxClass: TaxClass
        let handle: String
        let picture: String?

        init(_ row: Row, asked: Language) throws {
            language = try row.value(12) { Language(rawValue: $0) }
            title = LanguageText(row.text(13), in: asked, else: row.text(0), in: language).text
            options = [row.text(1), row.text(2), row.text(3)]
                .filter { !$0.isEmpty && $0 != ProductDraft.onlyOption.value }
            sku = row.text(4)
            minor = row.int(5)
            taxClass = TaxClass(row.text(6))
            handle = row.text(7)
            picture = row.optionalText(11)
        }

        /// Puts the options into a language.
        mutating func name(in asked: Language, _ tx: Transaction) throws {
            guard asked != language, !options.isEmpty else { return }
            let labels = try Labels.find(Set(options.map { Label(.value, $0) }), in: asked, tx)
            options = options.map { labels[.value, $0] }
        }

        func offer(_ item: ItemKey, _ currency: Currency, _ demands: [Demand]) -> Offer {
            Offer(
                item: item, title: title, variant: options.isEmpty ? nil : options.joined(separator: " / "), sku: sku,
                unit: Money(minor: minor, currency), taxClass: taxClass, path: "/products/\(handle)", picture: picture,
                demands: demands)
        }
    }
}
