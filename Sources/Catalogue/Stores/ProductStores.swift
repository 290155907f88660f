import Storage
import Values

/// Which stores carry which products.
enum ProductStores {
    /// The stores of products, by product; `products` is a list of keys. Nil while the hub has no stores.
    static func of(_ products: SQL, in tx: Transaction) throws -> [Key<Product>: Set<Slug>]? {
        guard try !Store.slugs(in: tx).isEmpty else { return nil }
        var stores: [Key<Product>: Set<Slug>] = [:]
        try tx.each("""
            SELECT c.product, s.slug FROM store_products c JOIN stores s ON s.key = c.store WHERE c.product IN (\(products))
            """) { row in stores[row.key(0), default: []].insert(try row.value(1) { Slug($0) }) }
        return stores
    }
}

extension ProductDraft {
    /// The stores that it names and the hub does not have.
    func unknownStores(in tx: Transaction) throws -> [Slug] {
        guard let stores, !stores.isEmpty else { return [] }
        return stores.subtracting(try Store.slugs(in: tx)).sorted { $0.text < $1.text }
    }

    /// The stores that will carry it: those that it names, else those that do already, else every one. Nil while the hub has none.
    func resolvedStores(after known: ProductDraft?, in tx: Transaction) throws -> Set<Slug>? {
        let all = try Store.slugs(in: tx)
        guard !all.isEmpty else { return stores.flatMap { $0.isEmpty ? nil : $0 } }
        return stores ?? known?.stores ?? Set(all)
    }

    /// Makes the product carried by the draft's stores and no others; refuses a store that the hub does not have.
    func carry(_ key: Key<Product>, from known: Set<Slug>, in tx: Transaction) throws {
        let wanted = stores ?? []
        for slug in known.subtracting(wanted).sorted(by: { $0.text < $1.text }) {
            try tx.run("""
                DELETE FROM store_products WHERE product = \(key) AND store = (SELECT key FROM stores WHERE slug = \(slug))
                """)
        }
        for slug in wanted.subtracting(known).sorted(by: { $0.text < $1.text }) {
            let count = try tx.run("""
                INSERT INTO store_products (store, product) SELECT s.key, \(key) FROM stores s WHERE s.slug = \(slug)
                """)
            guard count == 1 else { throw InvalidField("stores", "There is no store called \(slug). Import the stores first.") }
        }
    }
}
