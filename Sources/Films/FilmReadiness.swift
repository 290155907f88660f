package import Releases
import Storage
package import Values

/// What a release's films lack, as far as this module knows.
package enum FilmReadiness {
    /// Looks at texts, poster, length and credits.
    package static let check = ReadinessCheck(.film) { items, showings, tx in
        let facts = try Facts.read(items, in: tx)
        return items.flatMap { item in facts[item].map { judge($0, item, showings) } ?? [] }
    }

    /// What is looked at.
    package struct Facts: Sendable {
        /// Whether it has a poster.
        package var hasPicture = true
        /// Whether somebody said how long it runs.
        package var hasDuration = true
        /// Names of roles, of which those without a person and an organisation are no credit.
        package var credits = 0
        /// Whether the poster's text is there, by language of the texts.
        package var texts: [Language: Bool] = [:]

        /// A film with texts in these languages and so many credits, and nothing wrong.
        package init(_ languages: [Language] = [], credits: Int = 0) {
            texts = Dictionary(uniqueKeysWithValues: languages.map { ($0, true) })
            self.credits = credits
        }
    }

    /// What is missing where, by the facts alone.
    package static func judge(_ facts: Facts, _ key: ItemKey, _ showings: [Showing]) -> [Shortcoming] {
        let item = ReleaseItem(key, .film)
        var found = Shortcoming.languages(of: Set(facts.texts.keys), item, showings)
        if facts.credits == 0 { found.append(Shortcoming(.error, "no_credits", item)) }
        if !facts.hasPicture { found.append(Shortcoming(.warning, "no_picture", item)) }
        if !facts.hasDuration { found.append(Shortcoming(.warning, "no_duration", item)) }
        for (language, hasAlt) in facts.texts.sorted(by: { $0.key.rawValue < $1.key.rawValue }) where facts.hasPicture && !hasAlt {
            guard showings.contains(where: { $0.market.languages.contains(language) }) else { continue }
            found.append(Shortcoming(.warning, "no_alt", item, in: nil, language))
        }
        return found
    }
}

extension FilmReadiness.Facts {
    static func read(_ items: [ItemKey], in tx: Transaction) throws -> [ItemKey: Self] {
        let list = SQL.joined(items.map { "\($0)" }, by: ", ")
        var facts: [ItemKey: Self] = [:]
        try tx.each("""
            SELECT f.key, f.picture, f.duration_ms, (SELECT count(*) FROM film_credits c
                WHERE c.film = f.key AND (c.name <> '' OR c.organisation <> ''))
            FROM films f WHERE f.key IN (\(list))
            """) { row in
                var film = Self()
                film.hasPicture = !row.isNull(1)
                film.hasDuration = !row.isNull(2)
                film.credits = Int(row.int(3))
                facts[row.key(0)] = film
            }
        try tx.each("SELECT film, language, picture_alt FROM film_texts WHERE film IN (\(list))") { row in
            facts[row.key(0)]?.texts[try row.value(1, Language.init(rawValue:))] = !row.text(2).isEmpty
        }
        return facts
    }
}
