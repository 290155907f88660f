import Hub
import Hummingbird
import Values
import Web

extension ApiRoutes {
    /// What the hub is and where machines read it best (llmstxt.org).
    func llmsText(_ request: Request, _ context: WebContext) async throws -> Response {
        let (name, root) = (hub.settings.name, hub.settings.publicURL)
        let places = try await hub.markets().markets.flatMap { market in
            market.languages.map { language -> String in
                let base = "\(root)/\(market.code.path)/\(language.path)"
                return """
                    - [\(market.name), \(language.ownName)](\(base)): prices in \(market.currency); \
                    [stories](\(base)/stories), [films](\(base)/films), [athletes](\(base)/athletes), [shop](\(base)/products), \
                    [feed](\(base)/feed.json), \
                    [products for merchants](\(base)/merchant.xml)
                    """
            }
        }
        return Self.text(
            """
            # \(name)

            > Stories about sport and athletes, and a shop that sells from inside them, market by market. What is open differs \
            by market and by the hour; an address answers only what is open there now.

            Prices, stock and what is open are read from the interface for machines, never from copies: answers say how \
            long they hold.

            ## Interface for machines

            - [For people](\(root)/api/v1/): every operation with its limits
            - [OpenAPI 3.1](\(root)/api/v1/openapi.json): the same for programs; reads and guest orders need no key
            - [Markets](\(root)/api/v1/markets): below `/api/v1/markets/{market}/{language}` stand `stores`, `products`, \
            `stories`, `films`, `athletes`, `sports` and `search`, each open thing there by its slug or handle
            - Products are asked for by `kind`, `size`, `colour`, `sport`, `athlete`, `min_price`, `max_price`, `in_stock` \
            and `sort`; stories by `sport` and `athlete`
            - `baskets` and `orders` buy as a guest: quote, order, pay, follow, and cancel while nothing has left

            ## Markets

            \(places.joined(separator: "\n"))

            ## Optional

            - [Sitemap](\(root)/sitemap.xml): every open page with its other languages

            """, mediaType: "text/markdown; charset=utf-8")
    }
}
