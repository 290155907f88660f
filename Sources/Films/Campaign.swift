package import Pictures
package import Storage
package import Values

/// What several films belong to, in one language. It may be shown where one of its films is open, which the caller has seen.
package struct Campaign: Sendable {
    /// Which campaign.
    package let key: Key<Campaign>
    /// What its films name.
    package let slug: Slug
    /// The language of the text at hand.
    package let language: Language
    /// Its title.
    package let title: String
    /// What it says, in one sentence; may be empty.
    package let line: String
    /// What it is about: sanitised HTML.
    package let html: String
    /// The picture that leads it.
    package let picture: Key<Picture>?
    /// What that picture shows.
    package let pictureAlt: String

    /// The campaign of some open film, in the asked language, else in its first; nil when the film names none that the hub has.
    package static func of(_ film: Film, in language: Language, in tx: Transaction) throws -> Campaign? {
        try tx.first("""
            SELECT c.key, c.slug, t.language, t.title, t.line, t.html, c.picture, t.picture_alt
            FROM campaigns c JOIN campaign_texts t ON t.campaign = c.key AND t.language = coalesce((SELECT x.language
                FROM campaign_texts x WHERE x.campaign = c.key AND x.language = \(language.rawValue)), c.language)
            WHERE c.slug = \(film.campaign)
            """) { row in
                Campaign(
                    key: row.key(0), slug: try row.value(1) { Slug($0) }, language: try row.value(2, Language.init(rawValue:)),
                    title: row.text(3), line: row.text(4), html: row.text(5), picture: row.optionalKey(6), pictureAlt: row.text(7))
            }
    }
}
