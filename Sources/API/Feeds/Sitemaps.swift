import Catalogue
import Films
import Foundation
import Hub
import Hummingbird
import Releases
import Storage
import Stories
import Values
import Web

/// Sitemaps (sitemaps.org): an index, and for each market files of its lists, its stories and its products, each page with its
/// other markets and languages where it is open as well.
extension ApiRoutes {
    /// Pages of one file. With a dozen alternates each, a file stays far below the 50,000 addresses and 50 MB that are allowed.
    private static let sitemapSize = 2_000

    /// One kind of file.
    private enum Section: String {
        case lists, stories, products, sports, athletes
    }

    /// The index of all sitemaps.
    func sitemap(_ request: Request, _ context: WebContext) async throws -> Response {
        try await keptSitemap(request) { markets, now, root, tx in
            let files = try markets.flatMap { market -> [String] in
                let gate = Gate(market.code, at: now)
                let stories = try Story.addressed.cuts(through: gate, every: Self.sitemapSize, in: tx).map { "stories/\($0)" }
                let products = try Product.addressed.cuts(through: gate, every: Self.sitemapSize, in: tx).map { "products/\($0)" }
                let athletes = try Athlete.addressed.cuts(through: gate, every: Self.sitemapSize, in: tx).map { "athletes/\($0)" }
                let files = ["lists/start", "stories/start"] + stories + ["products/start"] + products
                return (files + ["sports/start", "athletes/start"] + athletes).map {
                    "\(root)/sitemaps/\(market.code.path)/\($0).xml"
                }
            }
            let entries = files.map { "<sitemap><loc>\(XML.escaped($0))</loc></sitemap>" }.joined(separator: "\n")
            return """
                <?xml version="1.0" encoding="utf-8"?>
                <sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
                \(entries)
                </sitemapindex>

                """
        }
    }

    /// One sitemap of a market: a section from a key on.
    func sitemapFile(_ request: Request, _ context: WebContext) async throws -> Response {
        let parameters = context.parameters
        guard let section = parameters.get("section").flatMap(Section.init), let name = parameters.get("name"),
            name.hasSuffix(".xml"), let code = parameters.get("market").flatMap({ MarketCode($0) }),
            parameters.get("market") == code.path
        else { throw NotFound("sitemap") }
        let start = String(name.dropLast(4))
        let after = start == "start" ? nil : ItemKey(start)
        guard after != nil || start == "start" else { throw NotFound("sitemap") }
        guard try await hub.markets()[code] != nil else { throw NotFound("sitemap") }
        return try await keptSitemap(request) { markets, now, root, tx in
            guard let market = markets.first(where: { $0.code == code }) else { throw NotFound("sitemap") }
            let pages = try Self.pages(of: section, after: after, in: market, among: markets, at: now, tx)
            let entries = pages.flatMap { page in
                market.languages.map { Self.entry(page, Site(market, $0), root) }
            }
            return """
                <?xml version="1.0" encoding="utf-8"?>
                <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
                \(entries.joined(separator: "\n"))
                </urlset>

                """
        }
    }

    /// A market in one of its languages.
    private struct Site {
        let market: Market
        let language: Language

        init(_ market: Market, _ language: Language) {
            self.market = market
            self.language = language
        }

        var base: String { "/\(market.code.path)/\(language.path)" }
        var tag: String { "\(language.rawValue)-\(market.code)" }
    }

    /// A page of one or more markets.
    private struct SitemapPage {
        let path: String
        let changedAt: Instant?
        let sites: [Site]
    }

    private static func pages(
        of section: Section, after: ItemKey?, in market: Market, among markets: [Market], at now: Instant, _ tx: Transaction
    ) throws -> [SitemapPage] {
        let gate = Gate(market.code, at: now)
        switch section {
        case .lists:
            let everywhere = markets.flatMap { market in market.languages.map { Site(market, $0) } }
            let lists = ["", "/stories", "/films", "/athletes", "/sports", "/products"].map {
                SitemapPage(path: $0, changedAt: nil, sites: everywhere)
            }
            return try lists + store(of: market, among: markets, tx) + films(through: gate, of: market, among: markets, tx)
        case .stories: return try items(Story.addressed, "stories", after: after, through: gate, among: markets, tx)
        case .products: return try items(Product.addressed, "products", after: after, through: gate, among: markets, tx)
        case .athletes: return try items(Athlete.addressed, "athletes", after: after, through: gate, among: markets, tx)
        case .sports: return try sports(through: gate, among: markets, at: now, tx)
        }
    }

    /// Things of a section, each with the other markets that have it.
    private static func items<Of>(
        _ things: Addressed<Of>, _ section: String, after: ItemKey?, through gate: Gate, among markets: [Market], _ tx: Transaction
    ) throws -> [SitemapPage] {
        let found = try things.addresses(through: gate, after: after?.retyped(), limit: sitemapSize, in: tx)
        let open = try markets.map { market in
            (market, try things.open(among: found.map(\.key), through: Gate(market.code, at: gate.at), in: tx))
        }
        return found.map { thing in
            SitemapPage(
                path: "/\(section)/\(thing.slug.text.pathEscaped)", changedAt: thing.changedAt,
                sites: sites(open.filter { $0.1.contains(thing.key) }.map(\.0)))
        }
    }

    /// There are a few dozen sports: one file holds them.
    private static func sports(
        through gate: Gate, among markets: [Market], at now: Instant, _ tx: Transaction
    ) throws -> [SitemapPage] {
        let open = try markets.map { market in
            let sports = try Sport.list(in: market.languages[0], through: Gate(market.code, at: now), in: tx)
            return (market, Set(sports.map(\.slug)))
        }
        return try Sport.list(in: .english, through: gate, in: tx).map { sport in
            SitemapPage(
                path: "/sports/\(sport.slug.text.pathEscaped)", changedAt: nil,
                sites: sites(open.filter { $0.1.contains(sport.slug) }.map(\.0)))
        }
    }

    /// The front of the market's store, with those of the others.
    private static func store(of market: Market, among markets: [Market], _ tx: Transaction) throws -> [SitemapPage] {
        let served = try Store.markets(in: tx)
        guard served.contains(market.code) else { return [] }
        return [SitemapPage(path: "/store", changedAt: nil, sites: sites(markets.filter { served.contains($0.code) }))]
    }

    /// The films that are open in a market; there are few.
    private static func films(
        through gate: Gate, of market: Market, among markets: [Market], _ tx: Transaction
    ) throws -> [SitemapPage] {
        try Film.list(in: market.languages[0], through: gate, limit: sitemapSize, in: tx).map { film in
            let open = try markets.filter { try Gate($0.code, at: gate.at).isOpen(film.key.retyped(), in: tx) }
            return SitemapPage(path: "/films/\(film.slug.text.pathEscaped)", changedAt: nil, sites: sites(open))
        }
    }

    private static func sites(_ markets: [Market]) -> [Site] {
        markets.flatMap { market in market.languages.map { Site(market, $0) } }
    }

    private static func entry(_ page: SitemapPage, _ site: Site, _ root: String) -> String {
        let links = page.sites.map { other in
            "<xhtml:link rel=\"alternate\" hreflang=\"\(other.tag)\" href=\"\(XML.escaped(root + other.base + page.path))\"/>"
        }
        let changed = page.changedAt.map { "<lastmod>\($0)</lastmod>" } ?? ""
        return "<url><loc>\(XML.escaped(root + site.base + page.path))</loc>\(changed)\(links.joined())</url>"
    }

    private func keptSitemap(
        _ request: Request, _ make: @escaping @Sendable ([Market], Instant, String, Transaction) throws -> String
    ) async throws -> Response {
        try await cache.serve(request, now: hub.now) {
            let (now, root, markets) = (hub.now(), hub.settings.publicURL, try await hub.markets().markets)
            let (text, edge) = try await hub.database.read { tx in
                let edges = try markets.map { try Self.nextEdge(Gate($0.code, at: now), in: tx) }
                return (try make(markets, now, root, tx), edges.min() ?? .never)
            }
            return CachedPage(
                Data(text.utf8), mediaType: "application/xml", headers: SecurityHeaders.pairs,
                topics: [.releases, .settings, .stories, .products, .films, .athletes], edge: edge, at: now)
        }
    }
}
