import Foundation
package import Storage
package import Values

/// Who works on a story, as its history names them.
package struct Writer: Hashable, Sendable {
    /// The person's key, or nil for an import and the program itself.
    package let person: Int64?
    /// As it was at that moment.
    package let name: String

    /// A writer by key and name.
    package init(person: Int64?, name: String) {
        self.person = person
        self.name = name
    }

    /// An import.
    package static let importer = Writer(person: nil, name: "import")
}

/// One step in the history of a story: the whole manuscript as somebody left it.
package struct StoryRevision: Sendable {
    /// Saves of one person that follow each other within this time are one revision.
    package static let mergeSeconds: Int64 = 5 * 60

    /// How it came to be.
    package enum Kind: String, Sendable {
        case created
        case saved
        case imported
        case restored
        /// A text that came too late and was kept beside the manuscript, for somebody to merge.
        case aside
    }

    /// Counts up from 1 within a story.
    package let number: Int64
    /// How it came to be.
    package let kind: Kind
    /// Who wrote it.
    package let writer: Writer
    /// Its first save.
    package let begunAt: Instant
    /// Its last save.
    package let at: Instant
    /// The number of the revision that it restored; nil for other kinds.
    package let restored: Int64?
    /// When it went public, if it did.
    package let publishedAt: Instant?
    /// Who published it.
    package let publishedBy: String?
    /// What it holds.
    package let manuscript: Manuscript

    static let columns: SQL = """
        SELECT number, kind, writer, writer_name, begun_at, at, restored, published_at, published_by, content, base, parts
        FROM story_revisions
        """

    /// The history of a story, newest first; `before` continues a list.
    package static func list(
        of story: Key<Story>, before: Int64? = nil, limit: Int, in tx: Transaction
    ) throws -> [StoryRevision] {
        try tx.all("""
            \(columns) WHERE story = \(story) AND number < \(before ?? Int64.max) ORDER BY number DESC LIMIT \(limit)
            """, StoryRevision.init)
    }

    /// A revision of a story by its number; throws when there is none.
    package static func find(_ number: Int64, of story: Key<Story>, in tx: Transaction) throws -> StoryRevision {
        guard let found = try tx.first("""
            \(columns) WHERE story = \(story) AND number = \(number)
            """, StoryRevision.init) else { throw NotFound("revision") }
        return found
    }

    /// The revision before one that became the manuscript, for showing what it changed; nil for the first.
    package static func before(_ number: Int64, of story: Key<Story>, in tx: Transaction) throws -> StoryRevision? {
        try tx.first("""
            \(columns) WHERE story = \(story) AND number < \(number) AND kind <> 'aside' ORDER BY number DESC LIMIT 1
            """, StoryRevision.init)
    }

    init(_ row: Row) throws {
        number = row.int(0)
        kind = try row.value(1, Kind.init(rawValue:))
        writer = Writer(person: row.optionalInt(2), name: row.text(3))
        begunAt = row.instant(4)
        at = row.instant(5)
        restored = row.optionalInt(6)
        publishedAt = row.optionalInstant(7)
        publishedBy = row.optionalText(8)
        manuscript = try row.value(9, ManuscriptText.decode)
    }
}

/// The stored form of a manuscript: JSON with sorted keys.
enum ManuscriptText {
    /// Bytes of a manuscript in all languages; more is refused.
    static let sizeLimit = 8_000_000

    static func encode(_ manuscript: Manuscript) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let data = try encoder.encode(manuscript)
        guard data.count <= sizeLimit else { throw StoryRefusal.tooLong }
        return String(decoding: data, as: UTF8.self)
    }

    static func decode(_ text: String) -> Manuscript? { try? JSONDecoder().decode(Manuscript.self, from: Data(text.utf8)) }
}
