package import Exchange

/// Links to athletes inside running text, which name an athlete and not an address.
package enum AthleteLinks {
    /// Replaces each by a link to where a surface shows the athlete, or by its words alone when `address` knows none.
    package static func resolve(_ html: String, _ address: (String) -> String?) -> String {
        guard html.contains("\"athlete:") else { return html }
        return html.replacing(/<a href="athlete:([^"]*)"[^>]*>(.*?)<\/a>/) { match in
            let words = String(match.output.2)
            guard let address = address(String(match.output.1)) else { return words }
            return "<a href=\"\(address)\">\(words)</a>"
        }
    }
}

extension StoryBlock {
    /// The slugs of the athletes whom the block shows or its words link to.
    package var namedAthletes: [String] {
        switch self {
        case .athlete(let slug): [slug]
        case .text(let html) where html.contains("\"athlete:"):
            html.matches(of: /href="athlete:([^"]*)"/).map { String($0.output.1) }
        default: []
        }
    }
}
