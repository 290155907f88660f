package import Hub
import Hummingbird
package import Values

/// Where a fan is: a market and a language of it, as the first two parts of the address say.
package struct Place: Sendable {
    /// Which market.
    package let market: Market
    /// Which of its languages.
    package let language: Language
    /// All markets, for the switch.
    package let book: MarketBook

    /// A place from its parts.
    package init(market: Market, language: Language, book: MarketBook) {
        self.market = market
        self.language = language
        self.book = book
    }

    /// Reads `/us/en/…`; not found for a market or a language that the hub does not have.
    package static func read(_ context: WebContext, _ book: MarketBook) throws -> Place {
        let (code, tag) = (context.parameters.get("market"), context.parameters.get("language"))
        guard let code, let tag, let place = find(code, tag, book) else { throw NotFound("market") }
        return place
    }

    /// The place that an address begins with, whether or not there is such a page; nil when it begins otherwise.
    package static func of(path: String, _ book: MarketBook) -> Place? {
        let parts = path.split(separator: "/", maxSplits: 2).map(String.init)
        return parts.count >= 2 ? find(parts[0], parts[1], book) : nil
    }

    private static func find(_ code: String, _ tag: String, _ book: MarketBook) -> Place? {
        guard let market = MarketCode(code).flatMap({ book[$0] }), let language = Language(path: tag),
            market.languages.contains(language), code == market.code.path, tag == language.path
        else { return nil }
        return Place(market: market, language: language, book: book)
    }

    /// Such as `/us/en`.
    package var base: String { "/\(market.code.path)/\(language.path)" }
}
