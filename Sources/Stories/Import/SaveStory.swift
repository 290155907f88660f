import Exchange
package import Pictures
import Releases
package import Storage
package import Values

extension StoryDraft {
    /// What saving came to.
    package typealias Change = Picture.Change

    /// The story of a slug, or nil.
    package static func load(_ slug: Slug, in tx: Transaction) throws -> StoryDraft? {
        try StoredStory.find(slug, in: tx)?.draft
    }

    /// Makes the hub's story equal to this draft; writes only what differs, and nothing when nothing does.
    ///
    /// Refuses a story without a text in its own language, and a leading picture that the hub does not have. A draft is
    /// in no market.
    package func save(at now: Instant, markets: [Market], in tx: Transaction) throws -> Change {
        var draft = self
        if state != .published { draft.markets = [] }
        return try draft.write(over: StoredStory.find(slug, in: tx), at: now, markets, in: tx).adopted(slug, at: now, in: tx)
    }

    func write(over known: StoredStory?, at now: Instant, _ markets: [Market], in tx: Transaction) throws -> Change {
        if known?.draft == self { return .unchanged }
        guard texts[language] != nil else {
            throw InvalidField("language", "The story has no text in its own language, \(language.ownName). Write one.")
        }
        let key = try known?.key ?? tx.newKey()
        let isNew = known == nil
        try writeStory(key, isNew: isNew, at: now, in: tx)
        try writeTexts(key, over: known?.draft.texts ?? [:], in: tx)
        try writeProducts(key, over: known?.draft.products ?? [], in: tx)
        if isNew || known?.draft.athletes != athletes || known?.draft.shownAthletes != shownAthletes {
            try SubjectLinks.write(athletes, shownAthletes, "story_athletes", key, in: tx)
        }
        if isNew || known?.draft.sports != sports { try SubjectLinks.write(sports, [], "story_sports", key, in: tx) }
        try Standing.set(
            key.retyped(), .story, from: known?.draft.markets ?? [], to: self.markets, among: markets, at: now, in: tx)
        tx.touch(Topic(key))
        tx.touch(.stories)
        try tx.record("story.changed", of: key, at: now)
        return isNew ? .created : .updated
    }

    /// Handles of the products that its texts show.
    var products: Set<String> {
        texts.values.reduce(into: []) { found, text in
            for block in text.blocks {
                switch block {
                case .product(let handle): found.insert(handle)
                case .products(let handles): found.formUnion(handles)
                case .text, .picture, .quote, .film, .athlete: continue
                }
            }
        }
    }

    /// Slugs of the athletes whose cards its texts show.
    private var shownAthletes: Set<String> {
        Set(texts.values.flatMap(\.blocks).compactMap { block -> String? in
            if case .athlete(let slug) = block { slug } else { nil }
        })
    }

    private func writeStory(_ key: Key<Story>, isNew: Bool, at now: Instant, in tx: Transaction) throws {
        let leading = try Picture.keys(of: [picture], in: tx)[picture]
        guard picture.isEmpty || leading != nil else {
            throw InvalidField("picture", "There is no picture called \(picture) in the hub. Import it first.")
        }
        if isNew {
            try tx.run("""
                INSERT INTO stories (key, slug, language, author, state, published_at, picture, changed_at)
                VALUES (\(key), \(slug), \(language.rawValue), \(author), \(state.rawValue), \(publishedAt), \(leading), \(now))
                """)
        } else {
            try tx.run("""
                UPDATE stories SET language = \(language.rawValue), author = \(author), state = \(state.rawValue),
                    published_at = \(publishedAt), picture = \(leading), changed_at = \(now)
                WHERE key = \(key)
                """)
        }
    }

    private func writeTexts(_ key: Key<Story>, over known: [Language: Text], in tx: Transaction) throws {
        for language in Language.allCases where texts[language] != known[language] {
            guard let text = texts[language] else {
                try tx.run("DELETE FROM story_texts WHERE story = \(key) AND language = \(language.rawValue)")
                continue
            }
            try tx.run("""
                INSERT INTO story_texts (story, language, title, summary, kicker, picture_alt, body)
                VALUES (\(key), \(language.rawValue), \(text.title), \(text.summary), \(text.kicker), \(text.pictureAlt),
                    \(try StoryBody.encode(text.blocks)))
                ON CONFLICT (story, language) DO UPDATE SET title = excluded.title, summary = excluded.summary,
                    kicker = excluded.kicker, picture_alt = excluded.picture_alt, body = excluded.body
                """)
        }
    }

    private func writeProducts(_ key: Key<Story>, over known: Set<String>, in tx: Transaction) throws {
        for handle in known.subtracting(products).sorted() {
            try tx.run("DELETE FROM story_products WHERE story = \(key) AND handle = \(handle)")
        }
        for handle in products.subtracting(known).sorted() {
            try tx.run("INSERT INTO story_products (story, handle) VALUES (\(key), \(handle))")
        }
    }
}
