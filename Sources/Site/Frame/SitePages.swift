import Foundation
import HTTPTypes
import Hub
import Hummingbird
import NIOCore
import Storage
import Values
import Web

/// Makes the site's pages: finds the kept one, or reads, renders and keeps it.
struct SitePages: Sendable {
    let hub: Hub
    let cache: PageCache
    let assets: Assets
    private let templates: Templates
    private let words: [Language: Words]

    /// Compiles the templates and reads the words; throws when one of them is malformed.
    init(_ hub: Hub, _ cache: PageCache) async throws {
        self.hub = hub
        self.cache = cache
        let root = Bundle.module.bundleURL
        templates = try Templates(folder: root.appendingPathComponent("Templates"))
        assets = try Assets(folder: root.appendingPathComponent("Assets"), at: "/assets")
        var words: [Language: Words] = [:]
        for language in Language.allCases {
            words[language] = try Words(language, folder: root.appendingPathComponent("Words"))
        }
        self.words = words
    }

    func words(_ language: Language) -> Words {
        guard let words = words[language] else { preconditionFailure("every language has words") }
        return words
    }

    /// Whether fans reach the hub over HTTPS, so that cookies must not travel otherwise.
    var isSecure: Bool { hub.settings.publicURL.hasPrefix("https:") }

    func place(_ context: WebContext) async throws -> Place {
        try Place.read(context, try await hub.markets())
    }

    /// A page that is the same for everybody in a place, kept under its address.
    func kept(
        _ request: Request, _ context: WebContext, _ template: String,
        _ read: @escaping @Sendable (PageReading) throws -> Page
    ) async throws -> Response {
        if let token = try Self.previewToken(request) { return try await preview(token, context, template, read) }
        return try await cache.serve(request, now: hub.now) { try await make(template, context, read) }
    }

    private func make(
        _ template: String, _ context: WebContext, _ read: @escaping @Sendable (PageReading) throws -> Page
    ) async throws -> CachedPage {
        let now = hub.now()
        let place = try await place(context)
        let (page, topics, edge, refresh) = try await hub.database.read { tx in
            let reading = try PageReading(tx, place, words(place.language), at: now)
            return (try read(reading), reading.topics, reading.edge, reading.refresh)
        }
        let bytes = render(template, page, in: place)
        return CachedPage(
            Data(bytes), mediaType: "text/html; charset=utf-8", headers: SecurityHeaders.pairs, topics: topics,
            edge: edge, refresh: refresh, at: now)
    }

    /// A page for one fan, never kept by anybody.
    func personal(
        _ template: String, _ page: Page, in place: Place, status: HTTPResponse.Status = .ok
    ) -> Response {
        let bytes = render(template, page, in: place)
        return Response(
            status: status, headers: [.contentType: "text/html; charset=utf-8", .cacheControl: "no-store"],
            body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    func render(_ template: String, _ page: Page, in place: Place) -> [UInt8] {
        templates.render(template, frame(page, in: place).merging(page.fields))
    }
}

/// What a template shows, with what frames it.
struct Page: Sendable {
    /// What stands before the hub's name; nil for the front page, which has only that.
    let title: String?
    var summary = ""
    /// Below the market's base, such as `/stories`; other markets and languages show the same.
    let path: String
    /// Which part of the site is marked as current.
    var section: Section?
    /// Search engines are to leave it out, and other markets and languages have no such page.
    var isPrivate = false
    /// Search engines are to leave it out; other markets and languages have it.
    var isUnlisted = false
    var refreshSeconds: Int?
    /// What it tells machines.
    var told = Told()
    let fields: Fields

    /// The address of the page in a market, below its base: this page where it is open, else the nearest that is.
    func path(in market: MarketCode) -> String {
        if isPrivate { return "" }
        guard told.openIn?.contains(market) == false else { return path }
        let parent = path.split(separator: "/").dropLast().joined(separator: "/")
        return parent.isEmpty ? "" : "/\(parent)"
    }

    enum Section: String, Sendable {
        case home, stories, films, athletes, products, basket, search
    }
}
