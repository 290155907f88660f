import Catalogue
import Storage
import Stories
import Values
import Web

/// The athletes of a market, most medals first, all of them or those of one sport.
enum AthleteListPage {
    private static let pageSize = 24

    static func read(_ reading: PageReading, of slug: Slug?, after last: Slug?) throws -> Page {
        reading.uses(.athletes)
        let (language, gate, tx) = (reading.place.language, reading.gate, reading.tx)
        let sport = try slug.map { try Sport.find($0, in: language, through: gate, in: tx) }
        let after = try last.map { try Athlete.find($0, in: language, through: gate, in: tx) }
        let athletes = try Athlete.list(
            of: sport?.key, in: language, through: gate, after: after?.mark, limit: pageSize + 1, in: tx)
        let shown = Array(athletes.prefix(pageSize))
        let query = sport.map { "&sport=\($0.slug)" } ?? ""
        let next = athletes.count > pageSize ? shown.last.map { "\(reading.base)/athletes?after=\($0.slug)\(query)" } : nil
        let sports = try Sport.list(in: language, through: gate, in: tx).map { entry -> Fields in
            [
                "name": entry.name, "url": "\(reading.base)/athletes?sport=\(entry.slug)",
                "lang": reading.otherLanguage(entry.language), "current": (entry.key == sport?.key).orNil,
            ]
        }
        return Page(
            title: sport.map { "\(reading.words("athletes")), \($0.name)" } ?? reading.words("athletes"),
            summary: reading.words("athletesLine"), path: "/athletes\(sport.map { "?sport=\($0.slug)" } ?? "")", section: .athletes,
            told: .list(reading.words("athletes"), "/athletes"),
            fields: [
                "athletes": try reading.athleteCards(shown), "hasAthletes": (!shown.isEmpty).orNil, "next": next,
                "sports": sports, "hasSports": (sports.count > 1).orNil, "isAll": (sport == nil).orNil,
                "everyone": "\(reading.base)/athletes", "sport": sport?.name,
            ])
    }
}

/// One athlete: who it is, what was reached, the stories, and what can be bought inside them.
enum AthletePage {
    private static let storyCount = 6
    private static let productCount = 8

    static func read(_ reading: PageReading, _ slug: Slug) throws -> Page {
        reading.uses(.athletes)
        reading.uses(.stories)
        reading.uses(.products)
        let (language, gate, tx) = (reading.place.language, reading.gate, reading.tx)
        let athlete = try Athlete.find(slug, in: language, through: gate, in: tx)
        let sport = try Sport.find([athlete.sport], in: language, through: gate, in: tx)[athlete.sport]
        let results = try AthleteResult.of([athlete.key], in: language, in: tx)[athlete.key] ?? []
        let stories = try Story.list(about: [.athlete(slug)], in: language, through: gate, limit: storyCount, in: tx)
        let handles = try Story.products(of: stories.map(\.key), limit: productCount * 2, in: tx)
        let products = try ProductCard.find(handles, through: gate, in: reading.market, language: language, in: tx)
        let head = try reading.athleteCards([athlete])[0]
        let facts: Fields = [
            "born": athlete.born.map { "\($0)" }, "sportUrl": sport.map { "\(reading.base)/sports/\($0.slug)" },
            "bio": athlete.bio.orNil,
        ]
        return Page(
            title: athlete.name, summary: athlete.bio.isEmpty ? athlete.name : athlete.bio, path: "/athletes/\(slug)",
            section: .athletes,
            told: try .item(
                athlete.key.retyped(),
                .athlete(
                    athlete, sport, country: Committee.name(athlete.country, in: language),
                    awards: results.compactMap { reading.award($0) }),
                athlete.name, slug, in: "athletes", reading),
            fields: [
                "athlete": head.merging(facts), "results": reading.resultRows(results), "hasResults": (!results.isEmpty).orNil,
                "stories": try reading.cards(stories), "hasStories": (!stories.isEmpty).orNil,
                "products": products.prefix(productCount).map { reading.productCard($0, from: stories.first?.slug) },
                "hasProducts": (!products.isEmpty).orNil,
            ])
    }
}
