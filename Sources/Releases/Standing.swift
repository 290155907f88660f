package import Storage
package import Values

/// In which markets things stand open for good, through each market's standing release.
package enum Standing {
    /// What the name of a standing release begins with; the market's code follows.
    package static let namePrefix = "Standing in "

    /// The markets in whose standing releases items are; items in none are left out.
    package static func markets(of items: [ItemKey], in tx: Transaction) throws -> [ItemKey: Set<MarketCode>] {
        guard !items.isEmpty else { return [:] }
        let list = SQL.joined(items.map { "\($0)" }, by: ", ")
        var found: [ItemKey: Set<MarketCode>] = [:]
        try tx.each("""
            SELECT DISTINCT i.item, o.market FROM release_items i JOIN releases r ON r.key = i.release
                JOIN openings o ON o.release = r.key AND r.name = \(namePrefix) || o.market
            WHERE i.item IN (\(list))
            """) { row in found[row.key(0), default: []].insert(try row.value(1) { MarketCode($0) }) }
        return found
    }

    /// Puts an item into the standing releases of some of the hub's markets and takes it out of the others'; `known` is
    /// where it is.
    package static func set(
        _ item: ItemKey, _ kind: ItemKind = .unknown, from known: Set<MarketCode>, to wanted: Set<MarketCode>,
        among markets: [Market], at now: Instant, in tx: Transaction
    ) throws {
        for market in markets where known.contains(market.code) != wanted.contains(market.code) {
            let release = try Release.standing(in: market, at: now, in: tx)
            if wanted.contains(market.code) { try release.add(item, as: kind, in: tx) } else { try release.remove(item, in: tx) }
        }
    }
}
