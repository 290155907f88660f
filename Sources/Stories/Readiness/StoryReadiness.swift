import Exchange
import Foundation
package import Releases
import Storage
package import Values

/// What a release's stories lack, as far as this module knows; whether what they name is there and open is for the hub to say.
package enum StoryReadiness {
    /// Looks at state, texts and picture.
    package static let check = ReadinessCheck(.story) { items, showings, tx in
        let facts = try Facts.read(items, in: tx)
        return items.flatMap { item in facts[item].map { judge($0, item, showings) } ?? [] }
    }

    /// What is looked at.
    package struct Facts: Sendable {
        /// Whether its state lets it be shown.
        package var isPublic = true
        /// Name of its leading picture, or empty.
        package var picture = ""
        /// Whether the picture's text is there, by language of the texts.
        package var texts: [Language: Bool] = [:]
        /// Who changed it last.
        package var person = ""

        /// A story with texts in these languages, and nothing wrong.
        package init(_ languages: [Language] = []) { texts = Dictionary(uniqueKeysWithValues: languages.map { ($0, true) }) }
    }

    /// What is missing where, by the facts alone.
    package static func judge(_ facts: Facts, _ key: ItemKey, _ showings: [Showing]) -> [Shortcoming] {
        let item = ReleaseItem(key, .story)
        var found: [Shortcoming] = []
        if !facts.isPublic { found.append(Shortcoming(.error, "not_public", item, person: facts.person)) }
        if facts.picture.isEmpty { found.append(Shortcoming(.warning, "no_picture", item, person: facts.person)) }
        found += Shortcoming.languages(of: Set(facts.texts.keys), item, showings, person: facts.person)
        for (language, hasAlt) in facts.texts.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            guard !hasAlt, !facts.picture.isEmpty, showings.contains(where: { $0.market.languages.contains(language) }) else {
                continue
            }
            found.append(Shortcoming(.warning, "no_alt", item, in: nil, language, person: facts.person))
        }
        return found
    }
}

extension StoryReadiness.Facts {
    static func read(_ items: [ItemKey], in tx: Transaction) throws -> [ItemKey: Self] {
        let list = SQL.joined(items.map { "\($0)" }, by: ", ")
        var facts: [ItemKey: Self] = [:]
        try tx.each("""
            SELECT s.key, s.state, coalesce(p.name, ''), coalesce(d.changed_by, s.author)
            FROM stories s LEFT JOIN pictures p ON p.key = s.picture LEFT JOIN story_drafts d ON d.story = s.key
            WHERE s.key IN (\(list))
            """) { row in
                var story = Self()
                story.isPublic = row.text(1) == "published"
                story.picture = row.text(2)
                story.person = row.text(3)
                facts[row.key(0)] = story
            }
        try tx.each("SELECT story, language, picture_alt FROM story_texts WHERE story IN (\(list))") { row in
            facts[row.key(0)]?.texts[try row.value(1, Language.init(rawValue:))] = !row.text(2).isEmpty
        }
        return facts
    }
}
