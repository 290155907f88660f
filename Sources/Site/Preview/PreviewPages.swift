import HTTPTypes
import Hub
import Hummingbird
import NIOCore
import Storage
import Stories
import Values
import Web

// A preview is the site's own page, read through the real gate at the moment of the pass. A manuscript is published for it in a
// transaction that is taken back, so that nothing of it can be seen anywhere else. It is never kept, counts nothing, sells nothing.

extension SitePages {
    /// The signed pass that a request carries; nil for everybody else.
    static func previewToken(_ request: Request) throws -> String? {
        guard let query = request.uri.query, query.contains("preview=") else { return nil }
        return try Form(urlEncoded: query)["preview"].orNil
    }

    /// The page as it will be. Not found for a pass that is forged, over, or for another place.
    func preview(
        _ token: String, _ context: WebContext, _ template: String,
        _ read: @escaping @Sendable (PageReading) throws -> Page
    ) async throws -> Response {
        let pass = try hub.previewPass(token)
        let place = try await place(context)
        guard place.market.code == pass.market, place.language == pass.language else { throw NotFound("preview") }
        let (at, words) = (pass.at ?? hub.now(), words(place.language))
        let page = try await hub.database.rehearse { tx in
            if let story = pass.story {
                try StoryWork.rehearse(story, revision: pass.revision, in: pass.market, at: at, in: tx)
            }
            return try read(try PageReading(tx, place, words, at: at))
        }
        let text = String(
            decoding: render(template, Self.previewed(page, pass, at, words, place), in: place), as: UTF8.self)
        return Response(
            status: .ok, headers: Self.previewHeaders,
            body: .init(byteBuffer: ByteBuffer(string: PreviewLinks.carry(token, in: text, below: place.base))))
    }

    private static func previewed(_ page: Page, _ pass: PreviewPass, _ at: Instant, _ words: Words, _ place: Place) -> Page {
        let time = "\(DateText.date(at, place)), \(DateText.time(at, place))"
        let market = words.optional("market\(place.market.code)") ?? place.market.name
        let bar: Fields = [
            "line": words(pass.at == nil ? "previewNow" : "previewAt", market, place.language.ownName, time),
            "revision": pass.revision.map { words("previewRevision", "\($0)") },
        ]
        let preview: Fields = ["preview": bar]
        var shown = Page(
            title: "\(words("preview")): \(page.title ?? market)", summary: page.summary, path: page.path, section: page.section,
            fields: page.fields.without("seen").merging(preview))
        shown.isPrivate = true
        return shown
    }

    /// Only the desk may frame it; forms go nowhere and nothing is reported from it.
    private static let previewHeaders: HTTPFields = {
        let policy = SecurityHeaders.policy.replacing("frame-ancestors 'none'", with: "frame-ancestors 'self'")
            .replacing("form-action 'self'", with: "form-action 'none'").replacing("connect-src 'self'", with: "connect-src 'none'")
        var headers: HTTPFields = [
            .contentType: "text/html; charset=utf-8", .cacheControl: "no-store", .contentSecurityPolicy: policy,
        ]
        for (name, value) in [("X-Robots-Tag", "noindex, nofollow"), ("Referrer-Policy", "no-referrer")] {
            if let name = HTTPField.Name(name) { headers[name] = value }
        }
        return headers
    }()
}

/// Makes the links of a previewed page lead to previews, and its forms lead nowhere.
enum PreviewLinks {
    /// Adds the pass to every link below a place's base, and makes forms inert.
    static func carry(_ token: String, in html: String, below base: String) -> String {
        var out = ""
        out.reserveCapacity(html.utf8.count + html.utf8.count / 8)
        var rest = html[...]
        let mark = "href=\"\(base)"
        while let found = rest.firstRange(of: mark) {
            out += rest[..<found.upperBound]
            rest = rest[found.upperBound...]
            guard let end = rest.firstIndex(of: "\""), let next = rest.first, "\"/?#".contains(next) else { continue }
            let address = rest[..<end]
            let path = address.prefix { $0 != "#" }
            out += path + (path.contains("?") ? "&amp;" : "?") + "preview=\(token)" + address.dropFirst(path.count)
            rest = rest[end...]
        }
        out += rest
        return out.replacing("<form ", with: "<form inert ")
    }
}
