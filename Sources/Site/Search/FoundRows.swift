import Catalogue
import Search
import Stories
import Values
import Web

/// What was found as a page shows it: read again through the gate, with pictures, what was looked for marked.
struct FoundRows {
    private let query: Query
    private let reading: PageReading

    init(_ query: Query, _ reading: PageReading) {
        self.query = query
        self.reading = reading
    }

    func read(_ hits: [Hit], _ kind: Kind) throws -> [Fields] {
        switch kind {
        case .story: try stories(hits)
        case .product: try products(hits)
        case .athlete: try athletes(hits)
        case .sport, .film: hits.map(plain)
        }
    }

    private func stories(_ hits: [Hit]) throws -> [Fields] {
        let stories = try Story.find(
            hits.map { $0.item.retyped() }, in: reading.place.language, through: reading.gate, in: reading.tx)
        return zip(try reading.cards(stories), stories).map { card, story in
            card.merging(["marked": marked(story.title), "excerpt": excerpt(story.summary)])
        }
    }

    private func products(_ hits: [Hit]) throws -> [Fields] {
        let handles = hits.compactMap { Slug($0.path.dropFirst("products/".count)) }
        let cards = try ProductCard.find(
            handles, through: reading.gate, in: reading.market, language: reading.place.language, in: reading.tx)
        return cards.map { reading.productCard($0).merging(["marked": marked($0.product.title.text)]) }
    }

    private func athletes(_ hits: [Hit]) throws -> [Fields] {
        let slugs = hits.compactMap { Slug($0.path.dropFirst("athletes/".count)) }
        let athletes = try Athlete.find(slugs, in: reading.place.language, through: reading.gate, in: reading.tx)
        return zip(try reading.athleteCards(athletes), athletes).map { card, athlete in
            card.merging(["marked": marked(athlete.name), "isAthlete": true])
        }
    }

    private func plain(_ hit: Hit) -> Fields {
        [
            "title": hit.title, "url": "\(reading.base)/\(hit.path)", "marked": marked(hit.title),
            "lang": reading.otherLanguage(hit.language),
        ]
    }

    private func excerpt(_ text: String) -> Fields? { text.isEmpty ? nil : ["marked": marked(text)] }

    private func marked(_ text: String) -> [Fields] {
        Marks.pieces(of: text, for: query).map { ["text": $0.text, "hit": $0.isMatch.orNil] }
    }
}
