package import Storage
package import Values

/// What kind of thing an item is. The list is open: whatever can be opened by a release names its kind.
package struct ItemKind: RawRepresentable, Hashable, Sendable, ExpressibleByStringLiteral {
    /// The name, as it is stored.
    package let rawValue: String

    /// The kind of a name.
    package init(rawValue: String) { self.rawValue = rawValue }
    /// The kind of a name.
    package init(stringLiteral text: String) { rawValue = text }

    /// An item that came in before kinds were written down.
    package static let unknown: ItemKind = ""
    /// A story.
    package static let story: ItemKind = "story"
    /// A film.
    package static let film: ItemKind = "film"
    /// A product, with all its variants.
    package static let product: ItemKind = "product"
    /// An athlete.
    package static let athlete: ItemKind = "athlete"
    /// A sport.
    package static let sport: ItemKind = "sport"
}

/// One thing in a release.
package struct ReleaseItem: Hashable, Sendable {
    /// Which thing.
    package let key: ItemKey
    /// What kind of thing.
    package let kind: ItemKind

    /// A thing of a kind.
    package init(_ key: ItemKey, _ kind: ItemKind) {
        self.key = key
        self.kind = kind
    }
}

extension Release {
    /// What is in it, in the order of the keys; those after `after`, to page through a long one.
    package func items(after: ItemKey? = nil, limit: Int, in tx: Transaction) throws -> [ReleaseItem] {
        try tx.all("""
            SELECT item, kind FROM release_items WHERE release = \(key) AND item > \(after?.raw ?? 0) ORDER BY item LIMIT \(limit)
            """) { ReleaseItem($0.key(0), ItemKind(rawValue: $0.text(1))) }
    }

    /// How many things of each kind are in it.
    package func counts(in tx: Transaction) throws -> [ItemKind: Int64] {
        var counts: [ItemKind: Int64] = [:]
        try tx.each("SELECT kind, count(*) FROM release_items WHERE release = \(key) GROUP BY kind") {
            counts[ItemKind(rawValue: $0.text(0))] = $0.int(1)
        }
        return counts
    }
}
