import Catalogue
import Films
import Hummingbird
import Pictures
import Releases
import Storage
import Stories
import Values
import Web

extension ApiRoutes {
    private static let film = Parameter<Slug>.slug(of: "film", example: "the-only-ice")

    var filmOperations: [Operation] {
        [
            .list(
                "listFilms", "films", .films, "The films of a market", "Those that are open in the market.",
                answers: FilmShapes.list, one: "getFilm", handle: films),
            .one("getFilm", "films", Self.film, .films, "film", answers: FilmShapes.one, handle: film),
        ]
    }

    private func films(_ call: ApiCall) async throws -> Response {
        try await listed(call, FilmShapes.list) { reading, window in
            reading.uses(.films)
            let found = try Film.list(
                in: reading.place.language, through: reading.gate, after: try window.after { Key<Film>($0) }, limit: window.reach,
                in: reading.tx)
            let page = window.page(found, by: \.key)
            return try page.showing { films in
                let pictures = try Picture.find(films.compactMap(\.picture), in: reading.tx)
                return try films.map { try FilmSeen($0, nil, $0.picture.flatMap { pictures[$0] }, reading) }
            }
        }
    }

    private func film(_ call: ApiCall) async throws -> Response {
        let slug = try call.value(Self.film)
        return try await kept(call) { reading in
            reading.uses(.films)
            reading.uses(.stories)
            reading.uses(.products)
            let (film, whole) = try Film.find(slug, in: reading.place.language, through: reading.gate, in: reading.tx)
            let picture = try film.picture.flatMap { try Picture.find([$0], in: reading.tx)[$0] }
            return FilmShapes.one.json(try FilmSeen(film, whole, picture, reading))
        }
    }
}

/// A film as it is answered.
struct FilmSeen: Sendable {
    let film: Film
    let campaign: Campaign?
    let openSince: Instant?
    let picture: PictureSeen?
    let url: String
    var html = ""
    var credits: [Film.Credit] = []
    /// Those that are open here.
    var products: [String] = []
    /// Those that are open here.
    var stories: [String] = []

    init(_ film: Film, _ whole: Film.Whole?, _ picture: Picture?, _ reading: ApiReading) throws {
        let (place, tx) = (reading.place, reading.tx)
        self.film = film
        self.picture = picture.map { PictureSeen($0, film.pictureAlt, reading) }
        url = reading.page("films", film.slug)
        campaign = try Campaign.of(film, in: place.language, in: tx)
        openSince = try reading.gate.openSince(film.key.retyped(), in: tx)
        reading.uses(Topic(film.key))
        guard let whole else { return }
        html = try reading.text(whole.html)
        credits = whole.credits
        let cards = try ProductCard.find(
            whole.products, through: reading.gate, in: reading.market, language: place.language, in: tx)
        products = cards.map(\.product.handle.text)
        stories = try Story.open(whole.stories, in: place.language, through: reading.gate, in: tx).map(\.slug.text)
    }
}

enum FilmShapes {
    private static let campaign = Shape<Campaign>("Campaign", "What several films belong to.", [
        .rule("slug", "Its name for machines.", Rules.slug) { $0.slug.text },
        .text("title", "Its title.", example: "To the greatness of small") { $0.title },
        .text("line", "What it says in one sentence, or empty.") { $0.line },
    ])

    private static let credit = Shape<Film.Credit>("FilmCredit", "One line of the credits.", [
        .text("role", "What was done.", example: "Director") { $0.role },
        .text("name", "By whom, or empty.") { $0.name },
        .text("organisation", "Where, or empty.") { $0.organisation },
    ])

    private static let common: [Shape<FilmSeen>.Member] = [
        .rule("slug", "The last part of its address, in every language.", Rules.slug) { $0.film.slug.text },
        .choice("language", "The language of the text: the asked one where it exists.", Language.allCases.map(\.path)) {
            $0.film.language.path
        },
        .text("title", "Its title.", example: "The only ice") { $0.film.title },
        .text("logline", "What it is in one sentence, or empty.") { $0.film.logline },
        .optionalInteger("duration_ms", "How long it runs, in milliseconds; null while nobody has said.") { $0.film.durationMs },
        .optionalNested("campaign", "What it belongs to.", campaign) { $0.campaign },
        .optionalTime("open_since", "Since when it is open in this market.") { $0.openSince },
        .rule("url", "Its page.", Rules.link) { $0.url },
        .optionalNested("picture", "Its poster.", ProductShapes.picture) { $0.picture },
    ]

    static let item = Shape<FilmSeen>("FilmItem", "A film in a list.", common)
    static let one = Shape<FilmSeen>("Film", "A film with what belongs to it.", common + [
        .text("html", "What it is about as sanitised HTML, or empty.") { $0.html },
        .list("credits", "Who made it, as they are printed.", credit, limit: 10_000) { $0.credits },
        .texts("products", "Handles of the goods from it that are open in this market.", limit: 1_000) { $0.products },
        .texts("stories", "Slugs of the stories behind it that are open in this market.", limit: 1_000) { $0.stories },
    ])
    static let list = Shape<Listed<FilmSeen>>.page("FilmList", of: item, "Campaign by campaign, in the order of each.")
}
