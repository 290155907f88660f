package import Storage
package import Values

/// What lies of a variant in one location, as the desk lists it.
package struct StockRow: Sendable {
    /// What to show.
    package struct Filter: Hashable, Sendable {
        /// Only in this location.
        package var location: String?
        /// Only with this in title, handle or article number.
        package var text = ""
        /// Only sold out or few left.
        package var stock: ProductRow.StockFilter?

        /// Everything.
        package init() {}
    }

    /// Where a list goes on: behind this variant in this location.
    package struct Place: Hashable, Sendable {
        /// The variant.
        package let variant: Key<Variant>
        /// The location's code.
        package let location: String

        /// A place in the list.
        package init(variant: Key<Variant>, location: String) {
            self.variant = variant
            self.location = location
        }
    }

    /// Of which product.
    package let product: Key<Product>
    /// Its title in its own language.
    package let title: String
    /// The last part of its address.
    package let handle: String
    /// Which variant.
    package let variant: Key<Variant>
    /// Its option values, such as `Red / M`; empty when there is nothing to choose.
    package let name: String
    /// Its article number.
    package let sku: String
    /// The location's code.
    package let location: String
    /// The location's name.
    package let locationName: String
    /// Pieces on hand, those held for buyers included.
    package let onHand: Int64
    /// Pieces that are held for buyers.
    package let held: Int64

    /// Pieces that can be taken.
    package var available: Int64 { onHand - held }
    /// Where a list goes on behind it.
    package var place: Place { Place(variant: variant, location: location) }

    /// A location at or below this is shown as low.
    private static let lowMark: Int64 = 5

    /// What is counted, the newest variants first; `after` continues a list.
    package static func list(_ filter: Filter, after: Place? = nil, limit: Int, in tx: Transaction) throws -> [StockRow] {
        var conditions: [SQL] = ["v.removed_at IS NULL"]
        if let after {
            conditions.append("(v.key < \(after.variant) OR (v.key = \(after.variant) AND s.place > \(after.location)))")
        }
        if let location = filter.location { conditions.append("s.place = \(location)") }
        if !filter.text.isEmpty {
            let pattern = "%\(filter.text.lowercased().filter { $0 != "%" && $0 != "_" })%"
            conditions.append("(lower(p.title) LIKE \(pattern) OR p.handle LIKE \(pattern) OR lower(v.sku) LIKE \(pattern))")
        }
        switch filter.stock {
        case .soldOut: conditions.append("c.capacity - c.sold - c.held <= 0")
        case .low: conditions.append("c.capacity - c.sold - c.held BETWEEN 1 AND \(lowMark)")
        case .uncounted, nil: break
        }
        return try tx.all("""
            SELECT p.key, p.title, p.handle, v.key, v.option1, v.option2, v.option3, v.sku, s.place, coalesce(l.name, s.place),
                c.capacity - c.sold, c.held
            FROM stock s JOIN variants v ON v.key = s.variant JOIN products p ON p.key = v.product JOIN cells c ON c.key = s.cell
                LEFT JOIN locations l ON l.code = s.place
            WHERE \(SQL.joined(conditions, by: " AND ")) ORDER BY v.key DESC, s.place LIMIT \(limit)
            """) { row in
                let options = [row.text(4), row.text(5), row.text(6)]
                return StockRow(
                    product: row.key(0), title: row.text(1), handle: row.text(2), variant: row.key(3),
                    name: options.filter { !$0.isEmpty && $0 != ProductDraft.onlyOption.value }.joined(separator: " / "),
                    sku: row.text(7), location: row.text(8), locationName: row.text(9), onHand: row.int(10), held: row.int(11))
            }
    }
}
