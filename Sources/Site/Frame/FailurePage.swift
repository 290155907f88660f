import Catalogue
import HTTPTypes
import Hub
import Hummingbird
import Storage
import Stories
import Values
import Web

extension SitePages {
    /// The page for a failed request: what happened, what to do, and something near, in the fan's language where it is known.
    func failure(_ failure: Failure, _ request: Request, _ context: WebContext) async -> Response {
        do {
            let book = try await hub.markets()
            guard let place = Place.of(path: request.uri.path, book) ?? book.home.map({
                Place(market: $0, language: $0.languages[0], book: book)
            }) else { return plain(failure) }
            let near = failure.status.code < 500 ? await nearby(place) : []
            let isOrder = request.uri.path.contains("/orders/")
            return personal("error", page(failure, near, isOrder: isOrder, in: place), in: place, status: failure.status)
        } catch {
            return plain(failure)
        }
    }

    private func page(_ failure: Failure, _ near: [Fields], isOrder: Bool, in place: Place) -> Page {
        let words = words(place.language)
        let kind = switch failure.status.code {
        case 404: "notFound"
        case 410: "gone"
        case 403: "forbidden"
        case 429: "tooMany"
        case 503 where isOrder: "orderAway"
        case 503, 507: "busy"
        case 500...: "broken"
        default: "refused"
        }
        return Page(
            title: words("\(kind)Head"), path: "", isPrivate: true,
            fields: [
                "status": "\(failure.status.code)", "heading": words("\(kind)Head"),
                "reason": words.optional("\(kind)Reason") ?? failure.reason, "todo": words("\(kind)Todo"), "near": near,
                "hasNear": (!near.isEmpty).orNil,
            ])
    }

    private func nearby(_ place: Place) async -> [Fields] {
        let now = hub.now()
        let cards = try? await hub.database.read { tx in
            let reading = try PageReading(tx, place, words(place.language), at: now)
            return try reading.cards(
                try Story.list(in: place.language, through: reading.gate, limit: 3, in: tx))
        }
        return cards ?? []
    }

    /// When not even the markets can be read.
    private func plain(_ failure: Failure) -> Response {
        let text = "\(failure.status.code)\n\(failure.reason)\n"
        return Response(
            status: failure.status, headers: [.contentType: "text/plain; charset=utf-8", .cacheControl: "no-store"],
            body: .init(byteBuffer: .init(string: text)))
    }
}
