package import Storage
package import Values

// How people change a release. Each verb asks the lock first.

extension Release {
    /// Puts an item in; true when it was not in before. It is open at once wherever the release is.
    @discardableResult
    package func put(_ item: ReleaseItem, by hand: Hand, at now: Instant, in tx: Transaction) throws -> Bool {
        try taken(by: hand, at: now, in: tx).insert(item.key, item.kind, in: tx)
    }

    /// Takes an item out; true when it was in. It is closed at once wherever no other release opens it.
    @discardableResult
    package func take(_ item: ItemKey, by hand: Hand, at now: Instant, in tx: Transaction) throws -> Bool {
        try taken(by: hand, at: now, in: tx).delete(item, in: tx)
    }

    /// Opens it in a market for a channel, from one time to another or for good.
    ///
    /// Refuses a civil time that the zone skips or repeats until somebody says which moment is meant, and an end that is not after
    /// the start.
    @discardableResult
    package func schedule(
        _ market: MarketCode, channel: Channel = .digital, from start: EdgeTime, to end: EdgeTime? = nil, by hand: Hand,
        at now: Instant, in tx: Transaction
    ) throws -> Opening {
        let release = try taken(by: hand, at: now, in: tx)
        let opening = try release.insert(market, channel, from: start, to: end, in: tx)
        try release.refuseLateEdge(by: hand, at: now, in: tx)
        return opening
    }

    /// Moves an opening to another start and end. Refuses another start when it has begun.
    @discardableResult
    package func move(
        _ opening: Key<Opening>, from start: EdgeTime, to end: EdgeTime?, by hand: Hand, at now: Instant, in tx: Transaction
    ) throws -> Opening {
        let release = try taken(by: hand, at: now, in: tx)
        let old = try Opening.find(opening, in: tx)
        guard old.release == key else { throw NotFound("opening") }
        guard old.opensAt > now || old.start == start else { throw ReleaseRefusal.hasBegun }
        let opensAt = old.opensAt > now ? try start.resolve(field: "from") : old.opensAt
        let closesAt = try end?.resolve(field: "to") ?? .never
        guard closesAt > opensAt else { throw ReleaseRefusal.endsBeforeItStarts }
        try tx.run("""
            UPDATE openings SET start_time = \(start.text), end_time = \(end?.text), opens_at = \(opensAt),
                closes_at = \(closesAt), zone_data = \(ZoneData.version), told_end = 0
            WHERE key = \(opening)
            """)
        tx.touch(.releases)
        try release.refuseLateEdge(by: hand, at: now, in: tx)
        return try Opening.find(opening, in: tx)
    }

    /// A new edge may not lie so near that the lock would have begun already: nobody could look at the release in peace.
    private func refuseLateEdge(by hand: Hand, at now: Instant, in tx: Transaction) throws {
        guard !hand.unlocks, let lock, lock.leadSeconds > 0, let since = try locksAt(now, in: tx), since <= now else { return }
        throw ReleaseRefusal.locked(self, since: since)
    }
}
