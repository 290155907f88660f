import Catalogue
import Releases
import Storage
import Stories
import Values
import Web

/// The front page of a market: the newest story large, more stories, and what can be bought inside them.
enum HomePage {
    private static let storyCount = 7
    private static let productCount = 8

    static func read(_ reading: PageReading) throws -> Page {
        reading.uses(.stories)
        reading.uses(.products)
        let stories = try Story.list(
            in: reading.place.language, through: reading.gate, limit: storyCount, in: reading.tx)
        let cards = try reading.cards(stories)
        let products = try ProductCard.list(
            through: reading.gate, in: reading.market, language: reading.place.language, limit: productCount, in: reading.tx)
        return Page(
            title: nil, summary: reading.words("storiesLine"), path: "", section: .home, told: .home,
            fields: [
                "hero": cards.first, "stories": Array(cards.dropFirst()), "hasStories": (cards.count > 1).orNil,
                "products": products.map { reading.productCard($0) }, "hasProducts": (!products.isEmpty).orNil,
            ])
    }
}
