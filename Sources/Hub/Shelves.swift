package import Catalogue
package import Releases
package import Storage
import Stories
import Synchronization
package import Values

/// The shelves of the markets, kept in memory until something on them changes.
///
/// A shelf goes when a product, a label, a release or a setting changes, and when a market's next edge or price change comes. What
/// is in stock is at most half a minute old.
package final class Shelves: Sendable {
    private static let stockSeconds: Int64 = 30
    private static let sportsLimit = 200

    private struct Kept {
        let shelf: Shelf
        let until: Instant
        let generation: Int
    }

    private let generations = Atomic(0)
    private let kept = Mutex<[MarketCode: Kept]>([:])

    /// Nothing kept yet.
    package init() {}

    /// A number that grows with every change: read it before the snapshot in which a shelf is asked for.
    package var generation: Int { generations.load(ordering: .acquiring) }

    /// Forgets what these topics change.
    package func outdate(_ topics: Set<Topic>) {
        guard !topics.isDisjoint(with: [.products, .releases, .settings, .athletes]) else { return }
        generations.wrappingAdd(1, ordering: .acquiringAndReleasing)
    }

    /// The shelf of a market as of the gate's moment: the kept one, or one that is read now. `generation` was read before the
    /// snapshot.
    package func shelf(
        through gate: Gate, in market: Market, generation: Int, in tx: Transaction
    ) throws -> Shelf {
        let known = kept.withLock { $0[market.code] }
        if let known, known.generation == generation, known.until > gate.at { return known.shelf }
        let sports = try Sport.list(in: market.languages[0], through: gate, limit: Self.sportsLimit, in: tx).map(\.slug.text)
        let shelf = try Shelf.load(through: gate, in: market, sports: Set(sports), in: tx)
        let edges = [try gate.nextEdge(in: tx), try Price.nextChange(in: market.code, after: gate.at, in: tx)].compactMap(\.self)
        let until = min(edges.min() ?? .never, gate.at.adding(seconds: Self.stockSeconds))
        kept.withLock { $0[market.code] = Kept(shelf: shelf, until: until, generation: generation) }
        return shelf
    }

    /// Until when a page that shows a shelf's counts is true: they are made anew twice a minute.
    package static func countsLast(from now: Instant) -> Instant { now.adding(seconds: stockSeconds) }
}
