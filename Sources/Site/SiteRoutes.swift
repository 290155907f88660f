// Site is what fans see: pages that work without a script, in every market and language.
//
// This file is the site map. Pages that are the same for everybody are kept (`SitePages.kept`); what belongs to one fan is made for
// each request (`SitePages.personal`). Nothing is decided here: pages read through the gate, forms become domain values and verbs.

import Catalogue
import Foundation
import HTTPTypes
package import Hub
package import Hummingbird
import NIOCore
import Pictures
import Storage
import Stories
import Values
package import Web

/// The site's routes.
package struct SiteRoutes: Sendable {
    private let pages: SitePages

    /// Compiles templates and reads words and assets; throws when one is malformed.
    package init(_ hub: Hub, _ cache: PageCache) async throws { pages = try await SitePages(hub, cache) }

    /// Where the site's stylesheet is served.
    package var stylesheet: String { pages.assets.path("site.css") }

    /// Registers every page of the site.
    package func register(on router: Router<WebContext>) {
        let entrance = PlaceRoutes(pages: pages)
        let stories = StoryRoutes(pages: pages)
        let basket = BasketRoutes(pages: pages)
        let checkout = CheckoutRoutes(pages: pages)
        let orders = OrderRoutes(pages: pages)
        let bank = BankRoutes(pages: pages)
        let search = SearchRoutes(pages: pages)
        let athletes = AthleteRoutes(pages: pages)
        let choices = ChoiceRoutes(pages: pages)

        router.get("/", use: entrance.root)
        router.get("/place", use: entrance.choose)
        router.get("/assets/:hash/:name", use: asset)
        router.get("/media/:hash/:name", use: media)

        let place = router.group("/:market/:language")
        place.get("/") { try await pages.kept($0, $1, "home", HomePage.read) }
        place.get("/stories", use: stories.list)
        place.get("/stories/:slug", use: stories.show)
        place.get("/stories/:slug/seen.gif", use: stories.seen)
        place.get("/films") { try await pages.kept($0, $1, "films", FilmListPage.read) }
        place.get("/films/:slug", use: film)
        place.get("/store") { try await pages.kept($0, $1, "store", StorePage.read) }
        place.get("/products", use: ProductListRoutes(pages: pages).list)
        place.get("/products/:slug", use: product)
        place.get("/athletes", use: athletes.list)
        place.get("/athletes/:slug", use: athletes.show)
        place.get("/sports", use: athletes.sports)
        place.get("/sports/:slug", use: athletes.sport)
        place.get("/search", use: search.show)
        place.get("/search/suggest", use: search.suggest)
        place.get("/basket", use: basket.show)
        place.post("/basket", use: basket.add)
        place.post("/basket/update", use: basket.update)
        place.post("/basket/remove", use: basket.remove)
        place.get("/checkout", use: checkout.show)
        place.post("/checkout", use: checkout.submit)
        place.get("/orders/:token", use: orders.show)
        place.get("/orders/:token/pay", use: orders.retry)
        place.post("/orders/:token/pay", use: orders.pay)
        place.get("/test-bank/:payment", use: bank.show)
        place.post("/test-bank/:payment", use: bank.answer)
        place.get(RouterPath("/\(ChoiceRoutes.name)"), use: choices.show)
        place.post(RouterPath("/\(ChoiceRoutes.name)"), use: choices.save)
        for name in LegalPage.names {
            place.get(RouterPath("/\(name)")) { request, context in
                try await pages.kept(request, context, "page") {
                    try LegalPage.read($0, name, hubName: pages.hub.settings.name)
                }
            }
        }
    }

    /// The page for a request that failed.
    package func failurePage(_ failure: Failure, _ request: Request, _ context: WebContext) async -> Response {
        await pages.failure(failure, request, context)
    }

    private func asset(_ request: Request, _ context: WebContext) async throws -> Response {
        try pages.assets.response(
            "\(context.parameters.get("hash") ?? "")/\(context.parameters.get("name") ?? "")",
            accepting: request.headers[.acceptEncoding])
    }

    /// Feed readers and search engines show pictures on pages of their own.
    private static let resourcePolicy = HTTPField.Name("Cross-Origin-Resource-Policy") ?? .contentSecurityPolicy

    private func media(_ request: Request, _ context: WebContext) async throws -> Response {
        let hash = context.parameters.get("hash") ?? ""
        let name = context.parameters.get("name") ?? ""
        if let rendition = Rendition(hash: hash, name: name) {
            let bytes = try await pages.hub.darkroom.bytes(of: rendition, from: pages.hub.database)
            return Self.media(bytes, rendition.format.mediaType)
        }
        guard !Rendition.isAskedFor(by: name),
            let file = try await pages.hub.database.read({ try Picture.file(hash, in: $0) }) else { throw NotFound("file") }
        return Self.media(file.bytes, file.mediaType)
    }

    /// An answer that never changes, and that can neither script nor load anything if somebody opens it by itself.
    private static func media(_ bytes: Data, _ mediaType: String) -> Response {
        let policy = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
        return Response(
            status: .ok,
            headers: [
                .contentType: mediaType, .cacheControl: "public, max-age=31536000, immutable",
                .contentSecurityPolicy: policy, Self.resourcePolicy: "cross-origin",
            ],
            body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    private func film(_ request: Request, _ context: WebContext) async throws -> Response {
        let slug = try StoryRoutes.slug(context)
        return try await pages.kept(request, context, "film") { try FilmPage.read($0, slug) }
    }

    private func product(_ request: Request, _ context: WebContext) async throws -> Response {
        let handle = try StoryRoutes.slug(context)
        let choice = ProductChoice(story: Slug(try Form(urlEncoded: request.uri.query ?? "")["from"]))
        return try await pages.kept(request, context, "product") { try ProductPage.read($0, handle, choice) }
    }
}
