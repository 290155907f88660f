package import Values

/// A whole product as imports, exports and the desk know it. Two equal drafts mean the same product.
package struct ProductDraft: Hashable, Sendable {
    /// The name and value of the option of a product that has nothing to choose, as Shopify's files write it.
    package static let onlyOption = (name: "Title", value: "Default Title")
    /// Variants of one product.
    package static let variantsLimit = 2000
    /// Pictures of one product.
    package static let shotsLimit = 250
    /// The tax class of what no tax is charged on.
    package static let untaxed = "exempt"

    /// A picture in the product's gallery.
    package struct Shot: Hashable, Sendable {
        /// Its name among the hub's pictures.
        package var name: String
        /// What it shows, for those who cannot see it.
        package var alt: String

        /// A picture by name.
        package init(name: String, alt: String) {
            self.name = name
            self.alt = alt
        }
    }

    /// One variant with its prices and its stock.
    package struct Variant: Hashable, Sendable {
        /// Values of the product's options, three always, empty ones at the end.
        package var options: [String]
        /// The article number, or empty.
        package var sku = ""
        /// Global trade item number, or empty.
        package var gtin = ""
        /// Weight in grams.
        package var grams: Int64 = 0
        /// The unit in which a file shows the weight, such as `kg`, or empty.
        package var weightUnit = ""
        /// Pieces on hand; nil when nobody counts.
        package var onHand: Int64?
        /// Whether it is sold on when none is on hand.
        package var oversells = false
        /// Whether it has to be shipped.
        package var ships = true
        /// How many one buyer may have; nil for no limit.
        package var buyerLimit: Int64?
        /// Name of the picture that shows it, or empty.
        package var picture = ""
        /// What it costs by market; a market without a price does not sell it.
        package var prices: [MarketCode: Price] = [:]
        /// Columns of the file that the hub does not know, kept for the export.
        package var extra: [String: String] = [:]

        /// A variant with option values and nothing else.
        package init(options: [String]) {
            self.options = options + Array(repeating: "", count: max(0, 3 - options.count))
        }
    }

    /// The last part of its address.
    package var handle: Slug
    /// The language that it is written in.
    package var language = Language.english
    /// Its name.
    package var title = ""
    /// Its description as sanitised HTML.
    package var html = ""
    /// Who makes it.
    package var vendor = ""
    /// The standard category, as the file writes it.
    package var category = ""
    /// What kind of thing it is.
    package var kind = ""
    /// Tags, in the file's order.
    package var tags: [String] = []
    /// Whether it may be sold at all.
    package var state = Product.State.active
    /// Which tax rate applies.
    package var taxClass = "standard"
    /// Names of its options, one to three.
    package var options: [String] = []
    /// Its variants, in order.
    package var variants: [Variant] = []
    /// Its pictures, in order.
    package var shots: [Shot] = []
    /// Markets in whose standing release it is.
    package var markets: Set<MarketCode> = []
    /// Stores that carry it, by slug; nil leaves that as it is, and puts a new product into every store.
    package var stores: Set<Slug>?
    /// Columns of the file that the hub does not know, kept for the export.
    package var extra: [String: String] = [:]

    /// An empty draft.
    package init(handle: Slug) { self.handle = handle }
}
