import Catalogue
import Foundation
import Hub
import Hummingbird
import Releases
import Storage
import Stories
import Values
import Web

extension ApiRoutes {
    /// The most addresses that one sitemap may hold (sitemaps.org).
    private static let sitemapLimit = 50_000

    /// Every open page of every market and language.
    func sitemap(_ request: Request, _ context: WebContext) async throws -> Response {
        try await cache.serve(request, now: hub.now) {
            let now = hub.now()
            let url = hub.settings.publicURL
            let markets = try await hub.markets().markets
            let (addresses, edge) = try await hub.database.read { tx in
                let paths = try markets.flatMap { try Self.paths(of: $0, at: now, in: tx) }
                let edges = try markets.map { try Self.nextEdge(Gate($0.code, at: now), in: tx) }
                return (paths.prefix(Self.sitemapLimit).map { url + $0 }, edges.min() ?? .never)
            }
            let entries = addresses.map { "<url><loc>\(XML.escaped($0))</loc></url>" }.joined(separator: "\n")
            let text = """
                <?xml version="1.0" encoding="utf-8"?>
                <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
                \(entries)
                </urlset>

                """
            return CachedPage(
                Data(text.utf8), mediaType: "application/xml", headers: SecurityHeaders.pairs,
                topics: [.releases, .settings, .stories, .products], edge: edge, at: now)
        }
    }

    private static func paths(of market: Market, at now: Instant, in tx: Transaction) throws -> [String] {
        let gate = Gate(market.code, at: now)
        let stories = try Story.list(in: market.languages[0], through: gate, limit: sitemapLimit, in: tx)
        let products = try ProductCard.list(
            through: gate, in: market, language: market.languages[0], limit: sitemapLimit, in: tx)
        return market.languages.flatMap { language in
            let base = "/\(market.code.path)/\(language.path)"
            return [base, "\(base)/stories", "\(base)/products"] + stories.map { "\(base)/stories/\($0.slug)" }
                + products.map { "\(base)/products/\($0.product.handle)" }
        }
    }
}
