import Exchange
import Foundation
import Pictures
package import Storage
package import Values

/// Something about a manuscript that readers would notice.
package struct StoryProblem: Hashable, Sendable {
    /// Whether it can be published like this.
    package enum Weight: String, Sendable {
        case error
        case warning
    }

    /// Whether it can be published like this.
    package let weight: Weight
    /// Stable, such as `no_title`.
    package let code: String
    /// In which language; nil for what all share.
    package let language: Language?
    /// The field or the id of the block.
    package let place: String
    /// What a sentence about it names: a handle, an address, a limit.
    package let value: String

    /// A problem and where it is.
    package init(_ weight: Weight, _ code: String, _ language: Language?, at place: String, value: String = "") {
        self.weight = weight
        self.code = code
        self.language = language
        self.place = place
        self.value = value
    }
}

/// Looks through a manuscript for what would be wrong when it is public.
package struct StoryCheck {
    /// Blocks of one text.
    package static let blocksLimit = 500
    /// Characters of an attribution, an alternative text or a caption.
    package static let lineLimit = StoryText.lineLength
    /// Handles in one shelf.
    package static let shelfLimit = 24

    /// What the hub has, as far as the manuscript names it.
    package struct Known: Sendable {
        /// Handles of products, whether or not they are open.
        package var products: Set<String>
        /// Names of pictures.
        package var pictures: Set<String>
        /// Slugs of stories.
        package var stories: Set<String>
        /// Slugs of athletes.
        package var athletes: Set<String>
        /// Slugs of films; nil where nobody has looked.
        package var films: Set<String>?

        /// Sets of names.
        package init(
            products: Set<String>, pictures: Set<String>, stories: Set<String>, athletes: Set<String>, films: Set<String>? = nil
        ) {
            self.products = products
            self.pictures = pictures
            self.stories = stories
            self.athletes = athletes
            self.films = films
        }
    }

    private let manuscript: Manuscript
    private let known: Known
    private var found: [StoryProblem] = []

    /// The problems of a manuscript whose story has a key; errors first. `products` are the handles and
    /// `films` the slugs, of those that it names, that the hub has; without films, nobody says which are unknown.
    package static func problems(
        of manuscript: Manuscript, story: Key<Story>, knowing products: Set<String>, films: Set<String>? = nil, in tx: Transaction
    ) throws -> [StoryProblem] {
        let pictures = try Picture.keys(of: manuscript.pictures, in: tx)
        let links = manuscript.texts.values.flatMap(\.pieces).flatMap { piece -> [String] in
            if case .text(let html) = piece.block { StoryLinks.read(html).compactMap(linkedStory) } else { [] }
        }
        let known = Known(
            products: products, pictures: Set(pictures.keys),
            stories: try Set(links.filter { slug in
                try tx.first("SELECT 1 FROM stories WHERE slug = \(slug)", { _ in true }) ?? false
            }),
            athletes: try Set(manuscript.athletes.filter { slug in
                try tx.first("SELECT 1 FROM athletes WHERE slug = \(slug)", { _ in true }) ?? false
            }),
            films: films)
        var check = StoryCheck(manuscript: manuscript, known: known)
        try check.slug(story, in: tx)
        check.everything()
        return check.found.filter { $0.weight == .error } + check.found.filter { $0.weight == .warning }
    }

    /// Texts that are longer than publishing takes; these alone, without looking into the hub.
    package static func lengths(of manuscript: Manuscript) -> [StoryProblem] {
        let nothing = Known(products: [], pictures: [], stories: [], athletes: [])
        var check = StoryCheck(manuscript: manuscript, known: nothing)
        check.everything()
        return check.found.filter { ["too_long", "too_many_blocks", "long_shelf"].contains($0.code) }
    }

    private init(manuscript: Manuscript, known: Known) {
        self.manuscript = manuscript
        self.known = known
    }

    private mutating func add(
        _ weight: StoryProblem.Weight, _ code: String, _ language: Language?, _ place: String, _ value: String = ""
    ) {
        found.append(StoryProblem(weight, code, language, at: place, value: value))
    }

    private mutating func slug(_ story: Key<Story>, in tx: Transaction) throws {
        guard let slug = Slug(manuscript.head.slug) else { return add(.error, "bad_slug", nil, "slug", manuscript.head.slug) }
        let owner = try tx.first("SELECT key FROM stories WHERE slug = \(slug)") { $0.key(0, of: Story.self) }
        if let owner, owner != story { add(.error, "slug_taken", nil, "slug", slug.text) }
    }

    private mutating func everything() {
        let head = manuscript.head
        if head.picture.isEmpty {
            add(.warning, "no_picture", nil, "picture")
        } else if !known.pictures.contains(head.picture) {
            add(.error, "unknown_picture", nil, "picture", head.picture)
        }
        line(head.author, "author", nil)
        for language in Language.allCases {
            if let text = manuscript.texts[language], !text.isEmpty || language == head.language { self.text(text, language) }
        }
        if manuscript.texts[head.language] == nil { add(.error, "no_title", head.language, "title") }
    }

    private mutating func text(_ text: Manuscript.Text, _ language: Language) {
        if text.title.isEmpty { add(.error, "no_title", language, "title") }
        if text.summary.isEmpty { add(.warning, "no_summary", language, "summary") }
        if text.pieces.allSatisfy(\.block.isEmpty) { add(.warning, "no_body", language, "body") }
        if !manuscript.head.picture.isEmpty, text.pictureAlt.isEmpty { add(.warning, "no_alt", language, "pictureAlt") }
        for field in Manuscript.Field.allCases {
            line(text[field], field.rawValue, language, most: field == .summary ? StoryText.summaryLength : StoryText.lineLength)
        }
        if text.pieces.count > Self.blocksLimit { add(.error, "too_many_blocks", language, "body", "\(Self.blocksLimit)") }
        for piece in text.pieces { block(piece, language) }
        guard language != manuscript.head.language else { return }
        let state = manuscript.completeness(in: language)
        if !state.missing.isEmpty { add(.warning, "translation_missing", language, "body", "\(state.missing.count)") }
        if !state.outdated.isEmpty { add(.warning, "translation_outdated", language, "body", "\(state.outdated.count)") }
    }

    private mutating func line(_ text: String, _ place: String, _ language: Language?, most: Int = StoryText.lineLength) {
        if text.count > most { add(.error, "too_long", language, place, "\(most)") }
    }

    private mutating func block(_ piece: Manuscript.Piece, _ language: Language) {
        if piece.block.isEmpty { return add(.warning, "empty_block", language, piece.id) }
        switch piece.block {
        case .text(let html): links(html, piece.id, language)
        case .picture(let source, let alt, let caption):
            if !known.pictures.contains(source) { add(.error, "unknown_picture", language, piece.id, source) }
            if alt.isEmpty { add(.warning, "no_alt", language, piece.id) }
            line(alt, piece.id, language)
            line(caption ?? "", piece.id, language, most: StoryText.summaryLength)
        case .quote(let text, let by):
            line(text, piece.id, language, most: StoryText.summaryLength)
            line(by ?? "", piece.id, language)
        case .athlete(let slug): athlete(slug, piece.id, language)
        case .product(let handle): product(handle, piece.id, language)
        case .products(let handles):
            for handle in handles { product(handle, piece.id, language) }
            if handles.count > Self.shelfLimit { add(.error, "long_shelf", language, piece.id, "\(Self.shelfLimit)") }
        case .film(let slug):
            // A film that is not in the hub yet is left out of the page until it is.
            if let films = known.films, !films.contains(slug) { add(.warning, "unknown_film", language, piece.id, slug) }
        }
    }

    private mutating func product(_ handle: String, _ place: String, _ language: Language) {
        if !known.products.contains(handle) { add(.error, "unknown_product", language, place, handle) }
    }

    /// Whoever is not in the hub yet is left out of the page until they are; their names stay as words.
    private mutating func athlete(_ slug: String, _ place: String, _ language: Language) {
        if !known.athletes.contains(slug) { add(.warning, "unknown_athlete", language, place, slug) }
    }

    private mutating func links(_ html: String, _ place: String, _ language: Language) {
        for link in StoryLinks.read(html) {
            if let handle = StoryLinks.product(link) {
                product(handle, place, language)
            } else if link.lowercased().hasPrefix("athlete:") {
                athlete(String(link.dropFirst("athlete:".count)), place, language)
            } else if !leadsSomewhere(link) {
                add(.warning, "dead_link", language, place, link)
            }
        }
    }

    /// Pages of the hub are below a market and a language; nothing on a page has a name to jump to.
    private func leadsSomewhere(_ link: String) -> Bool {
        if link.hasPrefix("#") { return false }
        guard link.hasPrefix("/") else { return true }
        let parts = link.prefix { $0 != "?" && $0 != "#" }.split(separator: "/").map(String.init)
        guard parts.count >= 2, MarketCode(parts[0]) != nil, Language(path: parts[1]) != nil else {
            return parts.first == "media"
        }
        return Self.linkedStory(link).map(known.stories.contains) ?? true
    }

    private static func linkedStory(_ link: String) -> String? {
        let parts = link.prefix { $0 != "?" && $0 != "#" }.split(separator: "/").map(String.init)
        guard link.hasPrefix("/"), parts.count == 4, parts[2] == "stories" else { return nil }
        return parts[3].removingPercentEncoding
    }
}
