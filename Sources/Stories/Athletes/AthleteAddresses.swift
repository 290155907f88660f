package import Releases
package import Storage
package import Values

extension Athlete {
    /// An athlete who is open in a market, as sitemaps need one: the slug, and when anything of them was last changed.
    package struct Address: Sendable {
        /// Which athlete.
        package let key: Key<Athlete>
        /// The last part of the address.
        package let slug: Slug
        /// When somebody last changed it.
        package let changedAt: Instant
    }

    /// Athletes who are open in a market, in the order in which they came in; `after` goes on after a key.
    package static func addresses(
        through gate: Gate, after: Key<Athlete>? = nil, limit: Int, in tx: Transaction
    ) throws -> [Address] {
        try tx.all("""
            SELECT a.key, a.slug, a.changed_at FROM athletes a
            WHERE a.key > \(after?.raw ?? 0) AND \(gate.opens("a.key")) ORDER BY a.key LIMIT \(limit)
            """) { Address(key: $0.key(0), slug: try $0.value(1) { Slug($0) }, changedAt: $0.instant(2)) }
    }

    /// The last key of each full page of so many: where a list in pages is cut.
    package static func cuts(through gate: Gate, every size: Int, in tx: Transaction) throws -> [Key<Athlete>] {
        var cuts: [Key<Athlete>] = []
        while true {
            let cut = try tx.first("""
                SELECT a.key FROM athletes a WHERE a.key > \(cuts.last?.raw ?? 0) AND \(gate.opens("a.key"))
                ORDER BY a.key LIMIT 1 OFFSET \(size - 1)
                """) { $0.key(0, of: Athlete.self) }
            guard let cut else { return cuts }
            cuts.append(cut)
        }
    }

    /// Those of some athletes who are open in a market.
    package static func open(
        among keys: [Key<Athlete>], through gate: Gate, in tx: Transaction
    ) throws -> Set<Key<Athlete>> {
        guard !keys.isEmpty else { return [] }
        let list = SQL.joined(keys.map { "\($0)" }, by: ", ")
        return Set(try tx.all("""
            SELECT a.key FROM athletes a WHERE a.key IN (\(list)) AND \(gate.opens("a.key"))
            """) { $0.key(0) })
    }
}
