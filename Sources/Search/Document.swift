package import Values

/// What kind of thing a document is; the numbers are stored.
package enum Kind: Int64, CaseIterable, Sendable {
    case story = 1
    case product = 2
    case athlete = 3
    case sport = 4
    case film = 5

    /// The word for it, in addresses and answers.
    package var name: String {
        switch self {
        case .story: "stories"
        case .product: "products"
        case .athlete: "athletes"
        case .sport: "sports"
        case .film: "films"
        }
    }
}

/// An item as the index knows it: where it is, and what it says in which language.
package struct Document: Sendable {
    /// What it says in one language.
    package struct Text: Hashable, Sendable {
        /// Its name or headline.
        package var title: String
        /// What stands near the title: summary, sport, category, tags.
        package var labels: [String]
        /// Everything else.
        package var body: String

        /// A text from its parts.
        package init(title: String, labels: [String] = [], body: String = "") {
            self.title = title
            self.labels = labels
            self.body = body
        }
    }

    /// Which item, as releases hold it.
    package let item: ItemKey
    /// What kind of thing it is.
    package let kind: Kind
    /// Its address below the market's base, without a slash in front.
    package let path: String
    /// When it was new.
    package let freshAt: Instant
    /// How it stands among equals of its kind, 0 to 255.
    package let rank: UInt8
    /// What it says, by language.
    package let texts: [Language: Text]

    /// A document from its parts; without a rank of its own it ranks by its age.
    package init(
        _ item: ItemKey, _ kind: Kind, path: String, freshAt: Instant, rank: UInt8? = nil, texts: [Language: Text]
    ) {
        self.item = item
        self.kind = kind
        self.path = path
        self.freshAt = freshAt
        self.rank = rank ?? Self.rank(freshAt)
        self.texts = texts
    }

    /// 45 days a step, from 2010 to 2041.
    private static func rank(_ freshAt: Instant) -> UInt8 {
        let steps = (freshAt.ms - 1_262_304_000_000) / (45 * 86_400_000)
        return UInt8(clamping: steps)
    }
}
