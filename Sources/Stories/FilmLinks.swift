package import Exchange

/// Links to films inside running text, which name a film and not an address.
package enum FilmLinks {
    /// Replaces each by a link to where a surface shows the film, or by its words alone when `address` knows none.
    package static func resolve(_ html: String, _ address: (String) -> String?) -> String {
        guard html.contains("\"film:") else { return html }
        return html.replacing(/<a href="film:([^"]*)"[^>]*>(.*?)<\/a>/) { match in
            let words = String(match.output.2)
            guard let address = address(String(match.output.1)) else { return words }
            return "<a href=\"\(address)\">\(words)</a>"
        }
    }
}

extension StoryBlock {
    /// The slugs of the films that the block names.
    package var namedFilms: [String] {
        switch self {
        case .film(let slug): [slug]
        case .text(let html) where html.contains("\"film:"):
            html.matches(of: /href="film:([^"]*)"/).map { String($0.output.1) }
        default: []
        }
    }
}
