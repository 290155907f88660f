import Catalogue
import Foundation
import Pictures
import Storage
import Stories
import Values
import Web

// The shapes that several templates share: pictures, cards, products.

extension PageReading {
    func picture(_ picture: Picture, _ alt: String, _ place: PicturePlace) -> Fields {
        uses(Topic(picture.key))
        return PictureShape.fields(picture, alt, place)
    }

    /// Cards of stories, each with its picture.
    func cards(_ stories: [Story]) throws -> [Fields] {
        let pictures = try Picture.find(stories.compactMap(\.picture), in: tx)
        return stories.map { story in
            uses(Topic(story.key))
            return [
                "title": story.title, "url": "\(base)/stories/\(story.slug)", "kicker": story.kicker.orNil,
                "summary": story.summary.orNil, "lang": otherLanguage(story.language),
                "picture": story.picture.flatMap { pictures[$0] }.map { picture($0, story.pictureAlt, .card) },
            ]
        }
    }

    /// A product as lists show it; `story` is where a sale will be credited to.
    func productCard(_ card: ProductCard, from story: Slug? = nil) -> Fields {
        uses(Topic(card.product.key))
        card.variants.forEach(uses)
        let cheapest = card.cheapest
        let single = card.variants.count == 1 && !card.isSoldOut ? card.variants.first : nil
        let query = story.map { "?from=\($0)" } ?? ""
        let buy: Fields? = single.map { variant in
            ["action": "\(base)/basket", "variant": "\(variant.key)", "from": story?.text]
        }
        return [
            "title": card.product.title.text, "lang": otherLanguage(card.product.title.language),
            "url": "\(base)/products/\(card.product.handle)\(query)",
            "picture": card.picture.map { picture($0.picture, $0.alt, .good) }, "price": cheapest.price.text,
            "was": cheapest.before?.text, "taxNote": taxNote, "soldOut": card.isSoldOut.orNil,
            "low": card.variants.allSatisfy { $0.isLow || $0.isSoldOut }.orNil, "availability": availability(card.variants),
            "buy": buy,
        ]
    }

    func availability(_ variants: [Variant]) -> String {
        if variants.allSatisfy(\.isSoldOut) { return words("soldOut") }
        guard variants.allSatisfy({ $0.isLow || $0.isSoldOut }) else { return words("inStock") }
        return words("fewLeft", "\(variants.compactMap(\.available).filter { $0 > 0 }.reduce(0, +))")
    }

    var taxNote: String { words(market.taxMode == .included ? "taxIncluded" : "taxAdded") }

    /// The language of a text, when it is not that of the page.
    func otherLanguage(_ language: Language) -> String? { language == place.language ? nil : language.rawValue }
}

/// Dates as a market's fans read them, in the market's own time.
enum DateText {
    static func date(_ instant: Instant, _ place: Place) -> String {
        let civil = instant.civil(in: place.market.zone)
        return switch place.language {
        case .english where place.market.code.text == "US": "\(months[civil.month - 1]) \(civil.day), \(civil.year)"
        case .english: "\(civil.day) \(months[civil.month - 1]) \(civil.year)"
        case .japanese, .chinese: "\(civil.year)年\(civil.month)月\(civil.day)日"
        case .korean: "\(civil.year)년 \(civil.month)월 \(civil.day)일"
        }
    }

    static func time(_ instant: Instant, _ place: Place) -> String { String(instant.civil(in: place.market.zone).clock.prefix(5)) }

    /// Date and time of day, and whose time it is.
    static func moment(_ instant: Instant, _ place: Place, _ words: Words) -> String {
        let city = words.optional("city\(place.market.code)")
            ?? place.market.zoneName.split(separator: "/").last.map { String($0).replacing("_", with: " ") } ?? place.market.name
        let blank = place.language == .english ? ", " : " "
        return words("timeOf", "\(date(instant, place))\(blank)\(time(instant, place))", city)
    }

    static func fields(_ instant: Instant, _ place: Place) -> Fields {
        ["iso": "\(instant)", "text": date(instant, place)]
    }

    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]
}
