package import Pictures
package import Storage
package import Values

extension FilmDraft {
    /// What saving came to.
    package typealias Change = Picture.Change

    /// The film of a slug, or nil.
    package static func load(_ slug: Slug, in tx: Transaction) throws -> FilmDraft? { try stored(slug, in: tx)?.draft }

    /// Makes the hub's film equal to this draft; writes nothing when nothing differs. It changes nothing about where the film is
    /// open: a new one is in no release.
    ///
    /// Refuses a film without a text in its own language, and a poster that the hub does not have.
    @discardableResult
    package func save(at now: Instant, in tx: Transaction) throws -> (key: Key<Film>, change: Change) {
        let known = try Self.stored(slug, in: tx)
        if let known, known.draft == self { return (known.key, .unchanged) }
        guard texts[language] != nil else {
            throw InvalidField("language", "The film has no text in its own language, \(language.ownName). Write one.")
        }
        let key = try known?.key ?? tx.newKey()
        let poster = try Poster.key(of: picture, in: tx)
        if known == nil {
            try tx.run("""
                INSERT INTO films (key, slug, language, campaign, position, duration_ms, picture, changed_at)
                VALUES (\(key), \(slug), \(language.rawValue), \(campaign), \(position), \(durationMs), \(poster), \(now))
                """)
        } else {
            try tx.run("""
                UPDATE films SET language = \(language.rawValue), campaign = \(campaign), position = \(position),
                    duration_ms = \(durationMs), picture = \(poster), changed_at = \(now)
                WHERE key = \(key)
                """)
        }
        try writeTexts(key, in: tx)
        try writeRows(key, in: tx)
        tx.touch(Topic(key))
        tx.touch(.films)
        try tx.record("film.changed", of: key, at: now)
        return (key, known == nil ? .created : .updated)
    }

    private func writeTexts(_ key: Key<Film>, in tx: Transaction) throws {
        try tx.run("DELETE FROM film_texts WHERE film = \(key)")
        for (language, text) in texts.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            try tx.run("""
                INSERT INTO film_texts (film, language, title, logline, html, picture_alt)
                VALUES (\(key), \(language.rawValue), \(text.title), \(text.logline), \(text.html), \(text.pictureAlt))
                """)
        }
    }

    private func writeRows(_ key: Key<Film>, in tx: Transaction) throws {
        try tx.run("DELETE FROM film_credits WHERE film = \(key)")
        for (place, credit) in credits.enumerated() {
            try tx.run("""
                INSERT INTO film_credits (film, position, role, name, organisation)
                VALUES (\(key), \(place), \(credit.role), \(credit.name), \(credit.organisation))
                """)
        }
        try tx.run("DELETE FROM film_products WHERE film = \(key)")
        for (place, handle) in products.enumerated() {
            try tx.run("INSERT INTO film_products (film, position, handle) VALUES (\(key), \(place), \(handle))")
        }
        try tx.run("DELETE FROM film_stories WHERE film = \(key)")
        for (place, slug) in stories.enumerated() {
            try tx.run("INSERT INTO film_stories (film, position, slug) VALUES (\(key), \(place), \(slug))")
        }
    }

    private static func stored(_ slug: Slug, in tx: Transaction) throws -> (key: Key<Film>, draft: FilmDraft)? {
        guard var film = try tx.first("""
            SELECT f.key, f.language, f.campaign, f.position, f.duration_ms, p.name
            FROM films f LEFT JOIN pictures p ON p.key = f.picture WHERE f.slug = \(slug)
            """, { row in
                var draft = FilmDraft(slug: slug, language: try row.value(1, Language.init(rawValue:)))
                draft.campaign = row.text(2)
                draft.position = row.int(3)
                draft.durationMs = row.optionalInt(4)
                draft.picture = row.text(5)
                return (key: row.key(0, of: Film.self), draft: draft)
            })
        else { return nil }
        try tx.each("SELECT language, title, logline, html, picture_alt FROM film_texts WHERE film = \(film.key)") { row in
            var text = Text(title: row.text(1))
            text.logline = row.text(2)
            text.html = row.text(3)
            text.pictureAlt = row.text(4)
            film.draft.texts[try row.value(0, Language.init(rawValue:))] = text
        }
        film.draft.credits = try Film.credits(of: film.key, in: tx)
        film.draft.products = try Film.products(of: film.key, in: tx)
        film.draft.stories = try Film.stories(of: film.key, in: tx)
        return film
    }
}

extension CampaignDraft {
    /// The campaign of a slug, or nil.
    package static func load(_ slug: Slug, in tx: Transaction) throws -> CampaignDraft? { try stored(slug, in: tx)?.draft }

    /// Makes the hub's campaign equal to this draft; writes nothing when nothing differs. Refuses one without a text in its own
    /// language, and a picture that the hub does not have.
    @discardableResult
    package func save(at now: Instant, in tx: Transaction) throws -> Picture.Change {
        let known = try Self.stored(slug, in: tx)
        if known?.draft == self { return .unchanged }
        guard texts[language] != nil else {
            throw InvalidField("language", "The campaign has no text in its own language, \(language.ownName). Write one.")
        }
        let key: Key<Campaign> = try known?.key ?? tx.newKey()
        try tx.run("""
            INSERT INTO campaigns (key, slug, language, position, picture, changed_at)
            VALUES (\(key), \(slug), \(language.rawValue), \(position), \(try Poster.key(of: picture, in: tx)), \(now))
            ON CONFLICT (key) DO UPDATE SET language = excluded.language, position = excluded.position,
                picture = excluded.picture, changed_at = excluded.changed_at
            """)
        try tx.run("DELETE FROM campaign_texts WHERE campaign = \(key)")
        for (language, text) in texts.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            try tx.run("""
                INSERT INTO campaign_texts (campaign, language, title, line, html, picture_alt)
                VALUES (\(key), \(language.rawValue), \(text.title), \(text.line), \(text.html), \(text.pictureAlt))
                """)
        }
        tx.touch(.films)
        return known == nil ? .created : .updated
    }

    private static func stored(_ slug: Slug, in tx: Transaction) throws -> (key: Key<Campaign>, draft: CampaignDraft)? {
        guard var found = try tx.first("""
            SELECT c.key, c.language, c.position, p.name
            FROM campaigns c LEFT JOIN pictures p ON p.key = c.picture WHERE c.slug = \(slug)
            """, { row in
                var draft = CampaignDraft(slug: slug, language: try row.value(1, Language.init(rawValue:)))
                draft.position = row.int(2)
                draft.picture = row.text(3)
                return (key: row.key(0, of: Campaign.self), draft: draft)
            })
        else { return nil }
        try tx.each("SELECT language, title, line, html, picture_alt FROM campaign_texts WHERE campaign = \(found.key)") { row in
            var text = Text(title: row.text(1))
            text.line = row.text(2)
            text.html = row.text(3)
            text.pictureAlt = row.text(4)
            found.draft.texts[try row.value(0, Language.init(rawValue:))] = text
        }
        return found
    }
}

/// Posters by name.
private enum Poster {
    /// The picture of a name, nil for no name; refuses one that the hub does not have.
    static func key(of name: String, in tx: Transaction) throws -> Key<Picture>? {
        guard !name.isEmpty else { return nil }
        guard let key = try Picture.keys(of: [name], in: tx)[name] else {
            throw InvalidField("picture", "There is no picture called \(name) in the hub. Import it first.")
        }
        return key
    }
}
