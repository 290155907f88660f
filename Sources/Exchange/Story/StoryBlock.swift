/// One piece of a story's body, as it is stored and as a page shows it.
package enum StoryBlock: Codable, Hashable, Sendable {
    /// Running text: sanitised HTML.
    case text(html: String)
    /// A picture on a line of its own; `alt` is empty for one that says nothing.
    case picture(source: String, alt: String, caption: String?)
    /// Somebody's words, without markup, and who said them.
    case quote(text: String, by: String?)
    /// One product, by its handle.
    case product(handle: String)
    /// A shelf of products, by their handles, in order.
    case products(handles: [String])
    /// One film, by its slug.
    case film(slug: String)
    /// An athlete's card, by the athlete's slug.
    case athlete(slug: String)

    private enum Kind: String, Codable {
        case text, picture, quote, product, products, film, athlete
    }

    private enum CodingKeys: String, CodingKey {
        case kind, html, source, alt, caption, text, by, handle, handles, film, slug
    }

    /// Reads a flat object such as `{"kind":"text","html":"<p>…</p>"}`.
    package init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        func text(_ key: CodingKeys) throws -> String { try fields.decode(String.self, forKey: key) }
        func optional(_ key: CodingKeys) throws -> String? {
            try fields.decodeIfPresent(String.self, forKey: key)
        }
        switch try fields.decode(Kind.self, forKey: .kind) {
        case .text: self = .text(html: try text(.html))
        case .picture:
            self = .picture(source: try text(.source), alt: try text(.alt), caption: try optional(.caption))
        case .quote: self = .quote(text: try text(.text), by: try optional(.by))
        case .product: self = .product(handle: try text(.handle))
        case .products: self = .products(handles: try fields.decode([String].self, forKey: .handles))
        case .film: self = .film(slug: try text(.film))
        case .athlete: self = .athlete(slug: try text(.slug))
        }
    }

    /// Writes the flat object that `init(from:)` reads.
    package func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .text(let html):
            try fields.encode(Kind.text, forKey: .kind)
            try fields.encode(html, forKey: .html)
        case .picture(let source, let alt, let caption):
            try fields.encode(Kind.picture, forKey: .kind)
            try fields.encode(source, forKey: .source)
            try fields.encode(alt, forKey: .alt)
            try fields.encodeIfPresent(caption, forKey: .caption)
        case .quote(let text, let by):
            try fields.encode(Kind.quote, forKey: .kind)
            try fields.encode(text, forKey: .text)
            try fields.encodeIfPresent(by, forKey: .by)
        case .product(let handle):
            try fields.encode(Kind.product, forKey: .kind)
            try fields.encode(handle, forKey: .handle)
        case .products(let handles):
            try fields.encode(Kind.products, forKey: .kind)
            try fields.encode(handles, forKey: .handles)
        case .film(let slug):
            try fields.encode(Kind.film, forKey: .kind)
            try fields.encode(slug, forKey: .film)
        case .athlete(let slug):
            try fields.encode(Kind.athlete, forKey: .kind)
            try fields.encode(slug, forKey: .slug)
        }
    }
}
