import Exchange
package import Storage
package import Values

extension Film {
    /// The keys of all films after one, in their order.
    package static func keys(after key: Key<Film>, limit: Int, in tx: Transaction) throws -> [Key<Film>] {
        try tx.all("SELECT key FROM films WHERE key > \(key) ORDER BY key LIMIT \(limit)") { $0.key(0) }
    }
}

extension FilmDraft {
    /// The film of a key with the moment of its last change, or nil.
    package static func load(_ key: Key<Film>, in tx: Transaction) throws -> (draft: FilmDraft, changedAt: Instant)? {
        let found = try tx.first("SELECT slug, changed_at FROM films WHERE key = \(key)") { row in
            (slug: try row.value(0) { Slug($0) }, at: row.instant(1))
        }
        guard let found, let draft = try load(found.slug, in: tx) else { return nil }
        return (draft, found.at)
    }
}

extension FilmDraft.Text {
    /// The words of what it is about, without markup.
    package func words() throws -> String { try HTMLPlainText.read(html) }
}
