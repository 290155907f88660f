package import Storage
package import Values

/// How often something happened around an item in a market.
package struct Tally: Hashable, Sendable {
    /// Around which item.
    package let item: ItemKey
    /// In which market.
    package let market: MarketCode
    /// What was counted.
    package let kind: Happening.Kind
    /// How many.
    package let count: Int64
    /// Net amount in minor units of the market's currency.
    package let amountMinor: Int64

    /// Everything that was counted around an item, all days together, by market and kind.
    package static func of(_ item: ItemKey, in tx: Transaction) throws -> [Tally] {
        try tx.all("""
            SELECT item, market, kind, CAST(sum(count) AS BIGINT), CAST(sum(amount_minor) AS BIGINT) FROM tallies
            WHERE item = \(item) GROUP BY item, market, kind ORDER BY market, kind
            """) { row in
                Tally(
                    item: row.key(0), market: try row.value(1) { MarketCode($0) },
                    kind: try row.value(2, Happening.Kind.init(rawValue:)), count: row.int(3), amountMinor: row.int(4))
            }
    }

    /// All of one kind, over items, markets and days.
    package static func total(_ kind: Happening.Kind, in tx: Transaction) throws -> Int64 {
        try tx.count("SELECT CAST(coalesce(sum(count), 0) AS BIGINT) FROM tallies WHERE kind = \(kind.rawValue)")
    }
}
