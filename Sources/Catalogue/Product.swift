// Catalogue is what goods are: products with their variants, prices by market and stock by place.
//
// - A price is append-only: a new one closes the one before, so what something cost at any moment stays known.
// - Stock is a cell of Supply for each variant and place; nothing here counts pieces.
// - `CatalogueSeller` turns a variant into an offer for the till, through the gate: closed, drafted or without a price in the
//   market means not sold.
// - The draft of a product is what imports, exports and the desk read and write; saving an equal draft changes nothing.

package import Releases
package import Storage
package import Values

/// Goods under one name, in one or more variants.
package struct Product: Sendable {
    /// Whether it may be sold at all.
    package enum State: String, Sendable {
        case active
        case draft
        case archived
    }

    /// Which product.
    package let key: Key<Product>
    /// The last part of its address.
    package let handle: Slug
    /// Its name.
    package let title: String
    /// Its description as sanitised HTML.
    package let html: String
    /// Who makes it.
    package let vendor: String
    /// What kind of thing it is.
    package let kind: String
    /// Whether it may be sold at all.
    package let state: State

    static let columns: SQL = "SELECT p.key, p.handle, p.title, p.html, p.vendor, p.kind, p.state FROM products p"

    /// The open product of a handle; throws not found when there is none or it is not open here yet.
    package static func find(_ handle: Slug, through gate: Gate, in tx: Transaction) throws -> Product {
        guard let product = try tx.first("""
            \(columns) WHERE p.handle = \(handle) AND p.state = 'active' AND \(gate.opens("p.key"))
            """, Product.init) else { throw NotFound("product") }
        return product
    }
}

extension Product {
    init(_ row: Row) throws {
        self.init(
            key: row.key(0), handle: try row.value(1) { Slug($0) }, title: row.text(2), html: row.text(3),
            vendor: row.text(4), kind: row.text(5), state: try row.value(6, State.init(rawValue:)))
    }
}
