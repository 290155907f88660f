import Catalogue
import Orders
import Releases
import Storage
import Stories
import Values
import Web

/// What a product page is asked for beside the product.
struct ProductChoice: Sendable {
    /// The story from which the fan comes.
    var story: Slug?
    /// Shown beside the form.
    var error: String?
}

/// One product with its variants, prices and what is left.
enum ProductPage {
    private static let storyCount = 3
    private static let moreCount = 4

    static func read(_ reading: PageReading, _ handle: Slug, _ choice: ProductChoice) throws -> Page {
        reading.uses(.products)
        reading.uses(.stories)
        let product = try Product.find(handle, language: reading.place.language, through: reading.gate, in: reading.tx)
        let variants = try Variant.of(
            product.key, in: reading.market, language: reading.place.language, at: reading.gate.at, in: reading.tx)
        guard !variants.isEmpty else { throw NotFound("product") }
        let pictures = try Shots.of([product.key], language: reading.place.language, in: reading.tx)[product.key] ?? []
        let card = ProductCard(product: product, picture: pictures.first, variants: variants)
        let stories = try Story.showing(
            product: handle, in: reading.place.language, through: reading.gate, limit: storyCount, in: reading.tx)
        let more = try ProductCard.list(
            through: reading.gate, in: reading.market, language: reading.place.language, limit: moreCount + 1, in: reading.tx
        ).filter { $0.product.key != product.key }.prefix(moreCount)
        let head: Fields = [
            "title": product.title.text, "lang": reading.otherLanguage(product.title.language),
            "html": try reading.text(product.html.text).orNil, "htmlLang": reading.otherLanguage(product.html.language),
            "vendor": product.vendor.orNil, "kind": product.kindName.orNil,
        ]
        let fields: Fields = [
            "product": head, "pictures": pictures.map { reading.picture($0.picture, $0.alt, .product) },
            "action": "\(reading.base)/basket", "from": choice.story?.text, "error": choice.error,
            "variants": rows(variants, reading), "hasChoice": (variants.count > 1).orNil,
            "priceVaries": (Set(variants.map(\.price)).count > 1).orNil, "stories": try reading.cards(stories),
            "hasStories": (!stories.isEmpty).orNil, "products": more.map { reading.productCard($0) },
            "hasProducts": (!more.isEmpty).orNil, "delivery": try Delivery.line(reading),
        ]
        return Page(
            title: product.title.text, summary: "\(product.title.text), \(card.cheapest.price.text)",
            path: "/products/\(product.handle)", section: .products,
            told: try .product(card, pictures.map(\.picture), reading),
            fields: reading.productCard(card, from: choice.story).without("title").merging(fields))
    }

    private static func rows(_ variants: [Variant], _ reading: PageReading) -> [Fields] {
        let available = variants.filter { !$0.isSoldOut }
        return variants.map { variant in
            [
                "key": "\(variant.key)", "title": variant.name ?? "", "price": variant.price.text,
                "soldOut": variant.isSoldOut.orNil, "low": variant.isLow.orNil,
                "availability": reading.availability([variant]),
                "selected": (available.count == 1 && available.first?.key == variant.key).orNil,
            ]
        }
    }
}
