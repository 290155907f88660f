import Catalogue
import Films
import Pictures
import Releases
import Storage
import Stories
import Values
import Web

/// The front page of a market: the film or the story that leads, what opens next, the stories as a spread, the films, the goods
/// from the stories, the medals, and the store.
enum HomePage {
    private static let storyCount = 7
    private static let filmCount = 4
    private static let productCount = 8
    private static let medallistCount = 8

    static func read(_ reading: PageReading) throws -> Page {
        reading.uses(.stories)
        reading.uses(.products)
        reading.uses(.films)
        let films = try Film.list(in: reading.place.language, through: reading.gate, limit: filmCount, in: reading.tx)
        let stories = try Story.list(
            in: reading.place.language, through: reading.gate, limit: storyCount, in: reading.tx)
        let cards = try reading.cards(stories)
        let first = try reading.cards(of: Array(films.prefix(1)), .hero).first
        let lead = first.map { $0.merging(["kicker": reading.words("filmKicker"), "isFilm": true]) }
        let rest = lead == nil ? Array(cards.dropFirst()) : cards
        let goods = try goods(of: stories, reading)
        let store = try storeCard(reading)
        let more = try reading.cards(of: Array(films.dropFirst()))
        let medallists = try medallists(reading)
        return Page(
            title: nil, summary: reading.words("storiesLine"), path: "", section: .home, told: .home,
            fields: [
                "hero": lead ?? cards.first, "stories": rest, "hasStories": (!rest.isEmpty).orNil,
                "next": try NextToOpen.fields(reading), "films": more, "hasFilms": (!more.isEmpty).orNil,
                "products": goods.map { reading.productCard($0) }, "hasProducts": (!goods.isEmpty).orNil, "store": store,
                "medallists": medallists, "hasMedallists": (!medallists.isEmpty).orNil,
            ])
    }

    /// What can be bought inside the stories on the page; the newest goods where there is nothing in them.
    private static func goods(of stories: [Story], _ reading: PageReading) throws -> [ProductCard] {
        let handles = try Story.products(in: stories.map(\.key), in: reading.tx)
        let inside = try ProductCard.find(
            Array(handles.prefix(productCount * 3)), through: reading.gate, in: reading.market,
            language: reading.place.language, in: reading.tx)
        guard inside.isEmpty else { return Array(inside.prefix(productCount)) }
        return try ProductCard.list(
            through: reading.gate, in: reading.market, language: reading.place.language, limit: productCount, in: reading.tx)
    }

    /// Athletes with medals, those of the market's own country first.
    private static func medallists(_ reading: PageReading) throws -> [Fields] {
        try reading.athleteCards(Athlete.medallists(
            from: Committee.code(ofCountry: reading.market.code.text), in: reading.place.language, through: reading.gate,
            limit: medallistCount, in: reading.tx))
    }

    private static func storeCard(_ reading: PageReading) throws -> Fields? {
        let served = try Store.serving(reading.market.code, in: reading.place.language, in: reading.tx)
        guard let store = served?.store else { return nil }
        reading.uses(Topic(store.key))
        let picture = try store.picture.flatMap { try Picture.find([$0], in: reading.tx)[$0] }
        return [
            "title": store.name, "summary": store.line.orNil, "url": "\(reading.base)/store", "look": store.look.rawValue,
            "lang": reading.otherLanguage(store.language), "picture": picture.map { reading.picture($0, store.pictureAlt, .card) },
        ]
    }
}
