import Releases
package import Storage
package import Values

/// A whole athlete as imports and the desk know it. Two equal drafts mean the same athlete.
package struct AthleteDraft: Hashable, Sendable {
    /// Results of one athlete.
    package static let resultsLimit = 500

    /// What is said in one language.
    package struct Text: Hashable, Sendable {
        /// The name.
        package var name: String
        /// Who it is; may be empty.
        package var bio = ""

        /// A name and nothing else.
        package init(name: String) { self.name = name }
    }

    /// What an athlete reached in an event.
    package struct Result: Hashable, Sendable {
        /// At which Games and in which event, by language; holds the athlete's first language always.
        package var events: [Language: Event] = [:]
        /// A number, or letters such as `DNF`; may be empty.
        package var rank = ""
        /// The medal, when there is one.
        package var medal: Medal?
        /// The time, the points or the score; may be empty.
        package var mark = ""

        /// A result without an event yet.
        package init() {}
    }

    /// Games and event in one language.
    package struct Event: Hashable, Sendable {
        /// Such as `PyeongChang 2018`.
        package var games: String
        /// Such as `Women's 500 m`.
        package var event: String

        /// An event of some Games.
        package init(games: String, event: String) {
            self.games = games
            self.event = event
        }
    }

    /// The last part of the address.
    package var slug: Slug
    /// The code of a National Olympic Committee.
    package var country = ""
    /// Slug of the sport.
    package var sport = ""
    /// The year of birth, when it is known.
    package var born: Int64?
    /// What is said, by language; the first that there is, in the order of the hub's languages, is the one to fall back to.
    package var texts: [Language: Text] = [:]
    /// What was reached, newest first.
    package var results: [Result] = []
    /// Markets in whose standing release the athlete is.
    package var markets: Set<MarketCode> = []

    /// An athlete without a name yet.
    package init(slug: Slug) { self.slug = slug }

    /// The language to fall back to; nil while there is no name.
    package var language: Language? { Language.allCases.first { texts[$0] != nil } }
    /// Medals as one number, as `Athlete.standing` has it.
    package var standing: Int64 { results.compactMap(\.medal?.standing).reduce(0, +) }

    /// The athlete of a slug with the key, or nil.
    package static func load(_ slug: Slug, in tx: Transaction) throws -> (key: Key<Athlete>, draft: AthleteDraft)? {
        let key = try tx.first("SELECT key FROM athletes WHERE slug = \(slug)") { $0.key(0, of: Athlete.self) }
        return try key.flatMap { key in try load([key], in: tx)[key].map { (key, $0) } }
    }

    /// The athletes of some keys; unknown keys are left out.
    package static func load(_ keys: [Key<Athlete>], in tx: Transaction) throws -> [Key<Athlete>: AthleteDraft] {
        guard !keys.isEmpty else { return [:] }
        let list = SQL.joined(keys.map { "\($0)" }, by: ", ")
        var drafts: [Key<Athlete>: AthleteDraft] = [:]
        try tx.each("""
            SELECT a.key, a.slug, a.country, s.slug, a.born FROM athletes a JOIN sports s ON s.key = a.sport
            WHERE a.key IN (\(list))
            """) { row in
                var draft = AthleteDraft(slug: try row.value(1) { Slug($0) })
                (draft.country, draft.sport, draft.born) = (row.text(2), row.text(3), row.optionalInt(4))
                drafts[row.key(0)] = draft
            }
        try tx.each("SELECT athlete, language, name, bio FROM athlete_texts WHERE athlete IN (\(list))") { row in
            var text = Text(name: row.text(2))
            text.bio = row.text(3)
            drafts[row.key(0)]?.texts[try row.value(1, Language.init(rawValue:))] = text
        }
        try loadResults(list, into: &drafts, in: tx)
        for (item, markets) in try Standing.markets(of: keys.map { $0.retyped() }, in: tx) {
            drafts[item.retyped()]?.markets = markets
        }
        return drafts
    }

    private static func loadResults(_ list: SQL, into drafts: inout [Key<Athlete>: AthleteDraft], in tx: Transaction) throws {
        try tx.each("""
            SELECT athlete, rank, medal, mark FROM athlete_results WHERE athlete IN (\(list)) ORDER BY athlete, position
            """) { row in
                var result = Result()
                (result.rank, result.medal, result.mark) = (row.text(1), Medal(rawValue: row.text(2)), row.text(3))
                drafts[row.key(0)]?.results.append(result)
            }
        try tx.each("SELECT athlete, position, language, games, event FROM athlete_events WHERE athlete IN (\(list))") { row in
            let language = try row.value(2, Language.init(rawValue:))
            drafts[row.key(0)]?.results[Int(row.int(1))].events[language] = Event(games: row.text(3), event: row.text(4))
        }
    }
}
