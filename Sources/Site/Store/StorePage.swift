import Catalogue
import Exchange
import Hub
import Pictures
import Storage
import Stories
import Values
import Web

/// The front of the store that serves a market: what leads it, the story behind it, and its shelves in its own order.
enum StorePage {
    private static let newCount = 4

    static func read(_ reading: PageReading) throws -> Page {
        reading.uses(.products)
        reading.uses(.stories)
        guard let (store, front) = try Store.serving(reading.market.code, in: reading.place.language, in: reading.tx) else {
            throw NotFound("store")
        }
        reading.uses(Topic(store.key))
        let shown = try BlocksShown(front, from: nil, reading)
        let picture = try store.picture.flatMap { try Picture.find([$0], in: reading.tx)[$0] }
        let head = head(store, picture, reading)
        let stories = try Story.open(
            [store.story].compactMap { Slug($0) }, in: reading.place.language, through: reading.gate, in: reading.tx)
        let lead = try reading.cards(stories).first
        let newest = try ProductCard.list(
            through: reading.gate, in: reading.market, language: reading.place.language, limit: newCount, in: reading.tx)
        return Page(
            title: store.name, summary: store.line, path: "/store", section: .products,
            told: try .store(store, picture, reading),
            fields: [
                "store": head, "bands": bands(shown.fields), "lead": lead, "newest": newest.map { reading.productCard($0) },
                "hasNewest": (!newest.isEmpty).orNil, "delivery": try Delivery.line(reading),
            ])
    }

    private static func head(_ store: Store, _ picture: Picture?, _ reading: PageReading) -> Fields {
        [
            "name": store.name, "line": store.line.orNil, "look": store.look.rawValue, "slug": store.slug.text,
            "lang": reading.otherLanguage(store.language), "picture": picture.map { reading.picture($0, store.pictureAlt, .hero) },
        ]
    }

    /// The front in bands: a stretch of words and the shelf below it stand together.
    private static func bands(_ blocks: [Fields]) -> [Fields] {
        var bands: [Fields] = []
        var words: Fields?
        for block in blocks {
            if let text = block.fields("text") {
                if let words { bands.append(["intro": words]) }
                words = text
                continue
            }
            let band: Fields = words.map { ["intro": $0] } ?? [:]
            bands.append(band.merging(block))
            words = nil
        }
        if let words { bands.append(["intro": words]) }
        return bands
    }
}
