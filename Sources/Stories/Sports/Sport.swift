package import Releases
package import Storage
package import Values

/// A sport, by its name in one language.
package struct Sport: Sendable {
    /// Which sport.
    package let key: Key<Sport>
    /// The last part of its address, in every language.
    package let slug: Slug
    /// The language of the name at hand.
    package let language: Language
    /// Its name.
    package let name: String

    /// The name in the asked language where there is one, else in the sport's first.
    private static func select(_ language: Language) -> SQL {
        """
        SELECT s.key, s.slug, n.language, n.name FROM sports s JOIN sport_names n ON n.sport = s.key AND n.language = coalesce(
            (SELECT x.language FROM sport_names x WHERE x.sport = s.key AND x.language = \(language.rawValue)), s.language)
        """
    }

    /// The open sports of a market in the order of their addresses; there are a few dozen. `after` continues a list.
    package static func list(
        in language: Language, through gate: Gate, after: Slug? = nil, limit: Int = 200, in tx: Transaction
    ) throws -> [Sport] {
        try tx.all("""
            \(select(language)) WHERE s.slug > \(after?.text ?? "") AND \(gate.opens("s.key")) ORDER BY s.slug LIMIT \(limit)
            """, Sport.init)
    }

    /// The open sport of a slug; throws not found when there is none or it is not open here yet.
    package static func find(_ slug: Slug, in language: Language, through gate: Gate, in tx: Transaction) throws -> Sport {
        guard let sport = try tx.first("\(select(language)) WHERE s.slug = \(slug) AND \(gate.opens("s.key"))", Sport.init) else {
            throw NotFound("sport")
        }
        return sport
    }

    /// The open sports of some keys, by key; the others are left out.
    package static func find(
        _ keys: Set<Key<Sport>>, in language: Language, through gate: Gate, in tx: Transaction
    ) throws -> [Key<Sport>: Sport] {
        guard !keys.isEmpty else { return [:] }
        let list = SQL.joined(keys.sorted().map { "\($0)" }, by: ", ")
        let sports = try tx.all("\(select(language)) WHERE s.key IN (\(list)) AND \(gate.opens("s.key"))", Sport.init)
        return Dictionary(uniqueKeysWithValues: sports.map { ($0.key, $0) })
    }

    /// The open sports of some slugs, in the order of their addresses; the others are left out.
    package static func open(_ slugs: [Slug], in language: Language, through gate: Gate, in tx: Transaction) throws -> [Sport] {
        guard !slugs.isEmpty else { return [] }
        let list = SQL.joined(slugs.map { "\($0)" }, by: ", ")
        return try tx.all("\(select(language)) WHERE s.slug IN (\(list)) AND \(gate.opens("s.key")) ORDER BY s.slug", Sport.init)
    }

    /// The open sports that a story is about, in the story's order.
    package static func of(
        _ story: Key<Story>, in language: Language, through gate: Gate, in tx: Transaction
    ) throws -> [Sport] {
        try tx.all("""
            \(select(language)) JOIN story_sports l ON l.slug = s.slug
            WHERE l.story = \(story) AND \(gate.opens("s.key")) ORDER BY l.position, s.slug
            """, Sport.init)
    }

    /// The keys of all sports after one, in their order.
    package static func keys(after key: Key<Sport>, limit: Int, in tx: Transaction) throws -> [Key<Sport>] {
        try tx.all("SELECT key FROM sports WHERE key > \(key) ORDER BY key LIMIT \(limit)") { $0.key(0) }
    }
}

extension Sport {
    private init(_ row: Row) throws {
        self.init(
            key: row.key(0), slug: try row.value(1) { Slug($0) }, language: try row.value(2, Language.init(rawValue:)),
            name: row.text(3))
    }
}
