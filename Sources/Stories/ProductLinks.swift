package import Exchange

/// Links to products inside running text, which name a product and not an address.
package enum ProductLinks {
    /// Replaces each by a link to where a surface shows the product, or by its words alone when `address` knows none.
    package static func resolve(_ html: String, _ address: (String) -> String?) -> String {
        guard html.contains("\"product:") else { return html }
        return html.replacing(/<a href="product:([^"]*)"[^>]*>(.*?)<\/a>/) { match in
            let words = String(match.output.2)
            guard let address = address(String(match.output.1)) else { return words }
            return "<a href=\"\(address)\">\(words)</a>"
        }
    }
}

extension StoryBlock {
    /// The handles of the products that the block names.
    package var namedProducts: [String] {
        switch self {
        case .product(let handle): [handle]
        case .products(let handles): handles
        case .text(let html) where html.contains("\"product:"):
            html.matches(of: /href="product:([^"]*)"/).map { String($0.output.1) }
        default: []
        }
    }
}
