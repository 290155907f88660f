package import Pictures
import Releases
package import Storage
package import Values

/// A whole sport as imports and the desk know it. Two equal drafts mean the same sport.
package struct SportDraft: Hashable, Sendable {
    /// What saving came to.
    package typealias Change = Picture.Change

    /// The last part of its address.
    package var slug: Slug
    /// Its names, by language; the first that there is, in the order of the hub's languages, is the one to fall back to.
    package var names: [Language: String] = [:]
    /// Markets in whose standing release it is.
    package var markets: Set<MarketCode> = []

    /// A sport without a name yet.
    package init(slug: Slug) { self.slug = slug }

    /// The language to fall back to; nil while there is no name.
    package var language: Language? { Language.allCases.first { names[$0] != nil } }

    /// The sport of a slug with its key, or nil.
    package static func load(_ slug: Slug, in tx: Transaction) throws -> (key: Key<Sport>, draft: SportDraft)? {
        let key = try tx.first("SELECT key FROM sports WHERE slug = \(slug)") { $0.key(0, of: Sport.self) }
        return try key.flatMap { key in try load([key], in: tx)[key].map { (key, $0) } }
    }

    /// The sports of some keys; unknown keys are left out.
    package static func load(_ keys: [Key<Sport>], in tx: Transaction) throws -> [Key<Sport>: SportDraft] {
        guard !keys.isEmpty else { return [:] }
        let list = SQL.joined(keys.map { "\($0)" }, by: ", ")
        var drafts: [Key<Sport>: SportDraft] = [:]
        try tx.each("SELECT key, slug FROM sports WHERE key IN (\(list))") { row in
            drafts[row.key(0)] = SportDraft(slug: try row.value(1) { Slug($0) })
        }
        try tx.each("SELECT sport, language, name FROM sport_names WHERE sport IN (\(list))") { row in
            drafts[row.key(0)]?.names[try row.value(1, Language.init(rawValue:))] = row.text(2)
        }
        for (item, markets) in try Standing.markets(of: keys.map { $0.retyped() }, in: tx) {
            drafts[item.retyped()]?.markets = markets
        }
        return drafts
    }

    /// Makes the hub's sport equal to this draft; writes nothing when it is. Refuses a sport without a name.
    package func save(at now: Instant, markets: [Market], in tx: Transaction) throws -> Change {
        let known = try Self.load(slug, in: tx)
        if known?.draft == self { return .unchanged }
        guard let language else { throw InvalidField("Name", "The sport has no name in any language. Write one.") }
        let key = try known?.key ?? tx.newKey()
        try tx.run("""
            INSERT INTO sports (key, slug, language, changed_at) VALUES (\(key), \(slug), \(language.rawValue), \(now))
            ON CONFLICT (key) DO UPDATE SET language = excluded.language, changed_at = excluded.changed_at
            """)
        try tx.run("DELETE FROM sport_names WHERE sport = \(key)")
        for language in Language.allCases {
            guard let name = names[language] else { continue }
            try tx.run("INSERT INTO sport_names (sport, language, name) VALUES (\(key), \(language.rawValue), \(name))")
        }
        try Standing.set(
            key.retyped(), .sport, from: known?.draft.markets ?? [], to: self.markets, among: markets, at: now, in: tx)
        tx.touch(Topic(key))
        tx.touch(.athletes)
        try tx.record("sport.changed", of: key, at: now)
        return known == nil ? .created : .updated
    }
}
