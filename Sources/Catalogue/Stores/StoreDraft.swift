package import Exchange
package import Values

/// A whole store as imports and the desk know it, but for what it carries, which is said by products. Two equal drafts mean the
/// same store.
package struct StoreDraft: Hashable, Sendable {
    /// What it says in one language.
    package struct Text: Hashable, Sendable {
        /// Its name.
        package var name: String
        /// What it is, in a sentence.
        package var line = ""
        /// What the leading picture shows.
        package var pictureAlt = ""
        /// Its front: words, pictures and shelves of products, in order.
        package var front: [StoryBlock] = []

        /// A text with a name and nothing else.
        package init(name: String) { self.name = name }
    }

    /// Its short name for people who import and export.
    package var slug: Slug
    /// Its place among the stores.
    package var position: Int64 = 0
    /// The language to fall back to.
    package var language: Language
    /// The colour of its front.
    package var look = Store.Look.flame
    /// Name of its leading picture, or empty.
    package var picture = ""
    /// Slug of the story that leads into it, or empty.
    package var story = ""
    /// What it says, by language; holds `language` always.
    package var texts: [Language: Text] = [:]
    /// The markets that it serves.
    package var markets: Set<MarketCode> = []

    /// A store without a text yet.
    package init(slug: Slug, language: Language) {
        self.slug = slug
        self.language = language
    }
}
