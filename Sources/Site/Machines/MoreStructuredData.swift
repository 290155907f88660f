import Catalogue
import Films
import Stories
import Values
import Web

// Films, athletes, sports and stores as schema.org.

extension StructuredData {
    /// What lines of the credits say of a film, by the role as it is printed. The others stand on the page alone.
    private static let roles = [
        "director": "director", "producer": "producer", "music composer": "musicBy", "production house": "productionCompany",
        "production company": "productionCompany",
    ]

    /// A film. It is no `VideoObject`: there is nothing to play on its page.
    static func film(_ film: Film, _ whole: Film.Whole, _ campaign: Campaign?, picture: String?, url: String) -> JSON {
        var credits: [(property: String, people: [JSON])] = []
        for credit in whole.credits {
            let name = credit.name.isEmpty ? credit.organisation : credit.name
            guard let property = roles[credit.role.lowercased()], !name.isEmpty else { continue }
            let person: JSON = ["@type": credit.name.isEmpty ? "Organization" : "Person", "name": .text(name)]
            if let place = credits.firstIndex(where: { $0.property == property }) {
                credits[place].people.append(person)
            } else {
                credits.append((property, [person]))
            }
        }
        let about = film.logline.isEmpty ? PlainText.of(whole.html) : film.logline
        let own: JSON = [
            "@context": context, "@type": "Movie", "name": .text(film.title), "url": .text(url), "mainEntityOfPage": .text(url),
            "description": about.isEmpty ? nil : .text(about), "image": picture.map { [.text($0)] },
            "duration": film.durationMs.map { .text(duration($0)) },
            "isPartOf": campaign.map { ["@type": "CreativeWorkSeries", "name": .text($0.title)] },
        ]
        return JSON(own.members.map { ($0.name, $0.value) } + credits.map { ($0.property, .list($0.people)) })
    }

    /// An athlete with the team that the country sends, and medals in the words of the page.
    static func athlete(_ athlete: Athlete, _ sport: Sport?, country: String, awards: [String], url: String) -> JSON {
        [
            "@context": context, "@type": "Person", "name": .text(athlete.name), "url": .text(url), "mainEntityOfPage": .text(url),
            "description": athlete.bio.isEmpty ? nil : .text(athlete.bio), "birthDate": athlete.born.map { .text("\($0)") },
            "memberOf": ["@type": "SportsTeam", "name": .text(country), "sport": sport.map { .text($0.name) }],
            "award": awards.isEmpty ? nil : .list(awards.map(JSON.text)),
        ]
    }

    /// A sport's page with the athletes that it shows.
    static func sport(_ sport: Sport, _ athletes: [(name: String, url: String)], url: String) -> JSON {
        let items = athletes.enumerated().map { place, athlete -> JSON in
            ["@type": "ListItem", "position": .int(Int64(place + 1)), "name": .text(athlete.name), "url": .text(athlete.url)]
        }
        return [
            "@context": context, "@type": "CollectionPage", "name": .text(sport.name), "url": .text(url),
            "inLanguage": .text(sport.language.rawValue), "about": ["@type": "Thing", "name": .text(sport.name)],
            "mainEntity": items.isEmpty ? nil : ["@type": "ItemList", "itemListElement": .list(items)],
        ]
    }

    /// The store of a market.
    static func store(_ store: Store, picture: String?, url: String, in markets: Set<MarketCode>, hubName: String) -> JSON {
        [
            "@context": context, "@type": "OnlineStore", "name": .text(store.name), "url": .text(url),
            "description": store.line.isEmpty ? nil : .text(store.line), "image": picture.map { [.text($0)] },
            "areaServed": .list(markets.sorted().map { ["@type": "Country", "name": .text($0.text)] }),
            "parentOrganization": ["@type": "Organization", "name": .text(hubName)],
        ]
    }

    /// Milliseconds as a duration of ISO 8601, such as `PT1M5S`.
    private static func duration(_ ms: Int64) -> String {
        let seconds = ms / 1000
        return "PT" + (seconds >= 60 ? "\(seconds / 60)M" : "") + (seconds % 60 > 0 || seconds < 60 ? "\(seconds % 60)S" : "")
    }
}
