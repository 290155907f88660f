import Exchange
package import Releases
package import Storage
package import Values

extension Story {
    /// A condition for a query: true for rows whose item, in the named column, is a story that may be shown at all.
    package static func isShown(_ column: StaticString) -> SQL {
        "EXISTS (SELECT 1 FROM stories shown WHERE shown.key = \(SQL(stringLiteral: "\(column)")) AND shown.state = 'published')"
    }

    /// The keys of all stories after one, in their order.
    package static func keys(after key: Key<Story>, limit: Int, in tx: Transaction) throws -> [Key<Story>] {
        try tx.all("SELECT key FROM stories WHERE key > \(key) ORDER BY key LIMIT \(limit)") { $0.key(0) }
    }

    /// The open stories of some keys, in the order of the keys; the others are left out.
    package static func find(
        _ keys: [Key<Story>], in language: Language, through gate: Gate, in tx: Transaction
    ) throws -> [Story] {
        guard !keys.isEmpty else { return [] }
        let list = SQL.joined(keys.map { "\($0)" }, by: ", ")
        let stories = try tx.all("""
            \(columns) FROM stories s \(text(language))
            WHERE s.key IN (\(list)) AND s.state = 'published' AND \(gate.opens("s.key"))
            """, Story.init)
        let order = Dictionary(keys.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        return stories.sorted { order[$0.key] ?? 0 < order[$1.key] ?? 0 }
    }
}

extension StoryDraft {
    /// The story of a key, or nil.
    package static func load(_ key: Key<Story>, in tx: Transaction) throws -> StoryDraft? {
        let slug = try tx.first("SELECT slug FROM stories WHERE key = \(key)") { row in try row.value(0) { Slug($0) } }
        return try slug.flatMap { try load($0, in: tx) }
    }
}

extension StoryDraft.Text {
    /// The words of the body without markup, one block a line.
    package func words() throws -> String {
        try blocks.compactMap { block in
            switch block {
            case .text(let html): try HTMLPlainText.read(html)
            case .quote(let text, let by): [text, by].compactMap(\.self).joined(separator: "\n")
            case .picture(_, let alt, let caption): [alt, caption].compactMap(\.self).joined(separator: "\n")
            case .product, .products, .film, .athlete: nil
            }
        }.joined(separator: "\n")
    }
}
