import Storage
import Values

// How the work on a story is stored: a row that says where it stands, a row for each language that lists ask, its revisions.

extension StoryWork {
    /// What the row of a story's work says.
    struct Situation {
        var version: Int64
        var revision: Int64
        var published: Int64?
        var isChanged: Bool
        var isPlaced: Bool
        var wasPublished: Bool
        var parts: [String: Int64]
    }

    var situation: Situation {
        Situation(
            version: version, revision: revision, published: published, isChanged: isChanged, isPlaced: isPlaced,
            wasPublished: wasPublished, parts: parts)
    }

    /// Writes where the work on a story stands, and what lists show of its manuscript.
    static func store(
        _ situation: Situation, of key: Key<Story>, _ manuscript: Manuscript, by writer: Writer, at now: Instant, in tx: Transaction
    ) throws {
        let title = manuscript.source.title
        try tx.run("""
            INSERT INTO story_drafts (story, version, revision, published, is_changed, is_placed, was_published, parts, language,
                author, title, created_at, changed_at, changed_by)
            VALUES (\(key), \(situation.version), \(situation.revision), \(situation.published), \(situation.isChanged),
                \(situation.isPlaced), \(situation.wasPublished), \(VersionedParts.encode(situation.parts)),
                \(manuscript.head.language.rawValue), \(manuscript.head.author), \(title), \(now), \(now), \(writer.name))
            ON CONFLICT (story) DO UPDATE SET version = excluded.version, revision = excluded.revision,
                published = excluded.published, is_changed = excluded.is_changed, is_placed = excluded.is_placed,
                was_published = excluded.was_published, parts = excluded.parts, language = excluded.language,
                author = excluded.author, title = excluded.title, changed_at = excluded.changed_at,
                changed_by = excluded.changed_by
            """)
        for language in Language.allCases {
            guard let text = manuscript.texts[language], !text.isEmpty else {
                try tx.run("DELETE FROM story_draft_texts WHERE story = \(key) AND language = \(language.rawValue)")
                continue
            }
            let state = manuscript.completeness(in: language)
            try tx.run("""
                INSERT INTO story_draft_texts (story, language, title, folded, missing, outdated, total)
                VALUES (\(key), \(language.rawValue), \(text.title), \(text.title.lowercased()), \(state.missing.count),
                    \(state.outdated.count), \(state.total))
                ON CONFLICT (story, language) DO UPDATE SET title = excluded.title, folded = excluded.folded,
                    missing = excluded.missing, outdated = excluded.outdated, total = excluded.total
                """)
        }
    }

    /// Writes a revision under the next number and returns that.
    static func addRevision(
        _ kind: StoryRevision.Kind, of key: Key<Story>, _ manuscript: Manuscript, base: Int64, parts: String = "",
        restored: Int64? = nil, by writer: Writer, at now: Instant, in tx: Transaction
    ) throws -> Int64 {
        let number = try tx.count("SELECT max(number) FROM story_revisions WHERE story = \(key)") + 1
        try tx.run("""
            INSERT INTO story_revisions
                (key, story, number, kind, writer, writer_name, begun_at, at, base, parts, restored, content)
            VALUES (\(try tx.newKey(StoryRevision.self)), \(key), \(number), \(kind.rawValue), \(writer.person), \(writer.name),
                \(now), \(now), \(base), \(parts), \(restored), \(try ManuscriptText.encode(manuscript)))
            """)
        return number
    }

    /// Writes a later save of the same person over a revision; false when it is too old, public, or somebody else's.
    static func mergeRevision(
        _ number: Int64, kinds: [StoryRevision.Kind], of key: Key<Story>, _ manuscript: Manuscript, by writer: Writer,
        at now: Instant, in tx: Transaction
    ) throws -> Bool {
        guard let person = writer.person else { return false }
        let names = SQL.joined(kinds.map { "\($0.rawValue)" }, by: ", ")
        return try tx.run("""
            UPDATE story_revisions SET at = \(now), content = \(try ManuscriptText.encode(manuscript))
            WHERE story = \(key) AND number = \(number) AND writer = \(person) AND published_at IS NULL AND kind IN (\(names))
                AND begun_at > \(now.adding(seconds: -StoryRevision.mergeSeconds))
            """) == 1
    }
}
