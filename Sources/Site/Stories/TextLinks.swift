import Exchange
import Films
import Storage
import Stories
import Values
import Web

/// Links inside running text to what the hub has: they lead to this market's page of it, and what is not open here becomes plain
/// words.
struct TextLinks {
    private let films: Set<String>

    /// Looks up the films that some blocks name.
    init(_ blocks: [StoryBlock], _ reading: PageReading) throws {
        let slugs = blocks.flatMap(\.namedFilms).compactMap { Slug($0) }
        films = Set(try Film.open(slugs, in: reading.place.language, through: reading.gate, in: reading.tx).map(\.slug.text))
        if !slugs.isEmpty { reading.uses(.films) }
    }

    func resolved(_ html: String, from story: Slug?, _ reading: PageReading, isSold: (String) -> Bool) -> String {
        let from = story.map { "?from=\($0)" } ?? ""
        let sold = ProductLinks.resolve(html) { isSold($0) ? "\(reading.base)/products/\($0)\(from)" : nil }
        return FilmLinks.resolve(sold) { films.contains($0) ? "\(reading.base)/films/\($0)" : nil }
    }
}
