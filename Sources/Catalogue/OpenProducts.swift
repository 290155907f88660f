package import Releases
package import Storage
package import Values

extension Product {
    /// What is in a market's shop, as sitemaps need it: the handle, and when it was last written.
    package struct Address: Sendable {
        /// Which product.
        package let key: Key<Product>
        /// The last part of its address.
        package let handle: Slug
        /// When somebody last changed it.
        package let changedAt: Instant
    }

    /// Products that are open in a market and have a price there, the oldest first; `after` goes on after a key.
    package static func addresses(
        through gate: Gate, after: Key<Product>? = nil, limit: Int, in tx: Transaction
    ) throws -> [Address] {
        try tx.all("""
            SELECT p.key, p.handle, p.changed_at FROM products p
            WHERE p.key > \(after?.raw ?? 0) AND \(isSold(through: gate)) ORDER BY p.key LIMIT \(limit)
            """, Address.init)
    }

    /// The last key of each full page of so many: where a list in pages is cut.
    package static func cuts(through gate: Gate, every size: Int, in tx: Transaction) throws -> [Key<Product>] {
        var cuts: [Key<Product>] = []
        while true {
            let cut = try tx.first("""
                SELECT p.key FROM products p WHERE p.key > \(cuts.last?.raw ?? 0) AND \(isSold(through: gate))
                ORDER BY p.key LIMIT 1 OFFSET \(size - 1)
                """) { $0.key(0, of: Product.self) }
            guard let cut else { return cuts }
            cuts.append(cut)
        }
    }

    /// Those of some products that are open in a market and have a price there.
    package static func sold(
        among keys: [Key<Product>], through gate: Gate, in tx: Transaction
    ) throws -> Set<Key<Product>> {
        guard !keys.isEmpty else { return [] }
        let list = SQL.joined(keys.map { "\($0)" }, by: ", ")
        return Set(try tx.all("""
            SELECT p.key FROM products p WHERE p.key IN (\(list)) AND \(isSold(through: gate))
            """) { $0.key(0) })
    }

    /// The keys of some handles' products that are open in a market and have a price there.
    package static func sold(_ handles: [Slug], through gate: Gate, in tx: Transaction) throws -> Set<Key<Product>> {
        guard !handles.isEmpty else { return [] }
        let list = SQL.joined(handles.map { "\($0)" }, by: ", ")
        return Set(try tx.all("""
            SELECT p.key FROM products p WHERE p.handle IN (\(list)) AND \(isSold(through: gate))
            """) { $0.key(0) })
    }

    private static func isSold(through gate: Gate) -> SQL {
        "\(isThere(through: gate)) AND \(isPriced("p.key", in: gate.market, at: gate.at))"
    }
}

extension Product.Address {
    init(_ row: Row) throws {
        self.init(key: row.key(0), handle: try row.value(1) { Slug($0) }, changedAt: row.instant(2))
    }
}
