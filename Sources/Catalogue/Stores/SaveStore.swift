import Exchange
package import Pictures
package import Storage
package import Values

extension StoreDraft {
    /// What saving came to.
    package typealias Change = Picture.Change

    /// The store of a slug, or nil.
    package static func load(_ slug: Slug, in tx: Transaction) throws -> StoreDraft? { try StoredStore.find(slug, in: tx)?.draft }

    /// Makes the hub's store equal to this draft; writes nothing when nothing differs. A new store carries nothing yet.
    ///
    /// A market that another store served is served by this one from then on. Refuses a store without a text in its own language, a
    /// picture that the hub does not have, and markets that the hub does not have.
    package func save(at now: Instant, markets: [Market], in tx: Transaction) throws -> Change {
        let known = try StoredStore.find(slug, in: tx)
        if known?.draft == self { return .unchanged }
        guard texts[language] != nil else {
            throw InvalidField("language", "The store has no text in its own language, \(language.ownName). Write one.")
        }
        if let unknown = self.markets.subtracting(markets.map(\.code)).sorted().first {
            throw InvalidField("markets", "The hub has no market \(unknown). Take it out, or add the market first.")
        }
        let key = try known?.key ?? tx.newKey()
        try write(key, isNew: known == nil, at: now, in: tx)
        try writeTexts(key, in: tx)
        try tx.run("DELETE FROM store_markets WHERE store = \(key)")
        for market in self.markets.sorted() {
            try tx.run("""
                INSERT INTO store_markets (market, store) VALUES (\(market), \(key))
                ON CONFLICT (market) DO UPDATE SET store = excluded.store
                """)
        }
        tx.touch(Topic(key))
        tx.touch(.settings)
        tx.touch(.products)
        return known == nil ? .created : .updated
    }

    private func write(_ key: Key<Store>, isNew: Bool, at now: Instant, in tx: Transaction) throws {
        let leading = try Picture.keys(of: [picture], in: tx)[picture]
        guard picture.isEmpty || leading != nil else {
            throw InvalidField("picture", "There is no picture called \(picture) in the hub. Import it first.")
        }
        if isNew {
            try tx.run("""
                INSERT INTO stores (key, slug, position, language, look, picture, story, changed_at)
                VALUES (\(key), \(slug), \(position), \(language.rawValue), \(look.rawValue), \(leading), \(story), \(now))
                """)
        } else {
            try tx.run("""
                UPDATE stores SET position = \(position), language = \(language.rawValue), look = \(look.rawValue),
                    picture = \(leading), story = \(story), changed_at = \(now)
                WHERE key = \(key)
                """)
        }
    }

    private func writeTexts(_ key: Key<Store>, in tx: Transaction) throws {
        try tx.run("DELETE FROM store_texts WHERE store = \(key)")
        for (language, text) in texts.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            try tx.run("""
                INSERT INTO store_texts (store, language, name, line, picture_alt, front)
                VALUES (\(key), \(language.rawValue), \(text.name), \(text.line), \(text.pictureAlt),
                    \(try StoreFront.encode(text.front)))
                """)
        }
    }
}

/// A store as it is stored: its draft with its key.
struct StoredStore {
    let key: Key<Store>
    var draft: StoreDraft

    static func find(_ slug: Slug, in tx: Transaction) throws -> StoredStore? {
        guard var store = try tx.first("""
            SELECT s.key, s.slug, s.position, s.language, s.look, p.name, s.story
            FROM stores s LEFT JOIN pictures p ON p.key = s.picture WHERE s.slug = \(slug)
            """, StoredStore.init) else { return nil }
        try tx.each("SELECT language, name, line, picture_alt, front FROM store_texts WHERE store = \(store.key)") { row in
            var text = StoreDraft.Text(name: row.text(1))
            text.line = row.text(2)
            text.pictureAlt = row.text(3)
            text.front = try row.value(4, StoreFront.decode)
            store.draft.texts[try row.value(0, Language.init(rawValue:))] = text
        }
        store.draft.markets = Set(try tx.all("SELECT market FROM store_markets WHERE store = \(store.key)") { row in
            try row.value(0) { MarketCode($0) }
        })
        return store
    }

    private init(_ row: Row) throws {
        var draft = StoreDraft(slug: try row.value(1) { Slug($0) }, language: try row.value(3, Language.init(rawValue:)))
        draft.position = row.int(2)
        draft.look = try row.value(4, Store.Look.init(rawValue:))
        draft.picture = row.text(5)
        draft.story = row.text(6)
        (key, self.draft) = (row.key(0), draft)
    }
}
