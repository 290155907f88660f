// Films is what is watched: films, the campaigns that they belong to, their texts in the languages that somebody has written, and
// who made them.
//
// - A film has one address for all languages and a text for each; a reader gets the asked language, else the film's first one.
// - Credits are ordered rows, as they are printed: a role may stand many times, and a row may have no name or no organisation.
// - Goods and stories that belong to a film are named by handle and slug; the surface joins them. This module does not know them.
// - Whether a film may be seen is the gate's to say. A campaign has no release of its own: it shows when one of its films does.
//
// The moving pictures themselves are not here yet: a film has a page, a poster, credits and what belongs to it.

package import Pictures
package import Releases
package import Storage
package import Values

/// A film in one language.
package struct Film: Sendable {
    /// One line of the credits.
    package struct Credit: Hashable, Sendable {
        /// What was done.
        package let role: String
        /// By whom; may be empty.
        package let name: String
        /// Where; may be empty.
        package let organisation: String

        /// A line from its parts.
        package init(role: String, name: String, organisation: String) {
            self.role = role
            self.name = name
            self.organisation = organisation
        }
    }

    /// What belongs to a film beyond its card.
    package struct Whole: Sendable {
        /// What it is about: sanitised HTML.
        package let html: String
        /// Who made it, in the order of the credits.
        package let credits: [Credit]
        /// Handles of the goods from it, in order.
        package let products: [Slug]
        /// Slugs of the stories behind it, in order.
        package let stories: [Slug]
    }

    /// Which film, in every language.
    package let key: Key<Film>
    /// The last part of its address, in every language.
    package let slug: Slug
    /// The language of the text at hand.
    package let language: Language
    /// The campaign that it belongs to, or empty.
    package let campaign: String
    /// Its title.
    package let title: String
    /// What it is, in one sentence.
    package let logline: String
    /// How long it runs; nil while nobody has said.
    package let durationMs: Int64?
    /// Its poster.
    package let picture: Key<Picture>?
    /// What the poster shows.
    package let pictureAlt: String

    private static let columns: SQL = """
        SELECT f.key, f.slug, t.language, f.campaign, t.title, t.logline, f.duration_ms, f.picture, t.picture_alt
        """

    private static func text(_ language: Language) -> SQL {
        """
        JOIN film_texts t ON t.film = f.key AND t.language = coalesce(
            (SELECT x.language FROM film_texts x WHERE x.film = f.key AND x.language = \(language.rawValue)), f.language)
        """
    }

    /// The open films of a market, campaign by campaign, in the order of each; `after` continues a list.
    package static func list(
        in language: Language, through gate: Gate, after: Key<Film>? = nil, limit: Int, in tx: Transaction
    ) throws -> [Film] {
        let rank: SQL = "coalesce(c.position, 9223372036854775807), f.campaign, f.position, f.key"
        let isPast: SQL = after.map { last in
            """
            (\(rank)) > (SELECT \(rank) FROM films f LEFT JOIN campaigns c ON c.slug = f.campaign WHERE f.key = \(last)) AND
            """
        } ?? ""
        return try tx.all("""
            \(columns) FROM films f \(text(language)) LEFT JOIN campaigns c ON c.slug = f.campaign
            WHERE \(isPast) \(gate.opens("f.key")) ORDER BY \(rank) LIMIT \(limit)
            """, Film.init)
    }

    /// The open films of some slugs, in the order of the slugs; the others are left out.
    package static func open(
        _ slugs: [Slug], in language: Language, through gate: Gate, in tx: Transaction
    ) throws -> [Film] {
        guard !slugs.isEmpty else { return [] }
        let list = SQL.joined(slugs.map { "\($0)" }, by: ", ")
        let films = try tx.all(
            "\(columns) FROM films f \(text(language)) WHERE f.slug IN (\(list)) AND \(gate.opens("f.key"))", Film.init)
        let order = Dictionary(slugs.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        return films.sorted { order[$0.slug] ?? 0 < order[$1.slug] ?? 0 }
    }

    /// The open film of a slug with all of it; throws not found when there is none or it is not open here yet.
    package static func find(
        _ slug: Slug, in language: Language, through gate: Gate, in tx: Transaction
    ) throws -> (film: Film, whole: Whole) {
        guard let found = try tx.first("""
            \(columns), t.html FROM films f \(text(language)) WHERE f.slug = \(slug) AND \(gate.opens("f.key"))
            """, { (film: try Film($0), html: $0.text(9)) })
        else { throw NotFound("film") }
        let key = found.film.key
        return (found.film, Whole(
            html: found.html, credits: try credits(of: key, in: tx), products: try products(of: key, in: tx),
            stories: try stories(of: key, in: tx)))
    }

    /// The open films behind which a story stands, in their order.
    package static func behind(
        story: Slug, in language: Language, through gate: Gate, in tx: Transaction
    ) throws -> [Film] {
        try tx.all("""
            \(columns) FROM films f \(text(language)) WHERE \(gate.opens("f.key"))
            AND EXISTS (SELECT 1 FROM film_stories s WHERE s.film = f.key AND s.slug = \(story))
            ORDER BY f.campaign, f.position, f.key
            """, Film.init)
    }

    static func credits(of film: Key<Film>, in tx: Transaction) throws -> [Credit] {
        try tx.all("SELECT role, name, organisation FROM film_credits WHERE film = \(film) ORDER BY position") {
            Credit(role: $0.text(0), name: $0.text(1), organisation: $0.text(2))
        }
    }

    static func products(of film: Key<Film>, in tx: Transaction) throws -> [Slug] {
        try tx.all("SELECT handle FROM film_products WHERE film = \(film) ORDER BY position") { try $0.value(0) { Slug($0) } }
    }

    static func stories(of film: Key<Film>, in tx: Transaction) throws -> [Slug] {
        try tx.all("SELECT slug FROM film_stories WHERE film = \(film) ORDER BY position") { try $0.value(0) { Slug($0) } }
    }
}

extension Film {
    init(_ row: Row) throws {
        self.init(
            key: row.key(0), slug: try row.value(1) { Slug($0) }, language: try row.value(2, Language.init(rawValue:)),
            campaign: row.text(3), title: row.text(4), logline: row.text(5), durationMs: row.optionalInt(6),
            picture: row.optionalKey(7), pictureAlt: row.text(8))
    }
}
