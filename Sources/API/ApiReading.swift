import Catalogue
import Foundation
import HTTPTypes
import Hub
import Hummingbird
import Pictures
import Releases
import Storage
import Values
import Web

/// One reading for machines in one snapshot: collects what the answer was made from and until when it is true.
final class ApiReading {
    let tx: Transaction
    let place: Place
    let gate: Gate
    /// The hub's address, such as `https://hub.example.org`.
    let root: String
    private(set) var topics: Set<Topic> = [.releases, .settings]
    private(set) var edge: Instant
    /// From then on the answer is to be made anew where it can be.
    private(set) var refresh = Instant.never
    /// Where the list goes on.
    var next: String?

    init(_ tx: Transaction, _ place: Place, root: String, at now: Instant) throws {
        self.tx = tx
        self.place = place
        self.root = root
        gate = Gate(place.market.code, at: now)
        edge = try ApiRoutes.nextEdge(gate, in: tx)
    }

    var market: Market { place.market }
    /// The address of the market's pages.
    var base: String { root + place.base }

    /// Says that the answer is fresh no longer than this; it may still be given while nothing newer can be read.
    func isFresh(until instant: Instant) { refresh = min(refresh, instant) }

    /// Says that the answer is true no longer than this.
    func lasts(until instant: Instant) { edge = min(edge, instant) }

    /// Says that the answer shows something of this topic.
    func uses(_ topic: Topic) { topics.insert(topic) }

    /// Says that the answer shows what is left of a variant.
    func uses(_ variant: Variant) {
        for cell in variant.cells { topics.insert(Topic(cell)) }
        if variant.isSoldOut || variant.isLow, let expiry = variant.nextExpiry { edge = min(edge, expiry) }
    }

    /// The address of a page of the market.
    func page(_ section: String, _ slug: Slug) -> String { "\(base)/\(section)/\(slug.text.pathEscaped)" }
}

extension String {
    /// The text as one part of a path.
    var pathEscaped: String { addingPercentEncoding(withAllowedCharacters: .urlPathAllowed.subtracting(["/"])) ?? self }
}

extension ApiRoutes {
    /// An answer for everybody, read through the gate and kept until it changes or the next edge comes; or made for this request
    /// alone, where there are too many ways to ask for all of them to be kept.
    func kept(
        _ call: ApiCall, isKept: Bool = true, _ read: @escaping @Sendable (ApiReading) throws -> JSON
    ) async throws -> Response {
        let place = try Place.read(call.context, try await hub.markets())
        func page() async throws -> CachedPage {
            let (now, root) = (hub.now(), hub.settings.publicURL)
            let (json, topics, edge, refresh, next) = try await hub.database.read { tx in
                let reading = try ApiReading(tx, place, root: root, at: now)
                return (try read(reading), reading.topics, reading.edge, reading.refresh, reading.next)
            }
            let link = next.map { [("Link", "<\($0)>; rel=\"next\"")] } ?? []
            return CachedPage(
                json.data, mediaType: "application/json", headers: SecurityHeaders.pairs + ApiFrame.openPairs + link,
                topics: topics, edge: edge, refresh: refresh, at: now, isForMachines: true)
        }
        if isKept { return try await cache.serve(call.request, now: hub.now, make: page) }
        return try await page().response(to: call.request)
    }

    /// The address of the next page of a list: the same request with another cursor.
    static func next(_ call: ApiCall, _ cursor: String, root: String) -> String {
        let pairs = (call.request.uri.query ?? "").split(separator: "&").filter { !$0.hasPrefix("cursor=") }
        return "\(root)\(call.request.uri.path)?" + (pairs + ["cursor=\(cursor)"]).joined(separator: "&")
    }

    /// The next moment at which something opens, closes or costs something else in a market.
    static func nextEdge(_ gate: Gate, in tx: Transaction) throws -> Instant {
        let price = try Price.nextChange(in: gate.market, after: gate.at, in: tx)
        return min(try gate.nextEdge(in: tx) ?? .never, price ?? .never)
    }

    /// A feed or another file that is not part of `/api`.
    func keptFile(
        _ request: Request, _ context: WebContext, _ mediaType: String,
        _ make: @escaping @Sendable (ApiReading) throws -> Data
    ) async throws -> Response {
        try await cache.serve(request, now: hub.now) {
            let (now, root) = (hub.now(), hub.settings.publicURL)
            let place = try Place.read(context, try await hub.markets())
            let (body, topics, edge) = try await hub.database.read { tx in
                let reading = try ApiReading(tx, place, root: root, at: now)
                return (try make(reading), reading.topics, reading.edge)
            }
            return CachedPage(
                body, mediaType: mediaType, headers: SecurityHeaders.pairs, topics: topics, edge: edge, at: now)
        }
    }
}
