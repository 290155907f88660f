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
                return (try make(place, gate, tx), try gate.nextEdge(in: tx) ?? .never)
            }
            return CachedPage(
                body, mediaType: mediaType, headers: SecurityHeaders.pairs,
                topics: topics.union([.releases, .settings]), edge: edge, at: now)
        }
    }
}
