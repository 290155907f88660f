package import Storage
package import Values

/// How long something may be shown in a market: what a licence, a contract or a person has granted.
package struct Rights: Hashable, Sendable {
    /// Characters of the holder's name.
    package static let holderLimit = 200

    /// The thing.
    package let item: ItemKey
    /// Where; nil for every market that has no line of its own.
    package let market: MarketCode?
    /// The first millisecond in which it may not be shown any more.
    package let until: Instant
    /// Who granted it.
    package let holder: String

    /// Rights from their parts.
    package init(_ item: ItemKey, in market: MarketCode? = nil, until: Instant, holder: String) {
        self.item = item
        self.market = market
        self.until = until
        self.holder = holder
    }

    /// Writes them down in the place of those that were there; refuses a name that is too long.
    package func save(in tx: Transaction) throws {
        guard holder.count <= Self.holderLimit else {
            throw InvalidField("holder", "Use at most \(Self.holderLimit) characters.")
        }
        try tx.run("""
            INSERT INTO item_rights (item, market, until_at, holder)
            VALUES (\(item), \(market?.text ?? "*"), \(until), \(holder))
            ON CONFLICT (item, market) DO UPDATE SET until_at = excluded.until_at, holder = excluded.holder
            """)
        tx.touch(.releases)
    }

    /// The rights to some things, one line for each and market.
    package static func of(_ items: [ItemKey], in tx: Transaction) throws -> [ItemKey: [Rights]] {
        guard !items.isEmpty else { return [:] }
        let list = SQL.joined(items.map { "\($0)" }, by: ", ")
        let all = try tx.all("""
            SELECT item, market, until_at, holder FROM item_rights WHERE item IN (\(list)) ORDER BY item, market
            """) { Rights($0.key(0), in: MarketCode($0.text(1)), until: $0.instant(2), holder: $0.text(3)) }
        return Dictionary(grouping: all, by: \.item)
    }

    /// Rights that end before the release does hold it back.
    package static let check = ReadinessCheck(nil) { items, showings, tx in
        let known = try of(items, in: tx)
        let kinds = try kinds(of: Array(known.keys), in: tx)
        return items.flatMap { item in
            showings.compactMap { showing -> Shortcoming? in
                let lines = known[item] ?? []
                let line = lines.first { $0.market == showing.market.code } ?? lines.first { $0.market == nil }
                guard let line, line.until < showing.closesAt else { return nil }
                return Shortcoming(
                    .error, "rights_end", ReleaseItem(item, kinds[item] ?? .unknown), in: showing.market.code,
                    value: "\(line.until)", person: line.holder)
            }
        }
    }

    private static func kinds(of items: [ItemKey], in tx: Transaction) throws -> [ItemKey: ItemKind] {
        guard !items.isEmpty else { return [:] }
        let list = SQL.joined(items.map { "\($0)" }, by: ", ")
        var kinds: [ItemKey: ItemKind] = [:]
        try tx.each("SELECT item, kind FROM release_items WHERE item IN (\(list)) AND kind <> ''") {
            kinds[$0.key(0)] = ItemKind(rawValue: $0.text(1))
        }
        return kinds
    }
}
