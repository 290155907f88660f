import Hub
import Values
import Web

extension SitePages {
    /// What every page shows around its content.
    func frame(_ page: Page, in place: Place) -> Fields {
        let words = words(place.language)
        let base = place.base
        let url = hub.settings.publicURL
        let isListed = !page.isPrivate && !page.isUnlisted
        let navigation: Fields = [
            "home": base, "stories": "\(base)/stories", "films": "\(base)/films", "products": "\(base)/products",
            "store": place.book.served.contains(place.market.code) ? "\(base)/store" : nil, "basket": "\(base)/basket",
            "athletes": "\(base)/athletes", "sports": "\(base)/sports", "isAthletes": (page.section == .athletes).orNil,
            "search": "\(base)/search", "suggest": "\(base)/search/suggest", "isSearch": (page.section == .search).orNil,
            "isHome": (page.section == .home).orNil, "isStories": (page.section == .stories).orNil,
            "isFilms": (page.section == .films).orNil,
            "isProducts": (page.section == .products).orNil, "isBasket": (page.section == .basket).orNil,
        ]
        let market: Fields = [
            "code": place.market.code.text, "name": words.optional("market\(place.market.code)") ?? place.market.name,
            "currency": place.market.currency.code,
        ]
        let feeds: Fields = ["rss": "\(base)/feed.xml", "json": "\(base)/feed.json"]
        return [
            "title": page.title.map { "\($0) · \(hub.settings.name)" } ?? hub.settings.name,
            "description": page.summary, "lang": place.language.rawValue, "base": base, "path": page.path,
            "css": assets.path("site.css"), "icon": assets.path("favicon.svg"),
            "script": assets.path("site.js"), "canonical": isListed ? url + base + page.path : nil,
            "market": market, "places": places(page, place), "alternates": isListed ? alternates(page, place) : nil,
            "feeds": feeds, "noindex": (!isListed).orNil, "refreshSeconds": page.refreshSeconds, "words": words.fields,
            "year": "\(hub.now().civil(in: place.market.zone).year)", "hubName": hub.settings.name,
            "navigation": navigation, "share": share(page, in: place), "legal": LegalPage.links(base, words),
        ]
    }

    /// Every market and language, for the same page.
    private func places(_ page: Page, _ here: Place) -> [Fields] {
        here.book.markets.flatMap { market in
            market.languages.map { language in
                let name = words(language).optional("market\(market.code)") ?? market.name
                return [
                    "name": name, "lang": language.rawValue, "languageName": language.ownName,
                    "url": PlaceRoutes.address(of: "/\(market.code.path)/\(language.path)\(page.path(in: market.code))"),
                    "current": (market.code == here.market.code && language == here.language).orNil,
                ]
            }
        }
    }

    private func alternates(_ page: Page, _ here: Place) -> [Fields] {
        here.book.markets.filter { page.told.openIn?.contains($0.code) ?? true }.flatMap { market in
            market.languages.map { language in
                [
                    "tag": "\(language.rawValue)-\(market.code)",
                    "url": "\(hub.settings.publicURL)/\(market.code.path)/\(language.path)\(page.path)",
                ]
            }
        }
    }
}
