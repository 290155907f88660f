import Exchange
import Values

// Between what is public and what is written: a manuscript made of a story, and the story that a manuscript comes to.

extension Manuscript {
    /// The manuscript of a story that came without one, by an import; ids continue those of an older manuscript.
    init(of story: StoryDraft, continuing old: Manuscript? = nil) {
        self.init(language: story.language)
        head.slug = story.slug.text
        head.author = story.author
        head.picture = story.picture
        head.publishedAt = story.publishedAt
        texts[story.language] = story.texts[story.language].map { Self.source($0, old?.texts[story.language]) }
        for (language, text) in story.texts where language != story.language {
            texts[language] = translation(text, old?.texts[language])
        }
    }

    private static func source(_ text: StoryDraft.Text, _ old: Text?) -> Text {
        var written = Text(short: text)
        written.pieces = Alignment.pieces(text.blocks, continuing: old?.pieces ?? [])
        for place in written.pieces.indices { written.pieces[place].from = nil }
        return written
    }

    /// A text that did not change is still as old as it was; one that came is made from the source at hand.
    private func translation(_ text: StoryDraft.Text, _ old: Text?) -> Text {
        if let old, old.story == text { return old }
        var written = Text(short: text)
        written.pieces = Alignment.pieces(text.blocks, translating: source.pieces)
        for field in Field.allCases where !written[field].isEmpty { written.from[field] = Fingerprint.of(source[field]) }
        return written
    }

    /// What the public would see: texts with a headline, in these languages; the others stay as they are public now.
    func story(_ slug: Slug, over known: StoryDraft?, publishing languages: Set<Language>, at now: Instant) -> StoryDraft {
        var story = known ?? StoryDraft(slug: slug, language: head.language, publishedAt: now)
        story.slug = slug
        story.language = head.language
        story.author = head.author
        story.picture = head.picture
        story.publishedAt = head.publishedAt ?? story.publishedAt
        for language in languages {
            story.texts[language] = texts[language].flatMap { $0.title.isEmpty ? nil : $0.story }
        }
        return story
    }
}

extension Manuscript.Text {
    fileprivate init(short text: StoryDraft.Text) {
        self.init()
        title = text.title
        summary = text.summary
        kicker = text.kicker
        pictureAlt = text.pictureAlt
    }

    /// The text as it is public: without ids, without blocks that show nothing.
    var story: StoryDraft.Text {
        var text = StoryDraft.Text(title: title)
        text.summary = summary
        text.kicker = kicker
        text.pictureAlt = pictureAlt
        text.blocks = pieces.map(\.block).filter { !$0.isEmpty }
        return text
    }
}
