import Exchange
import Pictures
import Releases
import Storage
import Values

/// A story as it is stored: its draft with its key.
struct StoredStory {
    let key: Key<Story>
    var draft: StoryDraft

    /// The story of a slug, or nil.
    static func find(_ slug: Slug, in tx: Transaction) throws -> StoredStory? {
        guard var story = try tx.first("""
            SELECT s.key, s.slug, s.language, s.author, s.state, s.published_at, p.name
            FROM stories s LEFT JOIN pictures p ON p.key = s.picture WHERE s.slug = \(slug)
            """, StoredStory.init) else { return nil }
        try tx.each("""
            SELECT language, title, summary, kicker, picture_alt, body FROM story_texts WHERE story = \(story.key)
            """) { row in
            story.draft.texts[try row.value(0, Language.init(rawValue:))] = try StoryDraft.Text(row)
        }
        story.draft.athletes = try SubjectLinks.named("story_athletes", story.key, in: tx)
        story.draft.sports = try SubjectLinks.named("story_sports", story.key, in: tx)
        story.draft.markets = try Standing.markets(of: [story.key.retyped()], in: tx)[story.key.retyped()] ?? []
        return story
    }
}

extension StoredStory {
    fileprivate init(_ row: Row) throws {
        let slug = try row.value(1) { Slug($0) }
        var draft = StoryDraft(slug: slug, language: try row.value(2, Language.init(rawValue:)), publishedAt: row.instant(5))
        draft.author = row.text(3)
        draft.state = try row.value(4, StoryDraft.State.init(rawValue:))
        draft.picture = row.text(6)
        self.init(key: row.key(0), draft: draft)
    }
}

extension StoryDraft.Text {
    fileprivate init(_ row: Row) throws {
        self.init(title: row.text(1))
        summary = row.text(2)
        kicker = row.text(3)
        pictureAlt = row.text(4)
        blocks = try row.value(5, StoryBody.decode)
    }
}
