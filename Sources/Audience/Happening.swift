// Audience is law 3, nothing lost: what happened.
//
// - Everything that is counted enters through `Happening.record`, which is durable when it returns and idempotent by name: a
//   repeated, reordered or replayed happening changes nothing.
// - `Tally` is what is read: counts and amounts by item, market and day, kept in step by the same transaction. `AudienceAudit`
//   folds the happenings again and compares.
// - On SQLite all of it lives in a file of its own, so that counting never waits for selling.
//
// What an item is and who may see a number is left to the surfaces.

package import Storage
package import Values

/// One thing that happened around an item, such as a story that was read or a sale that came from it.
package struct Happening: Hashable, Sendable {
    /// What is counted, with the version of its definition.
    package enum Kind: String, Sendable, CaseIterable {
        /// Version 1: one view a visitor, story and half hour. A visitor is a daily salted hash of address and browser.
        case view = "view.1"
        /// Version 1: pieces of one order line that were paid, credited to the story they were put in the basket from.
        case sale = "sale.1"
    }

    /// Unique for this happening, the same each time that it is reported; at most 200 characters.
    package let name: String
    /// What is counted.
    package let kind: Kind
    /// Around which item.
    package let item: ItemKey
    /// In which market.
    package let market: MarketCode
    /// How many: 1 for a view, pieces for a sale.
    package let count: Int64
    /// Net amount in minor units of the market's currency; 0 for a view.
    package let amountMinor: Int64
    /// When it happened.
    package let at: Instant

    /// A happening from its parts.
    package init(
        name: String, kind: Kind, item: ItemKey, market: MarketCode, count: Int64 = 1, amountMinor: Int64 = 0, at: Instant
    ) {
        precondition(name.utf8.count <= 200, "a happening has a short name")
        self.name = name
        self.kind = kind
        self.item = item
        self.market = market
        self.count = count
        self.amountMinor = amountMinor
        self.at = at
    }

    /// Writes what was not known before and returns how many that were.
    @discardableResult
    package static func record(_ happenings: [Happening], in tx: Transaction) throws -> Int {
        try happenings.count { try $0.record(in: tx) }
    }

    private func record(in tx: Transaction) throws -> Bool {
        let isNew = try tx.run("""
            INSERT INTO happenings (name, kind, item, market, count, amount_minor, at)
            VALUES (\(name), \(kind.rawValue), \(item), \(market), \(count), \(amountMinor), \(at))
            ON CONFLICT (name) DO NOTHING
            """) == 1
        guard isNew else { return false }
        try tx.run("""
            INSERT INTO tallies (item, market, day, kind, count, amount_minor)
            VALUES (\(item), \(market), \(at.day), \(kind.rawValue), \(count), \(amountMinor))
            ON CONFLICT (item, market, day, kind) DO UPDATE SET count = tallies.count + excluded.count,
                amount_minor = tallies.amount_minor + excluded.amount_minor
            """)
        return true
    }
}

extension Instant {
    /// Days since 1970-01-01 in UTC.
    var day: Int64 { ms.flooredQuotient(by: 86_400_000) }
}
