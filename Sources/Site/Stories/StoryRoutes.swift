import Foundation
import HTTPTypes
import Hub
import Hummingbird
import NIOCore
import Releases
import Storage
import Stories
import Values
import Web

/// Reading stories, and counting that they were read.
struct StoryRoutes: Sendable {
    let pages: SitePages

    /// A transparent GIF of one pixel.
    private static let pixel: [UInt8] = [
        0x47, 0x49, 0x46, 0x38, 0x39, 0x61, 1, 0, 1, 0, 0x80, 0, 0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0x21, 0xF9, 4, 1, 0, 0, 0,
        0, 0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0, 0x3B,
    ]

    func list(_ request: Request, _ context: WebContext) async throws -> Response {
        let after = Slug(try Form(urlEncoded: request.uri.query ?? "")["after"])
        return try await pages.kept(request, context, "stories") { try StoryListPage.read($0, after: after) }
    }

    func show(_ request: Request, _ context: WebContext) async throws -> Response {
        let slug = try Self.slug(context)
        return try await pages.kept(request, context, "story") { try StoryPage.read($0, slug) }
    }

    /// The counting picture of a story: when it is answered, the view is on disk, unless the fan is not to be counted.
    func seen(_ request: Request, _ context: WebContext) async throws -> Response {
        let place = try await pages.place(context)
        let slug = try Self.slug(context)
        let gate = Gate(place.market.code, at: pages.hub.now())
        guard let story = try await pages.hub.database.read({ try Story.key(of: slug, through: gate, in: $0) }) else {
            throw NotFound("story")
        }
        if !Counting.isRefused(by: request) {
            try await pages.hub.countView(
                of: story.retyped(), in: place.market.code, address: context.peer, browser: request.headers[.userAgent] ?? "")
        }
        return Response(
            status: .ok, headers: [.contentType: "image/gif", .cacheControl: "no-store"],
            body: .init(byteBuffer: ByteBuffer(bytes: Self.pixel)))
    }

    static func slug(_ context: WebContext) throws -> Slug {
        guard let text = context.parameters.get("slug")?.removingPercentEncoding, let slug = Slug(text) else {
            throw NotFound("page")
        }
        return slug
    }
}
