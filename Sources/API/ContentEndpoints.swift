import Catalogue
import Foundation
import Hub
import Hummingbird
import Storage
import Stories
import Values
import Web

extension ApiRoutes {
    private static let listLength = 100

    /// The open stories of a market, newest first.
    func stories(_ request: Request, _ context: WebContext) async throws -> Response {
        let url = hub.settings.publicURL
        return try await kept(request, context, "application/json", uses: [.stories]) { place, gate, tx in
            let stories = try Story.list(in: place.language, through: gate, limit: Self.listLength, in: tx)
            return Json.data(StoryList(stories: stories.map { StoryItem($0, base: url + place.base) }))
        }
    }

    /// The open products of a market with their prices there, newest first.
    func products(_ request: Request, _ context: WebContext) async throws -> Response {
        let url = hub.settings.publicURL
        return try await kept(request, context, "application/json", uses: [.products]) { place, gate, tx in
            let cards = try ProductCard.list(
                through: gate, in: place.market, language: place.language, limit: Self.listLength, in: tx)
            return Json.data(ProductList(products: cards.map { ProductItem($0, base: url + place.base) }))
        }
    }

    private struct StoryList: Encodable { let stories: [StoryItem] }
    private struct ProductList: Encodable { let products: [ProductItem] }

    private struct StoryItem: Encodable {
        let slug: String
        let language: String
        let title: String
        let summary: String
        let publishedAt: String
        let url: String

        init(_ story: Story, base: String) {
            slug = story.slug.text
            language = story.language.rawValue
            title = story.title
            summary = story.summary
            publishedAt = "\(story.publishedAt)"
            url = "\(base)/stories/\(story.slug)"
        }
    }

    private struct ProductItem: Encodable {
        struct Item: Encodable {
            let key: String
            let name: String?
            let sku: String
            let priceMinor: Int64
            let currency: String
        }

        let handle: String
        let title: String
        let url: String
        let variants: [Item]

        init(_ card: ProductCard, base: String) {
            handle = card.product.handle.text
            title = card.product.title.text
            url = "\(base)/products/\(card.product.handle)"
            variants = card.variants.map {
                Item(
                    key: "\($0.key)", name: $0.name, sku: $0.sku, priceMinor: $0.price.minor,
                    currency: $0.price.currency.code)
            }
        }
    }
}
