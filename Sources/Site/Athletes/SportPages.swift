import Catalogue
import Pictures
import Storage
import Stories
import Values
import Web

/// The sports of a market, each with the picture of its newest story.
enum SportListPage {
    static func read(_ reading: PageReading) throws -> Page {
        reading.uses(.athletes)
        reading.uses(.stories)
        let (language, gate, tx) = (reading.place.language, reading.gate, reading.tx)
        let sports = try Sport.list(in: language, through: gate, in: tx)
        let leading = try sports.map { sport in
            try Story.list(about: [.sport(sport.slug)], in: language, through: gate, limit: 1, in: tx).first
        }
        let pictures = try Picture.find(leading.compactMap { $0?.picture }, in: tx)
        let cards = zip(sports, leading).map { sport, story -> Fields in
            [
                "name": sport.name, "url": "\(reading.base)/sports/\(sport.slug)", "lang": reading.otherLanguage(sport.language),
                "picture": story?.picture.flatMap { pictures[$0] }.map { reading.picture($0, "", .card) }, "story": story?.title,
            ]
        }
        return Page(
            title: reading.words("sports"), summary: reading.words("sportsLine"), path: "/sports", section: .athletes,
            told: .list(reading.words("sports"), "/sports"),
            fields: ["sports": cards, "hasSports": (!cards.isEmpty).orNil])
    }
}

/// One sport: its board of results, its athletes and its stories, and what can be bought inside them.
enum SportPage {
    private static let storyCount = 6
    private static let athleteCount = 12
    private static let productCount = 8
    private static let resultCount = 24

    static func read(_ reading: PageReading, _ slug: Slug) throws -> Page {
        reading.uses(.athletes)
        reading.uses(.stories)
        reading.uses(.products)
        let (language, gate, tx) = (reading.place.language, reading.gate, reading.tx)
        let sport = try Sport.find(slug, in: language, through: gate, in: tx)
        let stories = try Story.list(about: [.sport(slug)], in: language, through: gate, limit: storyCount, in: tx)
        let athletes = try Athlete.list(of: sport.key, in: language, through: gate, limit: athleteCount + 1, in: tx)
        let shown = Array(athletes.prefix(athleteCount))
        let handles = try Story.products(of: stories.map(\.key), limit: productCount * 2, in: tx)
        let products = try ProductCard.find(handles, through: gate, in: reading.market, language: language, in: tx)
        let board = try board(shown, reading)
        return Page(
            title: sport.name, summary: reading.words("sportLine", sport.name), path: "/sports/\(slug)", section: .athletes,
            told: try .item(sport.key.retyped(), .sport(sport, shown), sport.name, slug, in: "sports", reading),
            fields: [
                "name": sport.name, "lang": reading.otherLanguage(sport.language), "line": reading.words("sportLine", sport.name),
                "athletes": try reading.athleteCards(shown), "hasAthletes": (!shown.isEmpty).orNil,
                "all": athletes.count > athleteCount ? "\(reading.base)/athletes?sport=\(slug)" : nil,
                "results": board, "hasResults": (!board.isEmpty).orNil, "stories": try reading.cards(stories),
                "hasStories": (!stories.isEmpty).orNil,
                "products": products.prefix(productCount).map { reading.productCard($0, from: stories.first?.slug) },
                "hasProducts": (!products.isEmpty).orNil,
            ])
    }

    /// The medals of the sport's leading athletes, with whose they are.
    private static func board(_ athletes: [Athlete], _ reading: PageReading) throws -> [Fields] {
        let results = try AthleteResult.of(athletes.map(\.key), in: reading.place.language, in: reading.tx)
        let rows = athletes.flatMap { athlete -> [Fields] in
            let won = (results[athlete.key] ?? []).filter { $0.medal != nil }
            return reading.resultRows(won).map { row in
                row.merging([
                    "name": athlete.name, "url": "\(reading.base)/athletes/\(athlete.slug)", "code": athlete.country,
                    "lang": reading.otherLanguage(athlete.language),
                ])
            }
        }
        return Array(rows.prefix(resultCount))
    }
}
