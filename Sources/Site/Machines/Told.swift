import Catalogue
import Films
import Foundation
import Hub
import Pictures
import Releases
import Storage
import Stories
import Values
import Web

/// What a page tells machines about itself: search engines, and whoever shows a link to it.
struct Told: Sendable {
    /// What the page is about, in the values that people see on it.
    enum Subject: Sendable {
        case hub
        case list
        case story(Story, Picture?)
        case product(ProductCard, [Picture], priceUntil: Instant?)
        case film(Film, Film.Whole, Campaign?, Picture?)
        /// `awards` are medals in the page's words.
        case athlete(Athlete, Sport?, country: String, awards: [String])
        case sport(Sport, [Athlete])
        case store(Store, Picture?, in: Set<MarketCode>)
    }

    var subject = Subject.list
    /// Where the page stands below the front page: names and paths below the market's base.
    var trail: [(name: String, path: String)] = []
    /// The markets in which the page can be seen; nil for all.
    var openIn: Set<MarketCode>?

    /// A story's page.
    static func story(_ story: Story, _ picture: Picture?, _ reading: PageReading) throws -> Told {
        Told(
            subject: .story(story, picture), trail: [(reading.words("stories"), "/stories"), (story.title, path(of: story))],
            openIn: try reading.markets { !(try Story.addressed.open(among: [story.key], through: $0, in: reading.tx)).isEmpty })
    }

    /// A product's page.
    static func product(_ card: ProductCard, _ pictures: [Picture], _ reading: PageReading) throws -> Told {
        let (product, tx) = (card.product, reading.tx)
        let until = try Price.nextChange(in: reading.market.code, after: reading.gate.at, in: tx)
        return Told(
            subject: .product(card, pictures, priceUntil: until),
            trail: [(reading.words("shop"), "/products"), (product.title.text, path(of: product))],
            openIn: try reading.markets { !(try Product.addressed.open(among: [product.key], through: $0, in: tx)).isEmpty })
    }

    /// The page of one item in a section, which can be seen where the item is open.
    static func item(
        _ key: ItemKey, _ subject: Subject, _ name: String, _ slug: Slug, in section: String, _ reading: PageReading
    ) throws -> Told {
        Told(
            subject: subject, trail: [(reading.words(section), "/\(section)"), (name, "/\(section)/\(slug.text.pathEscaped)")],
            openIn: try reading.markets { try $0.isOpen(key, in: reading.tx) })
    }

    /// The front of the market's store.
    static func store(_ store: Store, _ picture: Picture?, _ reading: PageReading) throws -> Told {
        let markets = Set(try store.markets(in: reading.tx))
        return Told(
            subject: .store(store, picture, in: markets), trail: [(store.name, "/store")], openIn: reading.place.book.served)
    }

    /// A market's front page.
    static let home = Told(subject: .hub)

    /// A page that lists things.
    static func list(_ name: String, _ path: String) -> Told { Told(trail: [(name, path)]) }

    fileprivate static func path(of story: Story) -> String { "/stories/\(story.slug.text.pathEscaped)" }
    fileprivate static func path(of product: Product) -> String { "/products/\(product.handle.text.pathEscaped)" }
}

extension PageReading {
    /// The markets whose gate lets something through; the page is true no longer than all of them stay as they are.
    func markets(where isOpen: (Gate) throws -> Bool) throws -> Set<MarketCode> {
        var open: Set<MarketCode> = []
        for market in place.book.markets {
            let other = Gate(market.code, at: gate.at)
            lasts(until: try other.nextEdge(in: tx))
            lasts(until: try Price.nextChange(in: market.code, after: gate.at, in: tx))
            if try isOpen(other) { open.insert(market.code) }
        }
        return open
    }
}

extension SitePages {
    /// What the head of a page says to machines.
    func share(_ page: Page, in place: Place) -> Fields {
        let (name, root) = (hub.settings.name, hub.settings.publicURL)
        let (card, path) = card(page.told.subject, name, root, place)
        let kind = switch page.told.subject {
        case .story: "article"
        case .product: "product"
        case .film: "video.movie"
        case .athlete: "profile"
        case .hub, .list, .sport, .store: "website"
        }
        let image: Fields = ["url": root + path, "width": ShareCard.width, "height": ShareCard.height, "alt": card.title]
        return [
            "title": page.title ?? name, "type": kind, "image": image,
            "locale": "\(place.language.rawValue.prefix(2))_\(place.market.code)",
            "data": page.isPrivate ? nil : StructuredData.text(data(page, in: place)),
        ]
    }

    /// The picture that a link is shown with, and its address.
    private func card(_ subject: Told.Subject, _ name: String, _ root: String, _ place: Place) -> (card: ShareCard, path: String) {
        func own(_ card: ShareCard, _ section: String, _ slug: Slug) -> (ShareCard, String) {
            (card, card.path(place.base, section, slug))
        }
        switch subject {
        case .story(let story, let picture): return own(ShareCard(story, picture, hubName: name), "stories", story.slug)
        case .product(let product, _, _): return own(ShareCard(product, hubName: name), "products", product.product.handle)
        case .film(let film, _, let campaign, let picture):
            return own(ShareCard(film, campaign, picture, hubName: name), "films", film.slug)
        case .athlete(let athlete, let sport, _, _):
            return own(ShareCard(athlete, sport, hubName: name), "athletes", athlete.slug)
        case .sport(let sport, _): return own(ShareCard(sport, hubName: name), "sports", sport.slug)
        case .store(let store, let picture, _): return own(ShareCard(store, picture, hubName: name), "stores", store.slug)
        case .hub, .list:
            let card = ShareCard(hubName: name, root: root, place.language)
            return (card, Slug("home").map { card.path(place.base, "places", $0) } ?? "")
        }
    }

    /// schema.org, with where the page stands.
    private func data(_ page: Page, in place: Place) -> [JSON] {
        let (name, root) = (hub.settings.name, hub.settings.publicURL)
        let front = root + place.base
        let trail = [(name: name, url: front)] + page.told.trail.map { (name: $0.name, url: front + $0.path) }
        let crumbs = trail.count > 1 ? [StructuredData.breadcrumbs(trail)] : []
        let subject: [JSON] = switch page.told.subject {
        case .hub: [StructuredData.site(name: name, url: front, language: place.language, search: front + "/search")]
        case .list: []
        case .story(let story, let picture):
            [StructuredData.article(
                story, picture: picture.map { root + $0.plainPath }, url: front + Told.path(of: story), hubName: name)]
        case .product(let card, let pictures, let until):
            [StructuredData.product(
                card, pictures: pictures.map { root + $0.plainPath }, url: front + Told.path(of: card.product), in: place.market,
                priceUntil: until)]
        case .film(let film, let whole, let campaign, let picture):
            [StructuredData.film(
                film, whole, campaign, picture: picture.map { root + $0.plainPath },
                url: front + "/films/\(film.slug.text.pathEscaped)")]
        case .athlete(let athlete, let sport, let country, let awards):
            [StructuredData.athlete(
                athlete, sport, country: country, awards: awards, url: front + "/athletes/\(athlete.slug.text.pathEscaped)")]
        case .sport(let sport, let athletes):
            [StructuredData.sport(
                sport, athletes.map { (name: $0.name, url: front + "/athletes/\($0.slug.text.pathEscaped)") },
                url: front + "/sports/\(sport.slug.text.pathEscaped)")]
        case .store(let store, let picture, let markets):
            [StructuredData.store(
                store, picture: picture.map { root + $0.plainPath }, url: front + "/store", in: markets, hubName: name)]
        }
        return subject + crumbs
    }
}

extension String {
    /// The text as one part of a path.
    fileprivate var pathEscaped: String {
        addingPercentEncoding(withAllowedCharacters: .urlPathAllowed.subtracting(["/"])) ?? self
    }
}
