package import Exchange
package import Values

/// A story as the desk writes it, in all languages: what a revision keeps whole. Nothing in it is public before it is published.
///
/// Every block has an id that stays while the block is edited and moved, and that its translations share: so both sides can be set
/// beside each other, and a translation knows from which wording of the source it was made.
package struct Manuscript: Codable, Hashable, Sendable {
    /// One block of a text.
    package struct Piece: Codable, Hashable, Sendable {
        /// Unique within its text; the same in every language.
        package let id: String
        /// What it shows.
        package var block: StoryBlock
        /// Fingerprint of the source's block from which it was translated; nil in the source, and where nobody said.
        package var from: String?

        /// A block under an id.
        package init(id: String, block: StoryBlock, from: String? = nil) {
            self.id = id
            self.block = block
            self.from = from
        }
    }

    /// The short parts of a text, in the order of a page.
    package enum Field: String, Codable, CaseIterable, Sendable, CodingKeyRepresentable {
        case title
        case summary
        case kicker
        case pictureAlt
    }

    /// What it says in one language.
    package struct Text: Codable, Hashable, Sendable {
        /// Its headline.
        package var title = ""
        /// What it is about.
        package var summary = ""
        /// The sport, or another short word above the headline.
        package var kicker = ""
        /// What the leading picture shows.
        package var pictureAlt = ""
        /// Its body.
        package var pieces: [Piece] = []
        /// Fingerprints of the source's short parts from which its own were translated.
        package var from: [Field: String] = [:]

        /// An empty text.
        package init() {}

        /// A short part by name.
        package subscript(field: Field) -> String {
            get {
                switch field {
                case .title: title
                case .summary: summary
                case .kicker: kicker
                case .pictureAlt: pictureAlt
                }
            }
            set {
                switch field {
                case .title: title = newValue
                case .summary: summary = newValue
                case .kicker: kicker = newValue
                case .pictureAlt: pictureAlt = newValue
                }
            }
        }

        /// Whether nothing was written.
        package var isEmpty: Bool {
            Field.allCases.allSatisfy { self[$0].isEmpty } && pieces.allSatisfy(\.block.isEmpty)
        }
    }

    /// What is the same in every language.
    package struct Head: Codable, Hashable, Sendable {
        /// The last part of its address as somebody typed it: it counts once it is a slug and free.
        package var slug = ""
        /// The language it is written in first, from which the others are translated.
        package var language: Language
        /// Who wrote it, as readers see it.
        package var author = ""
        /// Name of its leading picture, or empty.
        package var picture = ""
        /// The date that readers see; nil means the moment of the first publication.
        package var publishedAt: Instant?

        /// A head with a language and nothing else.
        package init(language: Language) { self.language = language }
    }

    /// What is the same in every language.
    package var head: Head
    /// What it says, by language.
    package var texts: [Language: Text] = [:]

    /// A manuscript with nothing written.
    package init(language: Language) { head = Head(language: language) }

    /// The text from which the others are translated.
    package var source: Text { texts[head.language] ?? Text() }

    /// A new id for a block.
    package static func newID() -> String { String(Token.random().text.prefix(8)) }

    /// Names of all pictures that it shows, in any language.
    package var pictures: Set<String> {
        texts.values.flatMap(\.pieces).reduce(into: head.picture.isEmpty ? [] : [head.picture]) { names, piece in
            if case .picture(let source, _, _) = piece.block { names.insert(source) }
        }
    }

    /// Handles of all products that it shows or links to, in any language.
    package var products: Set<String> {
        texts.values.flatMap(\.pieces).reduce(into: []) { $0.formUnion($1.block.productHandles) }
    }

    /// Slugs of all films that it shows, in any language.
    package var films: Set<String> {
        texts.values.flatMap(\.pieces).reduce(into: []) { slugs, piece in
            if case .film(let slug) = piece.block, !slug.isEmpty { slugs.insert(slug) }
        }
    }

    /// Slugs of all athletes whom it shows or links to, in any language.
    package var athletes: Set<String> {
        Set(texts.values.flatMap(\.pieces).flatMap(\.block.namedAthletes)).subtracting([""])
    }
}
