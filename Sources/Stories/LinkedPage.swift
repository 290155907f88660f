package import Exchange
import Foundation
package import Values

/// A page of the hub's own to which a text links by its address, such as `/gb/en/stories/small-steps`: an address holds a slug, so
/// it may stand only where its page is open.
package struct LinkedPage: Hashable, Sendable {
    /// The market in the address.
    package let market: MarketCode
    /// The section in the address, such as `stories`.
    package let section: String
    /// The slug in the address.
    package let slug: String

    /// The pages to which the texts of some blocks link.
    package static func named(in blocks: [StoryBlock]) -> Set<LinkedPage> {
        blocks.reduce(into: []) { pages, block in if case .text(let html) = block { pages.formUnion(named(in: html)) } }
    }

    /// The pages to which a text links.
    package static func named(in html: String) -> Set<LinkedPage> {
        guard html.contains("href=\"/") else { return [] }
        return Set(html.matches(of: pattern).compactMap { LinkedPage($0.output) })
    }

    /// Replaces each link to a page that is not open by its words alone.
    package static func resolve(_ html: String, _ isOpen: (LinkedPage) -> Bool) -> String {
        guard html.contains("href=\"/") else { return html }
        return html.replacing(pattern) { match in
            guard let page = LinkedPage(match.output), !isOpen(page) else { return String(match.output.0) }
            return String(match.output.4)
        }
    }

    private typealias Match = (Substring, Substring, Substring, Substring, Substring)

    private static var pattern: Regex<Match> {
        /<a href="\/([A-Za-z]{2})\/[A-Za-z-]+\/(stories|products|films|athletes|sports)\/([^"\/?#]+)[^"]*"[^>]*>(.*?)<\/a>/
    }

    private init?(_ match: Match) {
        guard let market = MarketCode(match.1), let slug = String(match.3).removingPercentEncoding else { return nil }
        self.market = market
        section = String(match.2)
        self.slug = slug
    }
}
