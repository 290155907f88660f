// Stories is what is told: articles about sport and athletes, in the languages that somebody has written.
//
// - A story has one address for all languages and a text for each; a reader gets the asked language, else the story's first one.
// - A body is a list of blocks; its HTML was sanitised on the way in (Exchange), so that pages can show it as it is.
// - A story points at pictures and at products by name. What a product costs is joined by the surface: this module does not know.

package import Exchange
import Foundation
package import Pictures
package import Releases
package import Storage
package import Values

/// A story in one language.
package struct Story: Sendable {
    /// Which story, in every language.
    package let key: Key<Story>
    /// The last part of its address, in every language.
    package let slug: Slug
    /// The language of the text at hand.
    package let language: Language
    /// Its headline.
    package let title: String
    /// What it is about, in a sentence or two; may be empty.
    package let summary: String
    /// The sport, or another short word above the headline; may be empty.
    package let kicker: String
    /// Who wrote it; may be empty.
    package let author: String
    /// When it was first published.
    package let publishedAt: Instant
    /// The picture that leads it.
    package let picture: Key<Picture>?
    /// What that picture shows.
    package let pictureAlt: String

    static let columns: SQL = """
        SELECT s.key, s.slug, t.language, t.title, t.summary, t.kicker, s.author, s.published_at, s.picture, t.picture_alt
        """

    /// The text in the asked language where there is one, else in the story's first.
    static func text(_ language: Language) -> SQL {
        """
        JOIN story_texts t ON t.story = s.key AND t.language = coalesce(
            (SELECT x.language FROM story_texts x WHERE x.story = s.key AND x.language = \(language.rawValue)), s.language)
        """
    }

    /// Where a story stands in lists.
    package struct Mark: Hashable, Sendable, CustomStringConvertible {
        let publishedAt: Instant
        let key: Key<Story>

        /// The mark as a text, for cursors.
        package var description: String { "\(publishedAt.ms).\(key)" }
    }

    /// Where it stands in lists.
    package var mark: Mark { Mark(publishedAt: publishedAt, key: key) }

    /// The open stories of a market, newest first: all of them, or those that are about all of `subjects`, each of which is open
    /// here too; `before` continues a list.
    package static func list(
        about subjects: [Subject] = [], in language: Language, through gate: Gate, before: Mark? = nil, limit: Int,
        in tx: Transaction
    ) throws -> [Story] {
        let from = before?.publishedAt ?? .never
        let key = before?.key.raw ?? Int64.max
        let conditions = subjects.map { "AND \($0.condition(through: gate))" as SQL }
        return try tx.all("""
            \(columns) FROM stories s \(text(language))
            WHERE s.state = 'published' AND (s.published_at < \(from) OR (s.published_at = \(from) AND s.key < \(key)))
            AND \(gate.opens("s.key")) \(SQL.joined(conditions, by: " ")) ORDER BY s.published_at DESC, s.key DESC LIMIT \(limit)
            """, Story.init)
    }

    /// The open story of a slug with its body; throws not found when there is none or it is not open here yet.
    package static func find(
        _ slug: Slug, in language: Language, through gate: Gate, in tx: Transaction
    ) throws -> (story: Story, blocks: [StoryBlock]) {
        guard let found = try tx.first("""
            \(columns), t.body FROM stories s \(text(language))
            WHERE s.slug = \(slug) AND s.state = 'published' AND \(gate.opens("s.key"))
            """, { (story: try Story($0), blocks: try $0.value(10, StoryBody.decode)) })
        else { throw NotFound("story") }
        return found
    }

    /// The open stories that show a product, newest first.
    package static func showing(
        product handle: Slug, in language: Language, through gate: Gate, limit: Int, in tx: Transaction
    ) throws -> [Story] {
        try tx.all("""
            \(columns) FROM stories s \(text(language))
            WHERE s.state = 'published' AND \(gate.opens("s.key"))
            AND EXISTS (SELECT 1 FROM story_products sp WHERE sp.story = s.key AND sp.handle = \(handle))
            ORDER BY s.published_at DESC, s.key DESC LIMIT \(limit)
            """, Story.init)
    }

    /// The key of an open story, for crediting what is bought from it; nil when it is unknown or not open.
    package static func key(of slug: Slug, through gate: Gate, in tx: Transaction) throws -> Key<Story>? {
        try tx.first("""
            SELECT s.key FROM stories s WHERE s.slug = \(slug) AND s.state = 'published' AND \(gate.opens("s.key"))
            """) { $0.key(0) }
    }
}

extension Story {
    init(_ row: Row) throws {
        self.init(
            key: row.key(0), slug: try row.value(1) { Slug($0) }, language: try row.value(2, Language.init(rawValue:)),
            title: row.text(3), summary: row.text(4), kicker: row.text(5), author: row.text(6), publishedAt: row.instant(7),
            picture: row.optionalKey(8), pictureAlt: row.text(9))
    }
}

extension Story.Mark {
    /// Reads what `description` wrote; nil for anything else.
    package init?(_ text: String) {
        let parts = text.split(separator: ".")
        guard parts.count == 2, let ms = Int64(parts[0]), let key = Key<Story>(parts[1]) else { return nil }
        self.init(publishedAt: Instant(ms: ms), key: key)
    }
}

/// The stored form of a body: a JSON array of blocks.
enum StoryBody {
    static func encode(_ blocks: [StoryBlock]) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(blocks), as: UTF8.self)
    }

    static func decode(_ text: String) -> [StoryBlock]? {
        try? JSONDecoder().decode([StoryBlock].self, from: Data(text.utf8))
    }
}
