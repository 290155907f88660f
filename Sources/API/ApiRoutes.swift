// API is what machines see: health and metrics for the operator, feeds and the sitemap for readers and search engines, JSON for
// partners. Everything that shows content asks the same gate as the pages do.

import HTTPTypes
package import Hub
package import Hummingbird
import NIOCore
import Storage
import Values
package import Web

/// The routes for machines.
package struct ApiRoutes: Sendable {
    let hub: Hub
    let cache: PageCache
    private let meters: Meters

    /// Routes that read from `hub` and answer from `cache` first.
    package init(_ hub: Hub, _ cache: PageCache, _ meters: Meters) {
        self.hub = hub
        self.cache = cache
        self.meters = meters
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
        router.get("/:market/:language/feed.xml", use: feed)
        router.get("/api/v1/markets/:market/:language/stories", use: stories)
        router.get("/api/v1/markets/:market/:language/products", use: products)
    }

    /// The answer for a failed request of a machine (RFC 9457).
    package func problem(_ failure: Failure) -> Response {
        let problem = Problem(
            type: "about:blank", title: failure.status.reasonPhrase, status: failure.status.code, code: failure.code,
            detail: failure.reason, field: failure.field)
        return Json.response(problem, status: failure.status, mediaType: "application/problem+json")
    }

    private struct Problem: Encodable {
        let type: String
        let title: String
        let status: Int
        let code: String
        let detail: String
        let field: String?
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
