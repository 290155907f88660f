package import Pictures
import Releases
package import Storage
package import Values

extension AthleteDraft {
    /// What saving came to.
    package typealias Change = Picture.Change

    /// Makes the hub's athlete equal to this draft; writes nothing when it is.
    ///
    /// Refuses an athlete without a name, of a sport that the hub does not have, with a country that is no committee's code, or
    /// with a result that says nothing in the athlete's first language.
    package func save(at now: Instant, markets: [Market], in tx: Transaction) throws -> Change {
        let known = try Self.load(slug, in: tx)
        if known?.draft == self { return .unchanged }
        guard let language else { throw InvalidField("Name", "The athlete has no name in any language. Write one.") }
        guard Committee.isCode(country) else {
            throw InvalidField("Country", "“\(country.prefix(40))” is no code of a National Olympic Committee, such as KOR.")
        }
        guard let sport = try Slug(sport).flatMap({ try SportDraft.load($0, in: tx)?.key }) else {
            throw InvalidField("Sport", "The hub has no sport “\(sport.prefix(60))”. Import it first.")
        }
        guard results.count <= Self.resultsLimit else {
            throw InvalidField("Event", "One athlete has more than \(Self.resultsLimit) results. Leave some out.")
        }
        guard results.allSatisfy({ $0.events[language] != nil }) else {
            let reason = "A result does not say Games and event in \(language.ownName), the athlete's first language."
            throw InvalidField("Event", reason)
        }
        let key = try known?.key ?? tx.newKey()
        try tx.run("""
            INSERT INTO athletes (key, slug, language, country, sport, born, standing, changed_at)
            VALUES (\(key), \(slug), \(language.rawValue), \(country), \(sport), \(born), \(standing), \(now))
            ON CONFLICT (key) DO UPDATE SET language = excluded.language, country = excluded.country, sport = excluded.sport,
                born = excluded.born, standing = excluded.standing, changed_at = excluded.changed_at
            """)
        if known?.draft.texts != texts { try writeTexts(key, in: tx) }
        if known?.draft.results ?? [] != results { try writeResults(key, in: tx) }
        try Standing.set(
            key.retyped(), .athlete, from: known?.draft.markets ?? [], to: self.markets, among: markets, at: now, in: tx)
        tx.touch(Topic(key))
        tx.touch(.athletes)
        try tx.record("athlete.changed", of: key, at: now)
        return known == nil ? .created : .updated
    }

    private func writeTexts(_ key: Key<Athlete>, in tx: Transaction) throws {
        try tx.run("DELETE FROM athlete_texts WHERE athlete = \(key)")
        for language in Language.allCases {
            guard let text = texts[language] else { continue }
            try tx.run("""
                INSERT INTO athlete_texts (athlete, language, name, bio)
                VALUES (\(key), \(language.rawValue), \(text.name), \(text.bio))
                """)
        }
    }

    private func writeResults(_ key: Key<Athlete>, in tx: Transaction) throws {
        try tx.run("DELETE FROM athlete_events WHERE athlete = \(key)")
        try tx.run("DELETE FROM athlete_results WHERE athlete = \(key)")
        for (position, result) in results.enumerated() {
            try tx.run("""
                INSERT INTO athlete_results (athlete, position, rank, medal, mark)
                VALUES (\(key), \(position), \(result.rank), \(result.medal?.rawValue ?? ""), \(result.mark))
                """)
            for language in Language.allCases {
                guard let event = result.events[language] else { continue }
                try tx.run("""
                    INSERT INTO athlete_events (athlete, position, language, games, event)
                    VALUES (\(key), \(position), \(language.rawValue), \(event.games), \(event.event))
                    """)
            }
        }
    }
}
