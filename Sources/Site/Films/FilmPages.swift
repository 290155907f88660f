import Catalogue
import Films
import Foundation
import Pictures
import Releases
import Storage
import Stories
import Values
import Web

/// The films that are open in a market, each campaign with its own.
enum FilmListPage {
    private static let filmLimit = 60

    static func read(_ reading: PageReading) throws -> Page {
        reading.uses(.films)
        let films = try Film.list(
            in: reading.place.language, through: reading.gate, limit: filmLimit, in: reading.tx)
        var groups: [(campaign: String, films: [Film])] = []
        for film in films {
            if groups.last?.campaign == film.campaign { groups[groups.count - 1].films.append(film) } else {
                groups.append((film.campaign, [film]))
            }
        }
        let shown = try groups.map { try fields($0.films, reading) }
        let first = try films.first.flatMap { try Campaign.of($0, in: reading.place.language, in: reading.tx) }
        return Page(
            title: first?.title ?? reading.words("films"), summary: first?.line ?? reading.words("filmsLine"), path: "/films",
            section: .films, told: .list(reading.words("films"), "/films"),
            fields: [
                "campaigns": shown, "hasFilms": (!films.isEmpty).orNil, "next": try NextToOpen.fields(reading),
            ])
    }

    private static func fields(_ films: [Film], _ reading: PageReading) throws -> Fields {
        let campaign = try films.first.flatMap { try Campaign.of($0, in: reading.place.language, in: reading.tx) }
        let picture = try campaign?.picture.flatMap { try Picture.find([$0], in: reading.tx)[$0] }
        return [
            "title": campaign?.title ?? reading.words("films"), "line": campaign?.line.orNil,
            "html": try campaign.flatMap { try reading.text($0.html).orNil },
            "lang": campaign.flatMap { reading.otherLanguage($0.language) },
            "picture": picture.map { reading.picture($0, campaign?.pictureAlt ?? "", .hero) },
            "films": try reading.cards(of: films),
        ]
    }
}

/// One film: its poster, what it is about, who made it, and what belongs to it.
enum FilmPage {
    static func read(_ reading: PageReading, _ slug: Slug) throws -> Page {
        reading.uses(.films)
        reading.uses(.stories)
        reading.uses(.products)
        let (film, whole) = try Film.find(slug, in: reading.place.language, through: reading.gate, in: reading.tx)
        reading.uses(Topic(film.key))
        let campaign = try Campaign.of(film, in: reading.place.language, in: reading.tx)
        let goods = try ProductCard.find(
            whole.products, through: reading.gate, in: reading.market, language: reading.place.language, in: reading.tx)
        let stories = try Story.open(whole.stories, in: reading.place.language, through: reading.gate, in: reading.tx)
        let others = try Film.list(in: reading.place.language, through: reading.gate, limit: 12, in: reading.tx)
            .filter { $0.campaign == film.campaign && $0.key != film.key }
        let card = try reading.cards(of: [film], .hero).first ?? [:]
        let picture = try film.picture.flatMap { try Picture.find([$0], in: reading.tx)[$0] }
        let head: Fields = [
            "html": try reading.text(whole.html).orNil, "opened": try opened(film, reading), "campaign": campaign?.title,
            "campaignLang": campaign.flatMap { reading.otherLanguage($0.language) },
        ]
        return Page(
            title: film.title, summary: film.logline, path: "/films/\(film.slug)", section: .films,
            told: try .item(film.key.retyped(), .film(film, whole, campaign, picture), film.title, slug, in: "films", reading),
            fields: [
                "film": card.merging(head), "credits": rows(whole.credits), "hasCredits": (!whole.credits.isEmpty).orNil,
                "products": goods.map { reading.productCard($0) }, "hasProducts": (!goods.isEmpty).orNil,
                "stories": try reading.cards(stories), "hasStories": (!stories.isEmpty).orNil,
                "others": try reading.cards(of: others), "hasOthers": (!others.isEmpty).orNil,
            ])
    }

    private static func opened(_ film: Film, _ reading: PageReading) throws -> String? {
        try reading.gate.openSince(film.key.retyped(), in: reading.tx).map {
            reading.words("openSince", DateText.moment($0, reading.place, reading.words))
        }
    }

    /// Neighbouring lines of one organisation say its name once.
    private static func rows(_ credits: [Film.Credit]) -> [Fields] {
        credits.map { ["role": $0.role, "name": $0.name.orNil, "organisation": $0.organisation.orNil] }
    }
}

extension PageReading {
    /// Cards of the open films of some slugs, in their order.
    func filmCards(_ slugs: [Slug]) throws -> [Fields] {
        uses(.films)
        return try cards(of: try Film.open(slugs, in: self.place.language, through: gate, in: tx))
    }

    /// Cards of films, each with its poster.
    func cards(of films: [Film], _ place: PicturePlace = .card) throws -> [Fields] {
        let pictures = try Picture.find(films.compactMap(\.picture), in: tx)
        return films.map { film in
            uses(Topic(film.key))
            return [
                "title": film.title, "url": "\(base)/films/\(film.slug)", "logline": film.logline.orNil,
                "summary": film.logline.orNil, "lang": otherLanguage(film.language), "duration": film.durationMs.map(Self.clock),
                "picture": film.picture.flatMap { pictures[$0] }.map { picture($0, film.pictureAlt, place) },
            ]
        }
    }

    /// Minutes and seconds, such as `1:30`.
    private static func clock(_ ms: Int64) -> String {
        let seconds = ms / 1000
        return "\(seconds / 60):\(seconds % 60 < 10 ? "0" : "")\(seconds % 60)"
    }
}
