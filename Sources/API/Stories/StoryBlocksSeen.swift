import Catalogue
import Exchange
import Films
import Hub
import Pictures
import Releases
import Storage
import Stories
import Values
import Web

extension ApiReading {
    /// A text without the links that lead to what is not open.
    func text(_ html: String) throws -> String {
        let (text, until, topics) = try Hub.openLinks(in: html, at: gate.at, in: tx)
        lasts(until: until)
        topics.forEach(uses)
        return text
    }
}

/// A story's blocks as machines see them: pictures found; products, films and athletes that are not open in the market left out.
struct StoryBlocksSeen {
    let json: [JSON]

    init(_ blocks: [StoryBlock], _ reading: ApiReading) throws {
        let handles = Set(blocks.flatMap(\.namedProducts)).compactMap { Slug($0) }
        let cards = try ProductCard.find(
            handles, through: reading.gate, in: reading.market, language: reading.place.language, in: reading.tx)
        let open = Set(cards.map(\.product.handle.text))
        let slugs = Set(blocks.flatMap(\.namedAthletes)).compactMap { Slug($0) }
        let found = try Athlete.find(slugs, in: reading.place.language, through: reading.gate, in: reading.tx)
        let athletes = Set(found.map(\.slug.text))
        if !slugs.isEmpty { reading.uses(.athletes) }
        let named = blocks.flatMap(\.namedFilms).compactMap { Slug($0) }
        let films = Set(try Film.open(named, in: reading.place.language, through: reading.gate, in: reading.tx).map(\.slug.text))
        if !named.isEmpty { reading.uses(.films) }
        let linked = LinkedPage.named(in: blocks)
        let (pages, until) = try Hub.open(linked, at: reading.gate.at, in: reading.tx)
        reading.lasts(until: until)
        if !linked.isEmpty { for topic in [Topic.stories, .products, .films, .athletes] { reading.uses(topic) } }
        json = try blocks.compactMap { block in
            switch block {
            case .text(let html):
                let people = AthleteLinks.resolve(LinkedPage.resolve(html, pages.contains)) { slug in
                    athletes.contains(slug) ? Slug(slug).map { reading.page("athletes", $0) } : nil
                }
                let linked = ProductLinks.resolve(people) { handle in
                    open.contains(handle) ? Slug(handle).map { reading.page("products", $0) } : nil
                }
                return Self.text.json(FilmLinks.resolve(linked) { slug in
                    films.contains(slug) ? Slug(slug).map { reading.page("films", $0) } : nil
                })
            case .film(let slug): return films.contains(slug) ? Self.film.json(slug) : nil
            case .quote(let text, let by): return Self.quote.json((text, by))
            case .product(let handle): return open.contains(handle) ? Self.products.json([handle]) : nil
            case .products(let handles):
                let shown = handles.filter(open.contains)
                return shown.isEmpty ? nil : Self.products.json(shown)
            case .athlete(let slug): return athletes.contains(slug) ? Self.athlete.json(slug) : nil
            case .picture(let source, let alt, let caption):
                guard let picture = try Picture.named(source, in: reading.tx) else { return nil }
                return Self.picture.json((PictureSeen(picture, alt, reading), caption))
            }
        }
    }

    static let schema = Schema.either(
        "StoryBlock", [text.record, quote.record, products.record, athlete.record, picture.record, film.record])

    private static let text = Shape<String>("TextBlock", "Running text.", [
        .choice("kind", "Which block this is.", ["text"]) { _ in "text" },
        .text("html", "Sanitised HTML; links to products lead to their pages in this market.") { $0 },
    ])

    private static let quote = Shape<(text: String, by: String?)>("QuoteBlock", "Somebody's words.", [
        .choice("kind", "Which block this is.", ["quote"]) { _ in "quote" },
        .text("text", "The words.") { $0.text },
        .optionalText("by", "Who said them.") { $0.by },
    ])

    private static let products = Shape<[String]>("ProductsBlock", "One product or a shelf of them.", [
        .choice("kind", "Which block this is.", ["products"]) { _ in "products" },
        .texts("handles", "Those that are open in this market, in order.", limit: 1_000) { $0 },
    ])

    private static let athlete = Shape<String>("AthleteBlock", "An athlete's card.", [
        .choice("kind", "Which block this is.", ["athlete"]) { _ in "athlete" },
        .text("slug", "The athlete, who is open in this market.") { $0 },
    ])

    private static let film = Shape<String>("FilmBlock", "A film that is open in this market.", [
        .choice("kind", "Which block this is.", ["film"]) { _ in "film" },
        .text("slug", "The last part of its address below /films.") { $0 },
    ])

    private static let picture = Shape<(picture: PictureSeen, caption: String?)>("PictureBlock", "A picture in the text.", [
        .choice("kind", "Which block this is.", ["picture"]) { _ in "picture" },
        .nested("picture", "The picture.", ProductShapes.picture) { $0.picture },
        .optionalText("caption", "What stands below it.") { $0.caption },
    ])
}
