// Writing is how stories come to be: beside what is public, every story has a manuscript that only the desk sees.
//
// - A manuscript goes public by `publish` and in no other way; until then pages, feeds, the sitemap and search know nothing of it.
// - Every save has a version. A save that was made from an older version of the parts it changes is a conflict: it is kept as a
//   revision of its own and the manuscript stays as it is, so that nobody's work is lost. People who write in different languages
//   do not meet.
// - Every state of a manuscript is a revision, whole; saves of one person that follow each other are one.
// - Where and when a story is seen is Releases' business: this module opens and closes what the desk decides.

package import Storage
package import Values

/// A story as the desk works on it: its manuscript, and how that stands to what is public.
package struct StoryWork: Sendable {
    /// Which story.
    package let key: Key<Story>
    /// The address that it has; the manuscript may ask for another one while it was never public.
    package let slug: Slug
    /// Whether it may be shown at all.
    package let state: StoryDraft.State
    /// Grows with every save: what the next save must name as its base.
    package let version: Int64
    /// The revision that holds the manuscript.
    package let revision: Int64
    /// The revision that is public or was last; nil while none was.
    package let published: Int64?
    /// Whether the manuscript says something else than what is public.
    package let isChanged: Bool
    /// Whether the desk decided where it is shown, so that imports leave that alone.
    package let isPlaced: Bool
    /// Whether it was ever public.
    package let wasPublished: Bool
    /// The version at which each part changed last: `head`, or a language's tag.
    package let parts: [String: Int64]
    /// Its last save.
    package let changedAt: Instant
    /// Who saved last.
    package let changedBy: String
    /// What is being written.
    package let manuscript: Manuscript

    private static let columns: SQL = """
        SELECT s.key, s.slug, s.state, d.version, d.revision, d.published, d.is_changed, d.is_placed, d.was_published, d.parts,
            d.changed_at, d.changed_by, r.content
        FROM stories s JOIN story_drafts d ON d.story = s.key
            JOIN story_revisions r ON r.story = s.key AND r.number = d.revision
        """

    /// The work on a story; throws when there is no such story.
    package static func find(_ key: Key<Story>, in tx: Transaction) throws -> StoryWork {
        guard let work = try tx.first("\(columns) WHERE s.key = \(key)", StoryWork.init) else { throw NotFound("story") }
        return work
    }

    /// The same, with the story's row locked until the end of the transaction.
    static func lock(_ key: Key<Story>, in tx: Transaction) throws -> StoryWork {
        try tx.run("UPDATE story_drafts SET version = version WHERE story = \(key)")
        return try find(key, in: tx)
    }

    init(_ row: Row) throws {
        key = row.key(0)
        slug = try row.value(1) { Slug($0) }
        state = try row.value(2, StoryDraft.State.init(rawValue:))
        version = row.int(3)
        revision = row.int(4)
        published = row.optionalInt(5)
        isChanged = row.flag(6)
        isPlaced = row.flag(7)
        wasPublished = row.flag(8)
        parts = try row.value(9, VersionedParts.decode)
        changedAt = row.instant(10)
        changedBy = row.text(11)
        manuscript = try row.value(12, ManuscriptText.decode)
    }

    /// What is public of it, or would be if its state allowed.
    package func story(in tx: Transaction) throws -> StoryDraft? {
        let story = try StoryDraft.load(slug, in: tx)
        return story?.texts.isEmpty == true ? nil : story
    }
}

/// The versions at which parts changed, as they are stored: `head 3, en 7`.
enum VersionedParts {
    static let head = "head"

    static func encode(_ parts: [String: Int64]) -> String {
        parts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
    }

    static func decode(_ text: String) -> [String: Int64]? {
        var parts: [String: Int64] = [:]
        for pair in text.split(separator: ",") {
            let words = pair.split(separator: " ")
            guard words.count == 2, let version = Int64(words[1]) else { return nil }
            parts[String(words[0])] = version
        }
        return parts
    }
}
