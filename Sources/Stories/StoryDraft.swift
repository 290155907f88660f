package import Exchange
import Storage
package import Values

/// A whole story as imports and the desk know it. Two equal drafts mean the same story.
package struct StoryDraft: Hashable, Sendable {
    /// Whether it may be shown at all.
    package enum State: String, Sendable {
        case published
        case draft
        /// Out of everybody's way; shown nowhere.
        case archived
    }

    /// What it says in one language.
    package struct Text: Hashable, Sendable {
        /// Its headline.
        package var title: String
        /// What it is about.
        package var summary = ""
        /// The sport, or another short word above the headline.
        package var kicker = ""
        /// What the leading picture shows.
        package var pictureAlt = ""
        /// Its body.
        package var blocks: [StoryBlock] = []

        /// A text with a headline and nothing else.
        package init(title: String) { self.title = title }
    }

    /// The last part of its address.
    package var slug: Slug
    /// The language to fall back to.
    package var language: Language
    /// Who wrote it.
    package var author = ""
    /// Whether it may be shown at all.
    package var state = State.published
    /// When it was first published.
    package var publishedAt: Instant
    /// Name of its leading picture, or empty.
    package var picture = ""
    /// Slugs of the athletes whom it is about, the first one first.
    package var athletes: [String] = []
    /// Slugs of the sports that it is about.
    package var sports: [String] = []
    /// What it says, by language; holds `language` always.
    package var texts: [Language: Text] = [:]
    /// Markets in whose standing release it is.
    package var markets: Set<MarketCode> = []

    /// A story without a text yet.
    package init(slug: Slug, language: Language, publishedAt: Instant) {
        self.slug = slug
        self.language = language
        self.publishedAt = publishedAt
    }
}
