package import Releases
package import Storage
package import Values

/// An athlete, in one language: public facts of sport and nothing else.
package struct Athlete: Sendable {
    /// Which athlete.
    package let key: Key<Athlete>
    /// The last part of the address, in every language.
    package let slug: Slug
    /// The country by the code of its National Olympic Committee, such as `KOR`.
    package let country: String
    /// Which sport.
    package let sport: Key<Sport>
    /// The year of birth, when it is known.
    package let born: Int64?
    /// Medals as one number: ten thousand a gold one, a hundred a silver one, one a bronze one.
    package let standing: Int64
    /// The language of the texts at hand.
    package let language: Language
    /// The name.
    package let name: String
    /// Who it is, in a few sentences; may be empty.
    package let bio: String

    /// The athletes who are open in a market.
    package static let addressed = Addressed<Athlete>("athletes", as: "a") { $0.opens("a.key") }

    private static func select(_ language: Language) -> SQL {
        """
        SELECT a.key, a.slug, a.country, a.sport, a.born, a.standing, t.language, t.name, t.bio
        FROM athletes a JOIN athlete_texts t ON t.athlete = a.key AND t.language = coalesce(
            (SELECT x.language FROM athlete_texts x WHERE x.athlete = a.key AND x.language = \(language.rawValue)), a.language)
        """
    }

    /// Where an athlete stands in lists.
    package struct Mark: Hashable, Sendable, CustomStringConvertible {
        let standing: Int64
        let key: Key<Athlete>

        /// The mark as a text, for cursors.
        package var description: String { "\(standing).\(key)" }
    }

    /// Where the athlete stands in lists.
    package var mark: Mark { Mark(standing: standing, key: key) }

    /// The open athletes of a market, or those of one sport, most medals first; `after` continues a list.
    package static func list(
        of sport: Key<Sport>? = nil, in language: Language, through gate: Gate, after: Mark? = nil, limit: Int,
        in tx: Transaction
    ) throws -> [Athlete] {
        let (standing, key) = (after?.standing ?? Int64.max, after?.key.raw ?? Int64.max)
        let ofSport: SQL = sport.map { "a.sport = \($0) AND" } ?? ""
        return try tx.all("""
            \(select(language)) WHERE \(ofSport) (a.standing, a.key) < (\(standing), \(key)) AND \(gate.opens("a.key"))
            ORDER BY a.standing DESC, a.key DESC LIMIT \(limit)
            """, Athlete.init)
    }

    /// The open athletes with medals: those of a country's committee first, half of the list at most, then the most decorated.
    package static func medallists(
        from country: String?, in language: Language, through gate: Gate, limit: Int, in tx: Transaction
    ) throws -> [Athlete] {
        let own = try country.map { country in
            try tx.all("""
                \(select(language)) WHERE a.country = \(country) AND a.standing > 0 AND \(gate.opens("a.key"))
                ORDER BY a.standing DESC, a.key DESC LIMIT \(limit / 2)
                """, Athlete.init)
        } ?? []
        let known = Set(own.map(\.key))
        let others = try list(in: language, through: gate, limit: limit, in: tx)
            .filter { $0.standing > 0 && !known.contains($0.key) }
        return Array((own + others).prefix(limit))
    }

    /// The open athlete of a slug; throws not found when there is none or it is not open here yet.
    package static func find(_ slug: Slug, in language: Language, through gate: Gate, in tx: Transaction) throws -> Athlete {
        guard let athlete = try tx.first("""
            \(select(language)) WHERE a.slug = \(slug) AND \(gate.opens("a.key"))
            """, Athlete.init) else { throw NotFound("athlete") }
        return athlete
    }

    /// The open athletes of some slugs, in the order of the slugs; the others are left out.
    package static func find(
        _ slugs: [Slug], in language: Language, through gate: Gate, in tx: Transaction
    ) throws -> [Athlete] {
        guard !slugs.isEmpty else { return [] }
        let list = SQL.joined(slugs.map { "\($0)" }, by: ", ")
        let athletes = try tx.all("\(select(language)) WHERE a.slug IN (\(list)) AND \(gate.opens("a.key"))", Athlete.init)
        let order = Dictionary(slugs.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        return athletes.sorted { order[$0.slug] ?? 0 < order[$1.slug] ?? 0 }
    }

    /// The open athletes whom a story is about, in the story's order.
    package static func of(
        _ story: Key<Story>, in language: Language, through gate: Gate, limit: Int, in tx: Transaction
    ) throws -> [Athlete] {
        try tx.all("""
            \(select(language)) JOIN story_athletes l ON l.slug = a.slug
            WHERE l.story = \(story) AND \(gate.opens("a.key")) ORDER BY l.position, a.slug LIMIT \(limit)
            """, Athlete.init)
    }

    /// The keys of all athletes after one, in their order.
    package static func keys(after key: Key<Athlete>, limit: Int, in tx: Transaction) throws -> [Key<Athlete>] {
        try tx.all("SELECT key FROM athletes WHERE key > \(key) ORDER BY key LIMIT \(limit)") { $0.key(0) }
    }
}

extension Athlete.Mark {
    /// Reads what `description` wrote; nil for anything else.
    package init?(_ text: String) {
        let parts = text.split(separator: ".")
        guard parts.count == 2, let standing = Int64(parts[0]), let key = Key<Athlete>(parts[1]) else { return nil }
        self.init(standing: standing, key: key)
    }
}

extension Athlete {
    private init(_ row: Row) throws {
        self.init(
            key: row.key(0), slug: try row.value(1) { Slug($0) }, country: row.text(2), sport: row.key(3),
            born: row.optionalInt(4), standing: row.int(5), language: try row.value(6, Language.init(rawValue:)),
            name: row.text(7), bio: row.text(8))
    }
}

/// What a medal is made of.
package enum Medal: String, Sendable, CaseIterable {
    case gold
    case silver
    case bronze

    /// What it adds to an athlete's standing.
    package var standing: Int64 {
        switch self {
        case .gold: 10_000
        case .silver: 100
        case .bronze: 1
        }
    }

    /// How many medals of a kind a standing says.
    package static func count(of medal: Medal, in standing: Int64) -> Int64 {
        switch medal {
        case .gold: standing / gold.standing
        case .silver: standing % gold.standing / silver.standing
        case .bronze: standing % silver.standing
        }
    }
}

/// What an athlete reached in an event, as one language says it.
package struct AthleteResult: Sendable {
    /// Whose it is.
    package let athlete: Key<Athlete>
    /// At which Games, such as `PyeongChang 2018`.
    package let games: String
    /// In which event.
    package let event: String
    /// The rank as it is published: a number, or letters such as `DNF`; may be empty.
    package let rank: String
    /// The medal, when there is one.
    package let medal: Medal?
    /// The time, the points or the score as it is published; may be empty.
    package let mark: String

    /// The results of some athletes, each one's in the order of the import.
    package static func of(
        _ athletes: [Key<Athlete>], in language: Language, in tx: Transaction
    ) throws -> [Key<Athlete>: [AthleteResult]] {
        guard !athletes.isEmpty else { return [:] }
        let list = SQL.joined(athletes.map { "\($0)" }, by: ", ")
        let results = try tx.all("""
            SELECT r.athlete, e.games, e.event, r.rank, r.medal, r.mark
            FROM athlete_results r JOIN athletes a ON a.key = r.athlete
                JOIN athlete_events e ON e.athlete = r.athlete AND e.position = r.position AND e.language = coalesce(
                    (SELECT x.language FROM athlete_events x WHERE x.athlete = r.athlete AND x.position = r.position
                     AND x.language = \(language.rawValue)), a.language)
            WHERE r.athlete IN (\(list)) ORDER BY r.athlete, r.position
            """) { row in
                AthleteResult(
                    athlete: row.key(0), games: row.text(1), event: row.text(2), rank: row.text(3),
                    medal: Medal(rawValue: row.text(4)), mark: row.text(5))
            }
        return Dictionary(grouping: results, by: \.athlete)
    }
}
