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

    private func opens(item: SQL) -> SQL {
        """
        EXISTS (SELECT 1 FROM release_items gate_item JOIN openings gate ON gate.release = gate_item.release \
        WHERE gate_item.item = \(item) AND gate.market = \(market) AND gate.channel = \(channel.rawValue) \
        AND gate.opens_at <= \(at) AND gate.closes_at > \(at))
        """
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
