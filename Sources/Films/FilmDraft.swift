package import Values

/// A whole film as imports and the desk know it, but for its openings. Two equal drafts mean the same film.
package struct FilmDraft: Hashable, Sendable {
    /// What it says in one language.
    package struct Text: Hashable, Sendable {
        /// Its title.
        package var title: String
        /// What it is, in one sentence.
        package var logline = ""
        /// What it is about: sanitised HTML.
        package var html = ""
        /// What the poster shows.
        package var pictureAlt = ""

        /// A text with a title and nothing else.
        package init(title: String) { self.title = title }
    }

    /// The last part of its address.
    package var slug: Slug
    /// The language to fall back to.
    package var language: Language
    /// Slug of the campaign that it belongs to, or empty.
    package var campaign = ""
    /// Its place in the campaign.
    package var position: Int64 = 0
    /// How long it runs; nil while nobody has said.
    package var durationMs: Int64?
    /// Name of its poster, or empty.
    package var picture = ""
    /// What it says, by language; holds `language` always.
    package var texts: [Language: Text] = [:]
    /// Who made it, in the order of the credits.
    package var credits: [Film.Credit] = []
    /// Handles of the goods from it, in order.
    package var products: [Slug] = []
    /// Slugs of the stories behind it, in order.
    package var stories: [Slug] = []

    /// A film without a text yet.
    package init(slug: Slug, language: Language) {
        self.slug = slug
        self.language = language
    }
}

/// A whole campaign as imports and the desk know it.
package struct CampaignDraft: Hashable, Sendable {
    /// What it says in one language.
    package struct Text: Hashable, Sendable {
        /// Its title.
        package var title: String
        /// What it says, in one sentence.
        package var line = ""
        /// What it is about: sanitised HTML.
        package var html = ""
        /// What the leading picture shows.
        package var pictureAlt = ""

        /// A text with a title and nothing else.
        package init(title: String) { self.title = title }
    }

    /// What its films name.
    package var slug: Slug
    /// The language to fall back to.
    package var language: Language
    /// Its place among the campaigns.
    package var position: Int64 = 0
    /// Name of its leading picture, or empty.
    package var picture = ""
    /// What it says, by language; holds `language` always.
    package var texts: [Language: Text] = [:]

    /// A campaign without a text yet.
    package init(slug: Slug, language: Language) {
        self.slug = slug
        self.language = language
    }
}
