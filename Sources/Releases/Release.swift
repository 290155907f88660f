// Releases is law 1, nothing early: what may be seen, where and when.
//
// - An item is open in a market when some release that holds it has an opening there that has started and not ended. An item in
//   no release is closed. Nothing is flipped at the hour: visibility is a function that is evaluated when something is read.
// - The start of an opening is a civil time in the market's zone or one world instant. A civil time is the truth, and the instant
//   is derived from it; when the zone's rules change, `Opening.rederive` moves the instant and says so.
// - `Gate` is the one place that answers; pages, feeds, the sitemap and the API all ask it, in SQL, inside their own query.
//
// What items are is left to the modules above: a release holds keys.

package import Storage
package import Values

/// A named group of items that opens whole, market by market.
package struct Release: Sendable {
    /// Which release.
    package let key: Key<Release>
    /// Unique among releases, for people.
    package let name: String

    /// The release of that name, made when there is none.
    package static func named(_ name: String, at now: Instant, in tx: Transaction) throws -> Release {
        if let known = try tx.first("SELECT key FROM releases WHERE name = \(name)", { $0.key(0, of: Release.self) }) {
            return Release(key: known, name: name)
        }
        let release = Release(key: try tx.newKey(), name: name)
        try tx.run("INSERT INTO releases (key, name, created_at) VALUES (\(release.key), \(name), \(now))")
        return release
    }

    /// The release in which things stand that are simply open in one market, such as an imported catalogue.
    package static func standing(in market: Market, at now: Instant, in tx: Transaction) throws -> Release {
        let release = try named("Standing in \(market.code)", at: now, in: tx)
        if try release.openings(in: tx).isEmpty {
            try release.open(market.code, from: .instant(Instant(ms: 0)), in: tx)
        }
        return release
    }

    /// The releases that hold an item, in the order in which they were made.
    package static func holding(_ item: ItemKey, in tx: Transaction) throws -> [Release] {
        try tx.all("""
            SELECT r.key, r.name FROM release_items i JOIN releases r ON r.key = i.release WHERE i.item = \(item) ORDER BY r.key
            """) { Release(key: $0.key(0), name: $0.text(1)) }
    }

    /// Puts an item in; true when it was not in before.
    @discardableResult
    package func add(_ item: ItemKey, in tx: Transaction) throws -> Bool {
        let isNew = try tx.run("""
            INSERT INTO release_items (release, item) VALUES (\(key), \(item)) ON CONFLICT (release, item) DO NOTHING
            """) == 1
        if isNew { tx.touch(.releases) }
        return isNew
    }

    /// Takes an item out; true when it was in.
    @discardableResult
    package func remove(_ item: ItemKey, in tx: Transaction) throws -> Bool {
        let wasIn = try tx.run("DELETE FROM release_items WHERE release = \(key) AND item = \(item)") == 1
        if wasIn { tx.touch(.releases) }
        return wasIn
    }

    /// Opens the release in a market for a channel, from one time to another or for good.
    ///
    /// Refuses a civil time that the zone skips or repeats, and an end that is not after the start.
    @discardableResult
    package func open(
        _ market: MarketCode, channel: Channel = .digital, from start: EdgeTime, to end: EdgeTime? = nil, in tx: Transaction
    ) throws -> Opening {
        let opensAt = try start.resolve(field: "from")
        let closesAt = try end?.resolve(field: "to") ?? .never
        guard closesAt > opensAt else { throw ReleaseRefusal.endsBeforeItStarts }
        let opening = Opening(
            key: try tx.newKey(), release: key, market: market, channel: channel, start: start, end: end, opensAt: opensAt,
            closesAt: closesAt)
        try opening.insert(in: tx)
        tx.touch(.releases)
        return opening
    }

    /// Takes away every opening in a market, as if there had been none; true when there was one.
    @discardableResult
    package func close(_ market: MarketCode, in tx: Transaction) throws -> Bool {
        let wasThere = try tx.run("DELETE FROM openings WHERE release = \(key) AND market = \(market)") > 0
        if wasThere { tx.touch(.releases) }
        return wasThere
    }

    /// Every opening, the earliest first.
    package func openings(in tx: Transaction) throws -> [Opening] {
        try tx.all("\(Opening.columns) WHERE release = \(key) ORDER BY opens_at, key", Opening.init)
    }
}
