package import Storage
package import Values

/// What is open in one market, on one channel, at one moment. The only code that decides it.
package struct Gate: Sendable {
    /// Where.
    package let market: MarketCode
    /// The moment that is asked about: now for fans, any time for a preview.
    package let at: Instant
    /// On which channel.
    package let channel: Channel

    /// The gate of a market at a moment.
    package init(_ market: MarketCode, at: Instant, channel: Channel = .digital) {
        self.market = market
        self.at = at
        self.channel = channel
    }

    /// A condition for a query: true for rows whose item, in the named column, is open.
    package func opens(_ column: StaticString) -> SQL { opens(item: SQL(stringLiteral: "\(column)")) }

    /// Whether one item is open.
    package func isOpen(_ item: ItemKey, in tx: Transaction) throws -> Bool {
        try tx.first("SELECT 1 WHERE \(opens(item: "\(item)"))") { _ in true } ?? false
    }

    /// `CROSS JOIN` and the plus signs keep SQLite to the way from the item to its releases to their openings: without statistics
    /// it would walk over all openings of the market for each item.
    private func opens(item: SQL) -> SQL {
        """
        EXISTS (SELECT 1 FROM release_items gate_item CROSS JOIN openings gate \
        WHERE gate_item.item = \(item) AND gate.release = gate_item.release AND gate.market = \(market) \
        AND gate.channel = \(channel.rawValue) AND +gate.opens_at <= \(at) AND +gate.closes_at > \(at) \
        AND gate.held = 0)
        """
    }

    /// The last moment, now at the latest, at which anything opened or closed in this market: what was read since is right now.
    package func lastEdge(in tx: Transaction) throws -> Instant? {
        let opened = try tx.first("""
            SELECT max(opens_at) FROM openings WHERE market = \(market) AND opens_at <= \(at)
            """) { $0.optionalInstant(0) } ?? nil
        let closed = try tx.first("""
            SELECT max(closes_at) FROM openings WHERE market = \(market) AND closes_at <= \(at)
            """) { $0.optionalInstant(0) } ?? nil
        return [opened, closed].compactMap { $0 }.max()
    }

    /// Items of which some opening in this market began or ended after `start`, now at the latest: what else was read then is as
    /// it was.
    package func turned(after start: Instant, in tx: Transaction) throws -> [ItemKey] {
        try tx.all("""
            SELECT i.item FROM openings o CROSS JOIN release_items i
            WHERE o.market = \(market) AND o.opens_at > \(start) AND o.opens_at <= \(at) AND i.release = o.release
            UNION SELECT i.item FROM openings o CROSS JOIN release_items i
            WHERE o.market = \(market) AND o.closes_at > \(start) AND o.closes_at <= \(at) AND i.release = o.release
            """) { $0.key(0) }
    }

    /// The next moment at which anything opens or closes in this market: what was read now is right until then.
    package func nextEdge(in tx: Transaction) throws -> Instant? {
        let opens = try tx.first("""
            SELECT min(opens_at) FROM openings WHERE market = \(market) AND opens_at > \(at)
            """) { $0.optionalInstant(0) } ?? nil
        let closes = try tx.first("""
            SELECT min(closes_at) FROM openings WHERE market = \(market) AND closes_at > \(at)
            """) { $0.optionalInstant(0) } ?? nil
        return [opens, closes].compactMap { $0 }.filter { $0 < .never }.min()
    }
}
