import Exchange
import Films
import Hub
import Releases
import Storage
import Stories
import Values
import Web

extension PageReading {
    /// A text without the links that lead to what is not open.
    func text(_ html: String) throws -> String {
        let (text, until, topics) = try Hub.openLinks(in: html, at: gate.at, in: tx)
        lasts(until: until)
        topics.forEach(uses)
        return text
    }
}

/// Links inside running text to what the hub has: they lead to this market's page of it, and what is not open here becomes plain
/// words.
struct TextLinks {
    private let films: Set<String>
    private let athletes: Set<String>
    private let pages: Set<LinkedPage>

    /// Looks up the films and athletes that some blocks name.
    init(_ blocks: [StoryBlock], _ reading: PageReading) throws {
        let slugs = blocks.flatMap(\.namedFilms).compactMap { Slug($0) }
        films = Set(try Film.open(slugs, in: reading.place.language, through: reading.gate, in: reading.tx).map(\.slug.text))
        if !slugs.isEmpty { reading.uses(.films) }
        let named = blocks.flatMap(\.namedAthletes).compactMap { Slug($0) }
        athletes = Set(
            try Athlete.find(named, in: reading.place.language, through: reading.gate, in: reading.tx).map(\.slug.text))
        if !named.isEmpty { reading.uses(.athletes) }
        let linked = LinkedPage.named(in: blocks)
        let (open, until) = try Hub.open(linked, at: reading.gate.at, in: reading.tx)
        pages = open
        reading.lasts(until: until)
        if !linked.isEmpty { for topic in [Topic.stories, .products, .films, .athletes] { reading.uses(topic) } }
    }

    func resolved(_ html: String, from story: Slug?, _ reading: PageReading, isSold: (String) -> Bool) -> String {
        let from = story.map { "?from=\($0)" } ?? ""
        let known = LinkedPage.resolve(html, pages.contains)
        let sold = ProductLinks.resolve(known) { isSold($0) ? "\(reading.base)/products/\($0)\(from)" : nil }
        let people = AthleteLinks.resolve(sold) { athletes.contains($0) ? "\(reading.base)/athletes/\($0)" : nil }
        return FilmLinks.resolve(people) { films.contains($0) ? "\(reading.base)/films/\($0)" : nil }
    }
}
