// API is what machines see: health and metrics for the operator, feeds and the sitemap for readers and search engines, and under
// `/api/v1` what partners build on. Everything that shows content asks the same gate as the pages do.
//
// - Each operation of `/api/v1` is one `Operation`: its route, the checks of its requests and its place in the OpenAPI document are
//   made from it, so code and document cannot differ.
// - Answers for everybody are kept as the pages are; what belongs to one fan or needs a key is made for each request.
// - Writes are the same verbs as the pages use. A repeated POST with the same `Idempotency-Key` has its effect once.

import HTTPTypes
package import Hub
package import Hummingbird
import NIOCore
import Pictures
import Storage
import Values
package import Web

/// The routes for machines.
package struct ApiRoutes: Sendable {
    let hub: Hub
    let cache: PageCache
    let frame: ApiFrame
    let cards = ShareCards()
    private let meters: Meters

    /// Routes that read from `hub`, answer from `cache` first, and hold each client to the limits.
    package init(
        _ hub: Hub, _ cache: PageCache, _ meters: Meters, limiter: RateLimiter = RateLimiter(), limits: RateLimits = RateLimits()
    ) {
        self.hub = hub
        self.cache = cache
        self.meters = meters
        frame = ApiFrame(hub: hub, limiter: limiter, limits: limits)
    }

    /// Everything that can be asked under `/api/v1`.
    var operations: [Operation] {
        marketOperations + storeOperations + productOperations + storyOperations + filmOperations + athleteOperations
            + searchOperations + basketOperations + orderOperations + deskOrderOperations + deskProductOperations
            + referenceOperations
    }

    /// Registers every route for machines.
    package func register(on router: Router<WebContext>) {
        router.get("/healthz") { _, _ in Self.text("ok\n") }
        router.get("/readyz", use: ready)
        router.get("/metrics", use: metrics)
        router.get("/robots.txt") { _, _ in
            Self.text(
                "User-agent: *\nDisallow: /*/*/basket\nDisallow: /*/*/checkout\n"
                    + "Sitemap: \(hub.settings.publicURL)/sitemap.xml\n")
        }
        router.get("/sitemap.xml", use: sitemap)
        router.get("/sitemaps/:market/:section/:name", use: sitemapFile)
        router.get("/llms.txt", use: llmsText)
        router.get("/cards/:market/:language/:kind/:slug/:name", use: card)
        router.get("/:market/:language/feed.xml", use: feed)
        router.get("/:market/:language/feed.json", use: jsonFeed)
        router.get("/:market/:language/merchant.xml", use: merchantFeed)
        frame.register(operations, on: router)
    }

    /// The answer for a failed request of a machine (RFC 9457).
    package func problem(_ failure: Failure) -> Response {
        let errors = failure.field.map {
            [Violation(place: .body("/\($0)"), code: failure.code, detail: failure.reason)]
        }
        let problem = Problem(status: failure.status, code: failure.code, detail: failure.reason, errors: errors ?? [])
        return ApiFrame.open(problem.response(at: hub.settings.publicURL))
    }

    /// Alive says nothing of the world; ready asks the database.
    private func ready(_ request: Request, _ context: WebContext) async throws -> Response {
        do {
            _ = try await hub.database.read { try $0.count("SELECT 1") }
            return Self.text("ready\n")
        } catch {
            return Self.text("the database is away\n", status: .serviceUnavailable)
        }
    }

    private func metrics(_ request: Request, _ context: WebContext) async throws -> Response {
        let gauges = try await hub.gauges()
        return Self.text(meters.text(gauges), mediaType: "text/plain; version=0.0.4; charset=utf-8")
    }

    static func text(
        _ text: String, status: HTTPResponse.Status = .ok, mediaType: String = "text/plain; charset=utf-8"
    ) -> Response {
        Response(
            status: status, headers: [.contentType: mediaType, .cacheControl: "no-store"],
            body: .init(byteBuffer: ByteBuffer(string: text)))
    }
}
