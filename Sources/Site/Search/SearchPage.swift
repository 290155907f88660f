import Catalogue
import Foundation
import Hub
import Search
import Storage
import Stories
import Values
import Web

/// What a fan asked for.
struct SearchAsked: Sendable {
    let query: Query
    /// Only this kind, page by page; nil for the best of each.
    let kind: Kind?
    let page: Int
}

/// What was found: the best of each kind, or all of one kind page by page, and something near when there is nothing.
enum SearchPage {
    static let pagesLimit = 9
    private static let pageSize = 24
    private static let nearStories = 3
    private static let nearProducts = 4
    /// In the order in which a page shows them, with how many it shows before "all".
    private static let parts: [(kind: Kind, count: Int)] = [
        (.sport, 3), (.athlete, 6), (.story, 6), (.film, 3), (.product, 8),
    ]

    static func read(_ reading: PageReading, _ asked: SearchAsked) throws -> Page {
        let finder = Hub.finder(in: reading.place.language, through: reading.gate)
        let kinds = asked.kind.map { [$0] } ?? Kind.allCases
        let found = try finder.find(
            asked.query, of: kinds, offset: asked.kind == nil ? 0 : (asked.page - 1) * pageSize, limit: pageSize, in: reading.tx)
        let sections = try parts.compactMap { part in
            try section(part.kind, found, asked, most: asked.kind == nil ? part.count : pageSize, reading)
        }
        var fields: Fields = ["sections": sections, "hasSections": (!sections.isEmpty).orNil, "asked": asked.query.text]
        fields["note"] = note(found, asked, reading.words)
        fields["pages"] = turns(found, asked, reading)
        return page(try near(reading, isNeeded: sections.isEmpty).merging(fields), asked.query.text, asked, reading)
    }

    /// The page for a query that is too long: the box, what to do, and something near.
    static func refused(_ reading: PageReading, _ text: String) throws -> Page {
        let short = String(text.prefix(Query.lengthLimit))
        let fields: Fields = ["asked": short, "problem": reading.words("searchTooLong", "\(Query.lengthLimit)")]
        return page(try near(reading, isNeeded: true).merging(fields), short, nil, reading)
    }

    /// The name of a kind, in the words of the site.
    static func word(_ kind: Kind) -> String {
        switch kind {
        case .story: "kindStory"
        case .product: "kindProduct"
        case .athlete: "kindAthlete"
        case .sport: "kindSport"
        case .film: "kindFilm"
        }
    }

    private static func page(_ fields: Fields, _ text: String, _ asked: SearchAsked?, _ reading: PageReading) -> Page {
        let words = reading.words
        return Page(
            title: text.isEmpty ? words("search") : words("searchResults", text), summary: words("searchLabel"),
            path: address(text, asked?.kind, 1), section: .search, isUnlisted: true,
            fields: fields.merging(["heading": text.isEmpty ? words("searchEmpty") : words("searchResults", text)]))
    }

    private static func address(_ text: String, _ kind: Kind?, _ page: Int) -> String {
        let query = text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
        guard !query.isEmpty else { return "/search" }
        let part = kind.map { "&kind=\($0.name)" } ?? ""
        return "/search?q=\(query)\(part)\(page > 1 ? "&page=\(page)" : "")"
    }

    private static func note(_ found: Found, _ asked: SearchAsked, _ words: Words) -> String? {
        guard !asked.query.text.isEmpty else { return nil }
        guard found.total > 0 else { return words("searchNothing", asked.query.text) }
        switch found.fit {
        case .near: return words("searchNear")
        case .corrected: return words("searchCorrected")
        case .exact: return nil
        }
    }

    private static func section(
        _ kind: Kind, _ found: Found, _ asked: SearchAsked, most: Int, _ reading: PageReading
    ) throws -> Fields? {
        let hits = found.hits[kind] ?? []
        guard !hits.isEmpty else { return nil }
        let (words, count) = (reading.words, found.counts[kind] ?? 0)
        let isMany = count >= Finder.countLimit
        let rows = try FoundRows(asked.query, reading).read(Array(hits.prefix(most)), kind)
        guard !rows.isEmpty else { return nil }
        let all = asked.kind == nil && count > most ? reading.base + address(asked.query.text, kind, 1) : nil
        return [
            "id": "found-\(kind.name)", "heading": words("\(word(kind))Plural"),
            "count": words(isMany ? "searchMany" : "searchCount", "\(count)"), "goods": kind == .product ? rows : nil,
            "rows": kind == .product ? nil : rows, "all": all, "hasGoods": (kind == .product).orNil,
        ]
    }

    private static func turns(_ found: Found, _ asked: SearchAsked, _ reading: PageReading) -> Fields? {
        guard let kind = asked.kind else { return nil }
        let last = min(pagesLimit, ((found.counts[kind] ?? 0) + pageSize - 1) / pageSize)
        func link(_ page: Int) -> String? {
            (1...max(last, 1)).contains(page) ? reading.base + address(asked.query.text, kind, page) : nil
        }
        return [
            "previous": asked.page > 1 ? link(asked.page - 1) : nil, "next": asked.page < last ? link(asked.page + 1) : nil,
            "everything": reading.base + address(asked.query.text, nil, 1),
        ]
    }

    private static func near(_ reading: PageReading, isNeeded: Bool) throws -> Fields {
        guard isNeeded else { return [:] }
        let stories = try Story.list(in: reading.place.language, through: reading.gate, limit: nearStories, in: reading.tx)
        let products = try ProductCard.list(
            through: reading.gate, in: reading.market, language: reading.place.language, limit: nearProducts, in: reading.tx)
        return [
            "near": try reading.cards(stories), "nearProducts": products.map { reading.productCard($0) },
            "hasNear": (!stories.isEmpty || !products.isEmpty).orNil, "hasNearProducts": (!products.isEmpty).orNil,
        ]
    }
}
