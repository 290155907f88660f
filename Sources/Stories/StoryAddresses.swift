package import Releases
package import Storage
package import Values

extension Story {
    /// What is told in a market, as sitemaps need it: the slug, and when it was last written.
    package struct Address: Sendable {
        /// Which story.
        package let key: Key<Story>
        /// The last part of its address.
        package let slug: Slug
        /// When somebody last changed it.
        package let changedAt: Instant
    }

    /// Stories that are open in a market, the oldest first; `after` goes on after a key.
    package static func addresses(
        through gate: Gate, after: Key<Story>? = nil, limit: Int, in tx: Transaction
    ) throws -> [Address] {
        try tx.all("""
            SELECT s.key, s.slug, s.changed_at FROM stories s
            WHERE s.state = 'published' AND s.key > \(after?.raw ?? 0) AND \(gate.opens("s.key")) ORDER BY s.key LIMIT \(limit)
            """) { Address(key: $0.key(0), slug: try $0.value(1) { Slug($0) }, changedAt: $0.instant(2)) }
    }

    /// The last key of each full page of so many: where a list in pages is cut.
    package static func cuts(through gate: Gate, every size: Int, in tx: Transaction) throws -> [Key<Story>] {
        var cuts: [Key<Story>] = []
        while true {
            let cut = try tx.first("""
                SELECT s.key FROM stories s
                WHERE s.state = 'published' AND s.key > \(cuts.last?.raw ?? 0) AND \(gate.opens("s.key"))
                ORDER BY s.key LIMIT 1 OFFSET \(size - 1)
                """) { $0.key(0, of: Story.self) }
            guard let cut else { return cuts }
            cuts.append(cut)
        }
    }

    /// Those of some stories that are open in a market.
    package static func open(
        among keys: [Key<Story>], through gate: Gate, in tx: Transaction
    ) throws -> Set<Key<Story>> {
        guard !keys.isEmpty else { return [] }
        let list = SQL.joined(keys.map { "\($0)" }, by: ", ")
        return Set(try tx.all("""
            SELECT s.key FROM stories s WHERE s.key IN (\(list)) AND s.state = 'published' AND \(gate.opens("s.key"))
            """) { $0.key(0) })
    }
}
