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
        guard let code = context.parameters.get("market"), let market = MarketCode(code).flatMap({ book[$0] }),
            let tag = context.parameters.get("language"), let language = Language(path: tag),
            market.languages.contains(language), code == market.code.path, tag == language.path
        else { throw NotFound("market") }
        return Place(market: market, language: language, book: book)
    }

    /// Such as `/us/en`.
    package var base: String { "/\(market.code.path)/\(language.path)" }
}
