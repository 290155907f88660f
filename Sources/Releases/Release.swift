// Releases is law 1, nothing early: what may be seen, where and when.
//
// - An item is open in a market when some release that holds it has an opening there that has started and not ended. An item in
//   no release is closed. Nothing is flipped at the hour: visibility is a function that is evaluated when something is read.
// - The start of an opening is a civil time in the market's zone or one world instant. A civil time is the truth, and the instant
//   is derived from it; when the zone's rules change, `Opening.rederive` moves the instant and says so.
// - A release may have a lock. From so long before its first edge on it stays as it is, unless somebody who may unlock changes it.
// - A release with a lock is guarded: what is wrong with it holds its openings back until it is mended or waved through.
// - Rolling back is one step: `withdraw` closes in the same millisecond whatever the release alone held open, and keeps how it was.
// - What has to happen at an edge besides is a fact, `release.opened` or `release.closed`, told once by `Opening.tellEdges`.
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
    /// How long before its first edge it is locked; nil when it never is, and anything may change it.
    package var lock: Lock?

    /// The release of that name, made when there is none.
    package static func named(_ name: String, at now: Instant, in tx: Transaction) throws -> Release {
        if let known = try tx.first("\(columns) WHERE name = \(name)", Release.init) { return known }
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
        try tx.all(
            "\(columns) WHERE key IN (SELECT release FROM release_items WHERE item = \(item)) ORDER BY key", Release.init)
    }

    /// The release of a key; throws when there is none.
    package static func find(_ key: Key<Release>, in tx: Transaction) throws -> Release {
        guard let release = try tx.first("\(columns) WHERE key = \(key)", Release.init) else { throw NotFound("release") }
        return release
    }

    /// Puts an item in; true when it was not in before. Refuses a release that has a lock: that one is changed with `put`.
    @discardableResult
    package func add(_ item: ItemKey, as kind: ItemKind = .unknown, in tx: Transaction) throws -> Bool {
        guard try !holds(item, in: tx) else { return false }
        try refuseLock(in: tx)
        return try insert(item, kind, in: tx)
    }

    /// Takes an item out; true when it was in. Refuses a release that has a lock: that one is changed with `take`.
    @discardableResult
    package func remove(_ item: ItemKey, in tx: Transaction) throws -> Bool {
        guard try holds(item, in: tx) else { return false }
        try refuseLock(in: tx)
        return try delete(item, in: tx)
    }

    /// Opens the release in a market for a channel, from one time to another or for good. Refuses a release that has a lock: that
    /// one is changed with `schedule`.
    ///
    /// Refuses a civil time that the zone skips or repeats, and an end that is not after the start.
    @discardableResult
    package func open(
        _ market: MarketCode, channel: Channel = .digital, from start: EdgeTime, to end: EdgeTime? = nil, in tx: Transaction
    ) throws -> Opening {
        try refuseLock(in: tx)
        return try insert(market, channel, from: start, to: end, in: tx)
    }

    /// Takes away every opening in a market, as if there had been none; true when there was one. Refuses a release that has a
    /// lock: that one is changed with `withdraw`.
    @discardableResult
    package func close(_ market: MarketCode, in tx: Transaction) throws -> Bool {
        let openings = try tx.all("\(Opening.columns) WHERE release = \(key) AND market = \(market)", Opening.init)
        guard !openings.isEmpty else { return false }
        try refuseLock(in: tx)
        for opening in openings { try opening.delete(in: tx) }
        tx.touch(.releases)
        return true
    }

    /// Every opening, the earliest first.
    package func openings(in tx: Transaction) throws -> [Opening] {
        try tx.all("\(Opening.columns) WHERE release = \(key) ORDER BY opens_at, key", Opening.init)
    }
}

extension Release {
    static let columns: SQL = "SELECT key, name, lock_lead FROM releases"

    init(_ row: Row) {
        self.init(key: row.key(0), name: row.text(1), lock: row.optionalInt(2).map { Lock(leadSeconds: $0 / 1000) })
    }

    func holds(_ item: ItemKey, in tx: Transaction) throws -> Bool {
        try tx.first("SELECT 1 FROM release_items WHERE release = \(key) AND item = \(item)") { _ in true } ?? false
    }

    func insert(_ item: ItemKey, _ kind: ItemKind, in tx: Transaction) throws -> Bool {
        let isNew = try tx.run("""
            INSERT INTO release_items (release, item, kind) VALUES (\(key), \(item), \(kind.rawValue))
            ON CONFLICT (release, item) DO NOTHING
            """) == 1
        if isNew { tx.touch(.releases) }
        return isNew
    }

    func delete(_ item: ItemKey, in tx: Transaction) throws -> Bool {
        let wasIn = try tx.run("DELETE FROM release_items WHERE release = \(key) AND item = \(item)") == 1
        if wasIn { tx.touch(.releases) }
        return wasIn
    }

    func insert(
        _ market: MarketCode, _ channel: Channel, from start: EdgeTime, to end: EdgeTime?, in tx: Transaction
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

    private func refuseLock(in tx: Transaction) throws {
        let lead = try tx.first("SELECT lock_lead FROM releases WHERE key = \(key)") { $0.optionalInt(0) } ?? nil
        if lead != nil { throw ReleaseRefusal.keptAtTheDesk(self) }
    }
}
