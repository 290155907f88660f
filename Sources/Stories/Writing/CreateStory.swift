package import Storage
package import Values

extension StoryWork {
    /// Begins a story that nobody sees yet: a manuscript with a headline, in the language it is written in first.
    package static func create(
        titled title: String, in language: Language, by writer: Writer, at now: Instant, in tx: Transaction
    ) throws -> StoryWork {
        let title = try StoryText.plain(title, "title")
        guard !title.isEmpty else { throw InvalidField("title", "Give the story a headline; it can be changed later.") }
        var manuscript = Manuscript(language: language)
        manuscript.texts[language] = Manuscript.Text()
        manuscript.texts[language]?.title = title
        manuscript.head.author = writer.name
        return try insert(manuscript, .created, by: writer, at: now, in: tx)
    }

    /// Begins a story as a copy of another one's manuscript; nothing of where that is shown comes along.
    package func duplicate(by writer: Writer, at now: Instant, in tx: Transaction) throws -> StoryWork {
        var copy = manuscript
        copy.head.publishedAt = nil
        return try Self.insert(copy, .created, by: writer, at: now, in: tx)
    }

    private static func insert(
        _ manuscript: Manuscript, _ kind: StoryRevision.Kind, by writer: Writer, at now: Instant, in tx: Transaction
    ) throws -> StoryWork {
        var manuscript = manuscript
        let key: Key<Story> = try tx.newKey()
        let slug = try freeSlug(manuscript.source.title, key, in: tx)
        manuscript.head.slug = slug.text
        let language = manuscript.head.language
        try tx.run("""
            INSERT INTO stories (key, slug, language, author, state, published_at, picture, changed_at)
            VALUES (\(key), \(slug), \(language.rawValue), \(manuscript.head.author), \(StoryDraft.State.draft.rawValue), \(now),
                \(SQLValue.null), \(now))
            """)
        let number = try addRevision(kind, of: key, manuscript, base: 0, by: writer, at: now, in: tx)
        let parts = [VersionedParts.head: Int64(1), language.rawValue: 1]
        let situation = Situation(
            version: 1, revision: number, isChanged: true, isPlaced: true, wasPublished: false, parts: parts)
        try store(situation, of: key, manuscript, by: writer, at: now, in: tx)
        return try find(key, in: tx)
    }

    /// A slug of the headline that no story has.
    private static func freeSlug(_ title: String, _ key: Key<Story>, in tx: Transaction) throws -> Slug {
        let stem = Slug(making: title)?.text ?? "story"
        for number in 1...20 {
            let text = number == 1 ? stem : "\(stem.prefix(Slug.maxLength - 8))-\(number)"
            guard let slug = Slug(text) else { continue }
            if try tx.first("SELECT 1 FROM stories WHERE slug = \(slug)", { _ in true }) == nil { return slug }
        }
        return Slug("story-\(key)".lowercased()) ?? Slug(unchecked: key)
    }
}

extension Slug {
    /// Keys are letters and digits, so this is always a slug.
    fileprivate init(unchecked key: Key<Story>) {
        guard let slug = Slug(making: "story-\(key)") else { preconditionFailure("a key makes a slug") }
        self = slug
    }
}
