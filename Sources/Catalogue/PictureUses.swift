package import Pictures
package import Storage
package import Values

extension Shots {
    /// The products that show a picture, in their galleries or for a variant, by title.
    package static func uses(of picture: Picture, in tx: Transaction) throws -> [(key: Key<Product>, title: String)] {
        try tx.all("""
            SELECT p.key, p.title FROM products p
            WHERE EXISTS (SELECT 1 FROM product_pictures pp WHERE pp.product = p.key AND pp.picture = \(picture.key))
                OR EXISTS (SELECT 1 FROM variants v
                    WHERE v.product = p.key AND v.removed_at IS NULL AND v.picture = \(picture.name))
            ORDER BY p.title, p.key
            """) { (key: $0.key(0), title: $0.text(1)) }
    }

    /// Says that the products that show a picture are out of date.
    package static func touch(_ picture: Key<Picture>, in tx: Transaction) throws {
        try tx.each("SELECT DISTINCT product FROM product_pictures WHERE picture = \(picture)") {
            tx.touch(Topic($0.key(0, of: Product.self)))
        }
    }
}
