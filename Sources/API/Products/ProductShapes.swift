import Catalogue
import Pictures
import Storage
import Values
import Web

/// A product as it is answered: with the market that it is seen in.
struct ProductSeen: Sendable {
    let card: ProductCard
    let pictures: [PictureSeen]
    let url: String
    /// Its description, without the links that lead to what is not open.
    let html: String

    init(_ card: ProductCard, pictures: [PictureSeen], _ reading: ApiReading) throws {
        self.card = card
        html = try reading.text(card.product.html.text)
        self.pictures = pictures
        url = reading.page("products", card.product.handle)
        reading.uses(Topic(card.product.key))
        card.variants.forEach(reading.uses)
    }
}

/// A picture with its address.
struct PictureSeen: Sendable {
    let url: String
    let alt: String
    let width: Int64
    let height: Int64

    init(_ picture: Picture, _ alt: String, _ reading: ApiReading) {
        url = reading.root + picture.path
        self.alt = alt
        (width, height) = (picture.width, picture.height)
    }
}

enum Availability: String, CaseIterable {
    case inStock = "in_stock"
    case few
    case soldOut = "sold_out"

    init(_ variant: Variant) { self = variant.isSoldOut ? .soldOut : variant.isLow ? .few : .inStock }

    init(_ variants: [Variant]) {
        let all = variants.map(Availability.init)
        self = all.contains(.inStock) ? .inStock : all.contains(.few) ? .few : .soldOut
    }
}

enum ProductShapes {
    static let picture = Shape<PictureSeen>("Picture", "A picture in its original size.", [
        .rule("url", "Its address, which never changes its bytes.", Rules.link) { $0.url },
        .text("alt", "What it shows; empty when that says nothing.") { $0.alt },
        .integer("width", "Pixels.", 1...1_000_000) { $0.width },
        .integer("height", "Pixels.", 1...1_000_000) { $0.height },
    ])

    static let variant = Shape<Variant>("Variant", "One kind of a product that can be bought: a size, a colour.", [
        .rule("key", "What a basket line names.", Rules.key) { "\($0.key)" },
        .optionalText("name", "What is chosen, such as `Red / M`; null when there is nothing to choose.") { $0.name },
        .text("sku", "The article number, or empty.", example: "SCARF-M") { $0.sku },
        .text("gtin", "Global trade item number, or empty.", example: "4006381333931") { $0.gtin },
        .nested("price", "What it costs here now, as the market shows it.", MoneyShapes.money) { $0.price },
        .optionalNested("price_before", "The price before an announced reduction.", MoneyShapes.money) { $0.before },
        .choice("availability", "Whether it can be taken.", Availability.allCases.map(\.rawValue)) { Availability($0).rawValue },
        .optionalInteger("left", "How many are left, when they are few.") { $0.isLow || $0.isSoldOut ? $0.available : nil },
    ])

    private static let common: [Shape<ProductSeen>.Member] = [
        .rule("handle", "The last part of its address.", Rules.slug) { $0.card.product.handle.text },
        .text("title", "Its name.", example: "Lane scarf") { $0.card.product.title.text },
        .choice("language", "The language of its name: the asked one where somebody wrote it.", Language.allCases.map(\.path)) {
            $0.card.product.title.language.path
        },
        .text("kind", "What kind of thing it is, or empty.", example: "Scarves") { $0.card.product.kindName },
        .text("vendor", "Who makes it, or empty.") { $0.card.product.vendor },
        .rule("url", "Its page.", Rules.link) { $0.url },
        .nested("price_from", "The lowest price of its variants.", MoneyShapes.money) { $0.card.cheapest.price },
        .choice("availability", "The best of its variants.", Availability.allCases.map(\.rawValue)) {
            Availability($0.card.variants).rawValue
        },
        .list("variants", "Those that have a price here, in order.", variant, limit: ProductDraft.variantsLimit) {
            $0.card.variants
        },
        .list("pictures", "Its pictures, in order; lists hold the first one.", picture, limit: ProductDraft.shotsLimit) {
            $0.pictures
        },
    ]

    static let item = Shape<ProductSeen>("ProductItem", "A product in a list.", common)
    static let one = Shape<ProductSeen>("Product", "A product with its description.", common + [
        .text("html", "Its description as sanitised HTML, or empty.") { $0.html }
    ])

    private static let value = Shape<FacetSeen.Value>("ProductFacetValue", "A value that products of the list have.", [
        .text("code", "What the filter takes.", example: "scarves") { $0.code },
        .text("label", "What it is called in this language.", example: "Scarves") { $0.label },
        .integer("count", "How many products the list would have with it.") { $0.count },
        .flag("is_chosen", "Whether the request asked for it.") { $0.isChosen },
    ])

    private static let facet = Shape<FacetSeen>("ProductFacet", "A filter with the values that leave something.", [
        .choice("name", "The filter's name.", FacetSeen.facets.map(\.rawValue)) { $0.name },
        .list("values", "Sizes from small to large, others by how many there are.", value, limit: 10_000) { $0.values },
    ])

    static let list = Shape<ProductsSeen>.page(
        "ProductList", of: item, "In the order that was asked for.",
        more: [
            .integer("total", "How many there are on all pages.") { Int64($0.total) },
            .list("facets", "By what the list can be narrowed down further.", facet, limit: FacetSeen.facets.count) { $0.facets },
        ]) { $0.list }
}

/// A page of products with what it can be narrowed down by.
struct ProductsSeen: Sendable {
    let list: Listed<ProductSeen>
    let total: Int
    let facets: [FacetSeen]
}

/// A filter with its values.
struct FacetSeen: Sendable {
    struct Value: Sendable {
        let code: String
        let label: String
        let count: Int64
        let isChosen: Bool
    }

    /// Those that have names; prices are asked for as amounts, and stock is a flag.
    static let facets: [Facet] = [.kind, .size, .colour, .sport]

    let name: String
    let values: [Value]

    static func all(_ page: Shelf.Page, _ labels: [Shelf.Value: String]) -> [FacetSeen] {
        facets.compactMap { facet in
            guard let counts = page.counts[facet], !counts.isEmpty else { return nil }
            return FacetSeen(name: facet.rawValue, values: counts.map { count in
                Value(
                    code: count.value.code, label: labels[count.value] ?? count.value.code, count: Int64(count.count),
                    isChosen: count.isChosen)
            })
        }
    }
}
