package import Storage
package import Values

/// Things that have addresses of their own and open in markets: what sitemaps and feeds go through, so many at a time.
package struct Addressed<Of>: Sendable {
    /// One of them, as a sitemap needs it.
    package struct Address: Sendable {
        /// Which one.
        package let key: Key<Of>
        /// The last part of its address.
        package let slug: Slug
        /// When somebody last changed it.
        package let changedAt: Instant
    }

    private let table: SQL
    private let key: SQL
    private let columns: SQL
    private let isOpen: @Sendable (Gate) -> SQL

    /// Things of a table under a short name, such as `stories` and `s`, whose addresses end with `slug`; `isOpen` is the condition
    /// under which a market has them.
    package init(
        _ table: StaticString, as name: StaticString, slug: StaticString = "slug", if isOpen: @escaping @Sendable (Gate) -> SQL
    ) {
        self.table = SQL(stringLiteral: "\(table) \(name)")
        key = SQL(stringLiteral: "\(name).key")
        columns = SQL(stringLiteral: "\(name).key, \(name).\(slug), \(name).changed_at")
        self.isOpen = isOpen
    }

    /// Those that a market has, the oldest first; `after` goes on after a key.
    package func addresses(through gate: Gate, after: Key<Of>? = nil, limit: Int, in tx: Transaction) throws -> [Address] {
        try tx.all("""
            SELECT \(columns) FROM \(table) WHERE \(key) > \(after?.raw ?? 0) AND \(isOpen(gate)) ORDER BY \(key) LIMIT \(limit)
            """) { Address(key: $0.key(0), slug: try $0.value(1) { Slug($0) }, changedAt: $0.instant(2)) }
    }

    /// The last key of each full page of so many: where a list in pages is cut.
    package func cuts(through gate: Gate, every size: Int, in tx: Transaction) throws -> [Key<Of>] {
        var cuts: [Key<Of>] = []
        while true {
            let cut = try tx.first("""
                SELECT \(key) FROM \(table) WHERE \(key) > \(cuts.last?.raw ?? 0) AND \(isOpen(gate))
                ORDER BY \(key) LIMIT 1 OFFSET \(size - 1)
                """) { $0.key(0, of: Of.self) }
            guard let cut else { return cuts }
            cuts.append(cut)
        }
    }

    /// Those of some that a market has.
    package func open(among keys: [Key<Of>], through gate: Gate, in tx: Transaction) throws -> Set<Key<Of>> {
        guard !keys.isEmpty else { return [] }
        let list = SQL.joined(keys.map { "\($0)" }, by: ", ")
        return Set(try tx.all("SELECT \(key) FROM \(table) WHERE \(key) IN (\(list)) AND \(isOpen(gate))") { $0.key(0) })
    }
}
