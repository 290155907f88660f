package import Catalogue
package import Releases
package import Storage
import Stories
import Synchronization
package import Values

/// The shelves of the markets, kept in memory and brought up to date by what changed.
///
/// A product that was changed is read again; when an edge passes, what opened or closed and whose price changed is; what lies in
/// stock is counted again every half minute. Releases, settings and sports concern everything: then all of it is read again.
package final class Shelves: Sendable {
    private static let stockSeconds: Int64 = 30
    private static let sportsLimit = 200
    /// With more changed products than this, everything is read again.
    private static let changesLimit = 5_000

    /// What changed since the oldest shelf, by generations.
    private struct Changes {
        var generation = 0
        /// The generation with which everything became outdated.
        var everything = 0
        /// Products with the generation of their last change.
        var products: [Int64: Int] = [:]
    }

    /// A shelf, true from one edge of its market to the next.
    private struct Kept {
        var shelf: Shelf
        var sports: Set<String>
        var generation: Int
        var since: Instant
        var until: Instant
        var countedAt: Instant
    }

    /// One market's, so that one reader brings it up to date while the others wait for it.
    private final class Place: Sendable {
        let kept = Mutex<Kept?>(nil)
    }

    private let changes = Mutex(Changes())
    private let places = Mutex<[MarketCode: Place]>([:])

    /// Nothing kept yet.
    package init() {}

    /// A number that grows with every change: read it before the snapshot in which a shelf is asked for.
    package var generation: Int { changes.withLock { $0.generation } }

    /// Hears what changed. Whoever touches the list of products touches those that changed beside it, or the settings when it is
    /// all.
    package func outdate(_ topics: Set<Topic>) {
        guard !topics.isDisjoint(with: [.products, .releases, .settings, .athletes]) else { return }
        let things = topics.filter(\.isThing)
        let isEverything = things.isEmpty || !topics.isDisjoint(with: [.releases, .settings, .athletes])
        changes.withLock { changes in
            changes.generation += 1
            if isEverything || changes.products.count + things.count > Self.changesLimit {
                changes.everything = changes.generation
                changes.products = [:]
            } else {
                for thing in things { changes.products[thing.raw] = changes.generation }
            }
        }
    }

    /// The shelf of a market as of the gate's moment, which is that of the clock; a preview reads its own (`Shelf.load`).
    /// `generation` was read before the snapshot.
    package func shelf(
        through gate: Gate, in market: Market, generation: Int, in tx: Transaction
    ) throws -> Shelf {
        let place = places.withLock { places in
            let place = places[market.code] ?? Place()
            places[market.code] = place
            return place
        }
        return try place.kept.withLock { kept in
            // Whoever looked at the clock before an edge that another one has seen since gets a shelf of that moment.
            if let kept, gate.at < kept.since { return try anew(through: gate, in: market, generation: generation, in: tx).shelf }
            var current = try upToDate(kept, through: gate, in: market, generation: generation, in: tx)
            if gate.at >= current.countedAt.adding(seconds: Self.stockSeconds) {
                current.shelf = try current.shelf.recounted(in: tx)
                current.countedAt = gate.at
            }
            kept = current
            return current.shelf
        }
    }

    private func upToDate(
        _ kept: Kept?, through gate: Gate, in market: Market, generation: Int, in tx: Transaction
    ) throws -> Kept {
        guard var kept, var changed = changedProducts(since: kept.generation) else {
            return try anew(through: gate, in: market, generation: generation, in: tx)
        }
        if gate.at >= kept.until {
            guard try Self.sports(gate, market, in: tx) == kept.sports else {
                return try anew(through: gate, in: market, generation: generation, in: tx)
            }
            let before = Instant(ms: kept.until.ms - 1)
            changed += try gate.turned(after: before, in: tx).map { $0.retyped() }
            changed += try Price.changed(in: market.code, after: before, until: gate.at, in: tx)
        }
        if !changed.isEmpty || gate.at >= kept.until {
            // A product that changed may bring edges of its own, such as a price that begins tomorrow.
            (kept.since, kept.until) = try Self.edges(gate, market, in: tx)
            kept.shelf = try kept.shelf.reread(Set(changed), through: gate, in: market, sports: kept.sports, in: tx)
            // The snapshot may be older than what another reader has seen: what changed since is then read once more.
            kept.generation = generation
        } else {
            kept.generation = max(kept.generation, generation)
        }
        return kept
    }

    private func anew(through gate: Gate, in market: Market, generation: Int, in tx: Transaction) throws -> Kept {
        let sports = try Self.sports(gate, market, in: tx)
        let (since, until) = try Self.edges(gate, market, in: tx)
        return Kept(
            shelf: try Shelf.load(through: gate, in: market, sports: sports, in: tx), sports: sports, generation: generation,
            since: since, until: until, countedAt: gate.at)
    }

    private static func sports(_ gate: Gate, _ market: Market, in tx: Transaction) throws -> Set<String> {
        try Set(Sport.list(in: market.languages[0], through: gate, limit: sportsLimit, in: tx).map(\.slug.text))
    }

    /// The last edge before the gate's moment, or at it, and the next one.
    private static func edges(_ gate: Gate, _ market: Market, in tx: Transaction) throws -> (Instant, Instant) {
        let last = [try gate.lastEdge(in: tx), try Price.lastChange(in: market.code, until: gate.at, in: tx)]
        let next = [try gate.nextEdge(in: tx), try Price.nextChange(in: market.code, after: gate.at, in: tx)]
        return (last.compactMap(\.self).max() ?? Instant(ms: .min), next.compactMap(\.self).min() ?? .never)
    }

    /// What changed after a generation; nil when it is everything.
    private func changedProducts(since generation: Int) -> [Key<Product>]? {
        changes.withLock { changes in
            guard changes.everything <= generation else { return nil }
            return changes.products.filter { $0.value > generation }.map { Key(raw: $0.key) }
        }
    }

    /// Until when a page that shows a shelf's counts is true: they are made anew twice a minute.
    package static func countsLast(from now: Instant) -> Instant { now.adding(seconds: stockSeconds) }
}
