import Catalogue
import Hummingbird
import Releases
import Storage
import Stories
import Values
import Web

extension ApiRoutes {
    private static let slug = Parameter<Slug>.slug(of: "athlete", example: "yuzuru-hanyu")
    private static let sportSlug = Parameter<Slug>.slug(of: "sport", example: "figure-skating")

    var athleteOperations: [Operation] {
        [
            .list(
                "listAthletes", "athletes", .athletes, "The athletes of a market", "Those who are open in the market.",
                filters: [Shared.sport.note], answers: AthleteShapes.list, one: "getAthlete", handle: athletes),
            .one("getAthlete", "athletes", Self.slug, .athletes, "athlete", answers: AthleteShapes.one, handle: athlete),
            .list(
                "listSports", "sports", .athletes, "The sports of a market",
                "Those that are open in the market. Athletes, stories and products can be asked for by sport.",
                answers: SportShapes.list, one: "getSport", handle: sports),
            .one("getSport", "sports", Self.sportSlug, .athletes, "sport", answers: SportShapes.one) { call in
                let slug = try call.value(Self.sportSlug)
                return try await kept(call) { reading in
                    reading.uses(.athletes)
                    let sport = try Sport.find(slug, in: reading.place.language, through: reading.gate, in: reading.tx)
                    return SportShapes.one.json(SportSeen(sport, reading))
                }
            },
        ]
    }

    private func athletes(_ call: ApiCall) async throws -> Response {
        let slug = try call.value(Shared.sport)
        return try await listed(call, AthleteShapes.list) { reading, window in
            reading.uses(.athletes)
            let (language, gate, tx) = (reading.place.language, reading.gate, reading.tx)
            let after = try window.after { Athlete.Mark($0) }
            let sport = try slug.flatMap { slug in try Sport.open([slug], in: language, through: gate, in: tx).first }
            if slug != nil, sport == nil { return Listed(items: [], next: nil) }
            let found = try Athlete.list(
                of: sport?.key, in: language, through: gate, after: after, limit: window.reach, in: tx)
            return try window.page(found, by: \.mark).showing { try AthleteSeen.list($0, reading) }
        }
    }

    private func athlete(_ call: ApiCall) async throws -> Response {
        let slug = try call.value(Self.slug)
        return try await kept(call) { reading in
            for topic in [Topic.athletes, .stories, .products] { reading.uses(topic) }
            let athlete = try Athlete.find(slug, in: reading.place.language, through: reading.gate, in: reading.tx)
            return AthleteShapes.one.json(try AthleteSeen.one(athlete, reading))
        }
    }

    private func sports(_ call: ApiCall) async throws -> Response {
        try await listed(call, SportShapes.list) { reading, window in
            reading.uses(.athletes)
            let found = try Sport.list(
                in: reading.place.language, through: reading.gate, after: try window.after { Slug($0) }, limit: window.reach,
                in: reading.tx)
            return window.page(found, by: \.slug).showing { $0.map { SportSeen($0, reading) } }
        }
    }
}

/// An athlete as it is answered.
struct AthleteSeen: Sendable {
    private static let storyLimit = 100
    private static let productLimit = 100

    let athlete: Athlete
    let country: String
    let sport: SportSeen?
    let url: String
    var results: [AthleteResult] = []
    /// Those that are open here.
    var stories: [String] = []
    /// Those that are open here.
    var products: [String] = []

    private init(_ athlete: Athlete, _ sport: Sport?, _ reading: ApiReading) {
        self.athlete = athlete
        country = Committee.name(athlete.country, in: reading.place.language)
        self.sport = sport.map { SportSeen($0, reading) }
        url = reading.page("athletes", athlete.slug)
    }

    static func list(_ athletes: [Athlete], _ reading: ApiReading) throws -> [AthleteSeen] {
        let sports = try Sport.find(
            Set(athletes.map(\.sport)), in: reading.place.language, through: reading.gate, in: reading.tx)
        return athletes.map { AthleteSeen($0, sports[$0.sport], reading) }
    }

    static func one(_ athlete: Athlete, _ reading: ApiReading) throws -> AthleteSeen {
        let (language, gate, tx) = (reading.place.language, reading.gate, reading.tx)
        var seen = try list([athlete], reading)[0]
        seen.results = try AthleteResult.of([athlete.key], in: language, in: tx)[athlete.key] ?? []
        let stories = try Story.list(
            about: [.athlete(athlete.slug)], in: language, through: gate, limit: storyLimit, in: tx)
        seen.stories = stories.map(\.slug.text)
        let handles = try Story.products(of: stories.map(\.key), limit: productLimit, in: tx)
        seen.products = try ProductCard.find(handles, through: gate, in: reading.market, language: language, in: tx)
            .map(\.product.handle.text)
        return seen
    }
}

/// A sport as it is answered.
struct SportSeen: Sendable {
    let sport: Sport
    let url: String

    init(_ sport: Sport, _ reading: ApiReading) {
        self.sport = sport
        url = reading.page("sports", sport.slug)
    }
}

enum SportShapes {
    static let one = Shape<SportSeen>("Sport", "A sport.", [
        .rule("slug", "The last part of its address, in every language.", Rules.slug) { $0.sport.slug.text },
        .choice("language", "The language of the name: the asked one where it exists.", Language.allCases.map(\.path)) {
            $0.sport.language.path
        },
        .text("name", "Its name.", example: "Figure skating") { $0.sport.name },
        .rule("url", "Its page.", Rules.link) { $0.url },
    ])
    static let list = Shape<Listed<SportSeen>>.page("SportList", of: one, "In the order of their addresses.")
}

enum AthleteShapes {
    private static let medals = Shape<Int64>("Medals", "How many medals of each kind.", [
        .integer("gold", "First places.") { Medal.count(of: .gold, in: $0) },
        .integer("silver", "Second places.") { Medal.count(of: .silver, in: $0) },
        .integer("bronze", "Third places.") { Medal.count(of: .bronze, in: $0) },
    ])

    private static let result = Shape<AthleteResult>("AthleteResult", "What was reached in an event.", [
        .text("games", "At which Games.", example: "PyeongChang 2018") { $0.games },
        .text("event", "In which event.", example: "Men's singles") { $0.event },
        .text("rank", "A number, or letters such as `DNF`; or empty.", example: "1") { $0.rank },
        .other("medal", "The medal, when there is one.", .optional(.choice(Medal.allCases.map(\.rawValue)))) {
            $0.medal.map { .text($0.rawValue) } ?? .null
        },
        .text("mark", "The time, the points or the score as it is published, or empty.", example: "317.85") { $0.mark },
    ])

    private static let common: [Shape<AthleteSeen>.Member] = [
        .rule("slug", "The last part of the address, in every language.", Rules.slug) { $0.athlete.slug.text },
        .choice("language", "The language of the texts: the asked one where they exist.", Language.allCases.map(\.path)) {
            $0.athlete.language.path
        },
        .text("name", "The name.", example: "Yuzuru Hanyu") { $0.athlete.name },
        .rule("country", "The country by the code of its National Olympic Committee.", TextRule(3...3, of: "A-Z", example: "JPN")) {
            $0.athlete.country
        },
        .text("country_name", "What the country is called in the asked language.", example: "Japan") { $0.country },
        .optionalNested("sport", "The sport, where it is open in this market.", SportShapes.one) { $0.sport },
        .optionalInteger("born", "The year of birth, when it is known.") { $0.athlete.born },
        .nested("medals", "The medals of the results.", medals) { $0.athlete.standing },
        .rule("url", "The athlete's page.", Rules.link) { $0.url },
    ]

    static let item = Shape<AthleteSeen>("AthleteItem", "An athlete in a list.", common)
    static let one = Shape<AthleteSeen>("Athlete", "An athlete with results and what is told.", common + [
        .text("bio", "Who it is in a few sentences, or empty.") { $0.athlete.bio },
        .list("results", "In the order of their import.", result, limit: 10_000) { $0.results },
        .texts("stories", "Slugs of the newest stories about the athlete that are open in this market.", limit: 100) { $0.stories },
        .texts("products", "Handles of products in those stories that are open in this market.", limit: 100) { $0.products },
    ])
    static let list = Shape<Listed<AthleteSeen>>.page("AthleteList", of: item, "Most medals first.")
}
