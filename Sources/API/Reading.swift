import Catalogue
import Foundation
import Hub
import Hummingbird
import Releases
import Storage
import Values
import Web

/// Content for machines: read in one snapshot through the gate, kept until it changes or the next edge comes.
extension ApiRoutes {
    func kept(
        _ request: Request, _ context: WebContext, _ mediaType: String, uses topics: Set<Topic>,
        _ make: @escaping @Sendable (Place, Gate, Transaction) throws -> Data
    ) async throws -> Response {
        try await cache.serve(request, now: hub.now) {
            let now = hub.now()
            let place = try Place.read(context, try await hub.markets())
            let (body, edge) = try await hub.database.read { tx in
                let gate = Gate(place.market.code, at: now)
                return (try make(place, gate, tx), try Self.nextEdge(gate, in: tx))
            }
            return CachedPage(
                body, mediaType: mediaType, headers: SecurityHeaders.pairs,
                topics: topics.union([.releases, .settings]), edge: edge, at: now)
        }
    }

    /// The next moment at which something opens, closes or costs something else in a market.
    static func nextEdge(_ gate: Gate, in tx: Transaction) throws -> Instant {
        let price = try Price.nextChange(in: gate.market, after: gate.at, in: tx)
        return min(try gate.nextEdge(in: tx) ?? .never, price ?? .never)
    }
}
