package import Values

extension Shortcoming {
    /// What is wrong with an item that speaks these languages: an error in a market of whose languages it has none, a warning for
    /// each language in which a market is served and the item is not there.
    package static func languages(
        of spoken: Set<Language>, _ item: ReleaseItem, _ showings: [Showing], person: String = ""
    ) -> [Shortcoming] {
        var seen: Set<MarketCode> = []
        return showings.flatMap { showing -> [Shortcoming] in
            let market = showing.market
            guard seen.insert(market.code).inserted else { return [] }
            let missing = market.languages.filter { !spoken.contains($0) }
            if missing.count == market.languages.count {
                let names = missing.map(\.ownName).joined(separator: ", ")
                return [Shortcoming(.error, "no_language", item, in: market.code, value: names, person: person)]
            }
            return missing.map { Shortcoming(.warning, "no_translation", item, in: market.code, $0, person: person) }
        }
    }
}
