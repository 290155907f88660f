package import Orders
import Releases
package import Storage
import Supply
package import Values

/// Sells the catalogue's variants through the till.
package struct CatalogueSeller: Seller {
    /// A seller; it keeps nothing.
    package init() {}

    package func offer(
        _ item: ItemKey, quantity: Int64, by buyer: Buyer?, in market: Market, at now: Instant, in tx: Transaction
    ) throws -> Offer? {
        let gate = Gate(market.code, at: now)
        var cells: [Key<Cell>] = []
        var limit: Int64?
        var found: OfferRow?
        try tx.each("""
            SELECT p.title, v.option1, v.option2, v.option3, v.sku, pr.minor, p.tax_class, p.handle, s.cell, v.buyer_limit,
                v.oversell, (SELECT pic.name FROM product_pictures pp JOIN pictures pic ON pic.key = pp.picture
                 WHERE pp.product = p.key ORDER BY pp.position LIMIT 1)
            FROM variants v JOIN products p ON p.key = v.product
                JOIN prices pr ON pr.variant = v.key AND pr.market = \(market.code) AND pr.valid_from <= \(now)
                    AND pr.valid_to > \(now)
                LEFT JOIN stock s ON s.variant = v.key
            WHERE v.key = \(item) AND v.removed_at IS NULL AND p.state = 'active' AND \(gate.opens("p.key")) ORDER BY s.place
            """) { row in
                if found == nil { found = OfferRow(row) }
                if !row.flag(10), let cell = row.optionalKey(8, of: Cell.self) { cells.append(cell) }
                limit = row.optionalInt(9)
            }
        guard let found else { return nil }
        var demands = try Stock.demands(quantity, from: cells, at: now, in: tx)
        if let limit, let buyer {
            let cell = try Cell.named("limit/\(item)/\(buyer.email)", capacity: limit, at: now, in: tx)
            demands.append(Demand(cell, quantity))
        }
        return found.offer(item, market.currency, demands)
    }

    private struct OfferRow {
        let title: String
        let options: [String]
        let sku: String
        let minor: Int64
        let taxClass: TaxClass
        let handle: String
        let picture: String?

        init(_ row: Row) {
            title = row.text(0)
            options = [row.text(1), row.text(2), row.text(3)]
                .filter { !$0.isEmpty && $0 != ProductDraft.onlyOption.value }
            sku = row.text(4)
            minor = row.int(5)
            taxClass = TaxClass(row.text(6))
            handle = row.text(7)
            picture = row.optionalText(11)
        }

        func offer(_ item: ItemKey, _ currency: Currency, _ demands: [Demand]) -> Offer {
            Offer(
                item: item, title: title, variant: options.isEmpty ? nil : options.joined(separator: " / "), sku: sku,
                unit: Money(minor: minor, currency), taxClass: taxClass, path: "/products/\(handle)", picture: picture,
                demands: demands)
        }
    }
}
