import Catalogue
import Exchange
import Films
import Foundation
import Pictures
import Releases
import Storage
import Stories
import Values
import Web

/// The list of a market's stories, newest first.
enum StoryListPage {
    private static let pageSize = 24

    static func read(_ reading: PageReading, after slug: Slug?) throws -> Page {
        reading.uses(.stories)
        let before = try slug.map {
            try Story.find($0, in: reading.place.language, through: reading.gate, in: reading.tx).story
        }
        let stories = try Story.list(
            in: reading.place.language, through: reading.gate, before: before?.mark, limit: pageSize + 1, in: reading.tx)
        let shown = Array(stories.prefix(pageSize))
        let older = stories.count > pageSize ? shown.last.map { "\(reading.base)/stories?after=\($0.slug)" } : nil
        return Page(
            title: reading.words("stories"), summary: reading.words("storiesLine"), path: "/stories", section: .stories,
            told: .list(reading.words("stories"), "/stories"),
            fields: ["stories": try reading.cards(shown), "hasStories": (!shown.isEmpty).orNil, "older": older])
    }
}

/// One story with the products that are in it.
enum StoryPage {
    private static let relatedCount = 3
    private static let athleteCount = 3

    static func read(_ reading: PageReading, _ slug: Slug) throws -> Page {
        reading.uses(.stories)
        reading.uses(.products)
        let (story, blocks) = try Story.find(slug, in: reading.place.language, through: reading.gate, in: reading.tx)
        let shown = try BlocksShown(blocks, from: story.slug, reading)
        let related = try Story.list(
            in: reading.place.language, through: reading.gate, limit: relatedCount + 1, in: reading.tx
        ).filter { $0.key != story.key }.prefix(relatedCount)
        let picture = try story.picture.flatMap { try Picture.find([$0], in: reading.tx)[$0] }
        reading.uses(Topic(story.key))
        reading.uses(.films)
        let films = try reading.cards(
            of: try Film.behind(story: slug, in: reading.place.language, through: reading.gate, in: reading.tx))
        let sports = try Sport.of(story.key, in: reading.place.language, through: reading.gate, in: reading.tx)
        let athletes = try Athlete.of(
            story.key, in: reading.place.language, through: reading.gate, limit: athleteCount, in: reading.tx)
        reading.uses(.athletes)
        let head: Fields = [
            "title": story.title, "kicker": story.kicker.orNil, "summary": story.summary.orNil,
            "published": DateText.fields(story.publishedAt, reading.place), "author": story.author.orNil,
            "picture": picture.map { reading.picture($0, story.pictureAlt, .hero) },
            "lang": reading.otherLanguage(story.language),
        ]
        return Page(
            title: story.title, summary: story.summary, path: "/stories/\(story.slug)", section: .stories,
            told: try .story(story, picture, reading),
            fields: [
                "story": head, "blocks": shown.fields, "films": films, "hasFilms": (!films.isEmpty).orNil,
                "athletes": try reading.athleteCards(athletes), "hasAthletes": (!athletes.isEmpty).orNil,
                "sportUrl": sports.first.map { "\(reading.base)/sports/\($0.slug)" },
                "related": try reading.cards(Array(related)),
                "hasRelated": (!related.isEmpty).orNil, "seen": "\(reading.base)/stories/\(story.slug)/seen.gif",
            ])
    }
}

/// Blocks as templates see them: pictures found, products joined with this market's price, closed ones left out. What is bought
/// from them is credited to the story of `slug`.
struct BlocksShown {
    let fields: [Fields]

    init(_ blocks: [StoryBlock], from slug: Slug?, _ reading: PageReading) throws {
        let handles = blocks.flatMap(\.handles).compactMap { Slug($0) }
        let links = try TextLinks(blocks, reading)
        let cards = try ProductCard.find(
            handles, through: reading.gate, in: reading.market, language: reading.place.language, in: reading.tx)
        let byHandle = Dictionary(cards.map { ($0.product.handle.text, $0) }, uniquingKeysWith: { first, _ in first })
        let slugs = blocks.compactMap { block -> Slug? in if case .athlete(let slug) = block { Slug(slug) } else { nil } }
        let athletes = try Athlete.find(slugs, in: reading.place.language, through: reading.gate, in: reading.tx)
        let athleteCards = Dictionary(
            zip(athletes.map(\.slug.text), try reading.athleteCards(athletes)).map { $0 }, uniquingKeysWith: { first, _ in first })
        func card(_ handle: String) -> Fields? { byHandle[handle].map { reading.productCard($0, from: slug) } }
        fields = try blocks.compactMap { block in
            switch block {
            case .text(let html):
                let text: Fields = ["html": links.resolved(html, from: slug, reading) { byHandle[$0] != nil }]
                return ["text": text]
            case .film(let slug):
                return try Slug(slug).flatMap { try reading.filmCards([$0]).first }.map { ["film": $0] }
            case .quote(let text, let by):
                let quote: Fields = ["text": text, "by": by]
                return ["quote": quote]
            case .product(let handle):
                return card(handle).map { ["product": $0] }
            case .products(let handles):
                let shelf = handles.compactMap(card)
                return shelf.isEmpty ? nil : ["products": shelf, "hasProducts": true]
            case .athlete(let slug):
                return athleteCards[slug].map { ["athlete": $0] }
            case .picture(let source, let alt, let caption):
                guard let picture = try Picture.named(source, in: reading.tx) else { return nil }
                return ["picture": reading.picture(picture, alt, .text).merging(["caption": caption])]
            }
        }
    }
}

extension StoryBlock {
    /// The products that the block names.
    fileprivate var handles: [String] {
        switch self {
        case .product(let handle): [handle]
        case .products(let handles): handles
        case .text(let html) where html.contains("\"product:"):
            html.matches(of: /href="product:([^"]*)"/).map { String($0.output.1) }
        case .text, .quote, .picture, .film, .athlete: []
        }
    }
}
