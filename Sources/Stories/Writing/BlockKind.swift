package import Exchange

extension StoryBlock {
    /// Its kind in one word, as it is stored.
    package var kindName: String {
        switch self {
        case .text: "text"
        case .picture: "picture"
        case .quote: "quote"
        case .product: "product"
        case .products: "products"
        case .film: "film"
        case .athlete: "athlete"
        }
    }

    /// What it points at; nil for words. Two blocks of one kind that point at the same are the same block in two languages.
    var target: String? {
        switch self {
        case .text, .quote: nil
        case .picture(let source, _, _): source
        case .product(let handle): handle
        case .products(let handles): handles.joined(separator: " ")
        case .film(let slug): slug
        case .athlete(let slug): slug
        }
    }

    /// Whether it holds words that are written anew in every language.
    package var isTranslated: Bool {
        switch self {
        case .text, .quote, .picture: true
        case .product, .products, .film, .athlete: false
        }
    }

    /// Whether it shows nothing.
    package var isEmpty: Bool {
        switch self {
        case .text(let html): html.isEmpty
        case .picture(let source, _, _): source.isEmpty
        case .quote(let text, _): text.isEmpty
        case .product(let handle): handle.isEmpty
        case .products(let handles): handles.isEmpty
        case .film(let slug): slug.isEmpty
        case .athlete(let slug): slug.isEmpty
        }
    }

    /// Whether a translation says nothing where its source says something.
    func lacksWords(of source: StoryBlock) -> Bool {
        switch (self, source) {
        case (.picture(_, let alt, let caption), .picture(_, let sourceAlt, let sourceCaption)):
            alt.isEmpty && !sourceAlt.isEmpty || (caption ?? "").isEmpty && !(sourceCaption ?? "").isEmpty
        default: isEmpty
        }
    }

    /// The products that it shows or that its words link to.
    package var productHandles: Set<String> {
        switch self {
        case .product(let handle): [handle]
        case .products(let handles): Set(handles)
        case .text(let html): Set(StoryLinks.read(html).compactMap(StoryLinks.product))
        case .quote, .picture, .film, .athlete: []
        }
    }

    /// Its words, one line for each paragraph; what it points at, where it has none.
    package var plainText: String {
        switch self {
        case .text(let html): (try? HTMLPlainText.read(html)) ?? ""
        case .picture(let source, let alt, let caption): [source, alt, caption ?? ""].filter { !$0.isEmpty }.joined(separator: "\n")
        case .quote(let text, let by): by.map { "\(text)\n— \($0)" } ?? text
        case .product, .products, .film, .athlete: target ?? ""
        }
    }

    /// A short mark of its wording, for telling whether it changed: FNV-1a, 64 bits.
    package var fingerprint: String {
        switch self {
        case .text(let html): Fingerprint.of(html)
        case .picture(let source, let alt, let caption): Fingerprint.of("\(source)\u{0}\(alt)\u{0}\(caption ?? "")")
        case .quote(let text, let by): Fingerprint.of("\(text)\u{0}\(by ?? "")")
        case .product, .products, .film, .athlete: Fingerprint.of(target ?? "")
        }
    }
}

/// Short marks of wordings. Nobody gains by making two alike, so a plain hash will do.
package enum Fingerprint {
    /// FNV-1a over the text's UTF-8, as 16 hexadecimal digits.
    package static func of(_ text: String) -> String {
        let hash = text.utf8.reduce(UInt64(0xcbf2_9ce4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01b3 }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
