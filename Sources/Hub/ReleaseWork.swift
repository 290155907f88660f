package import Releases
package import Staff
package import Storage
package import Values

extension Hand {
    /// The hand of a person at the desk, who may unlock and said so.
    package init(_ person: Person, unlocks: Bool) { self.init(unlocks: unlocks && person.may(.unlockReleases)) }
}

extension Release {
    /// Changes a release and writes what became of it into the log of changes, in the same transaction; a line says so when the
    /// release was locked. What changes nothing leaves no line.
    ///
    ///     try Release.change(key, "scheduled", by: author, with: hand, at: now, in: tx) { release, hand in
    ///         try release.schedule(market, from: start, by: hand, at: now, in: tx)
    ///     }
    @discardableResult
    package static func change<Value>(
        _ key: Key<Release>, _ action: String, by author: Author, with hand: Hand, at now: Instant, in tx: Transaction,
        _ body: (Release, Hand) throws -> Value
    ) throws -> Value {
        let release = try find(key, in: tx)
        let before = try release.look(at: now, in: tx)
        let isLocked = try release.locksAt(now, in: tx).map { $0 <= now } ?? false
        let value = try body(release, hand)
        let after = try find(key, in: tx).look(at: now, in: tx)
        if before != after {
            try Change.record(
                action, "release", key, titled: release.name, by: author, before: Snapshot(before),
                after: Snapshot(after.merging(isLocked ? ["whileLocked": "yes"] : [:]) { $1 }), at: now, in: tx)
        }
        return value
    }

    /// What the log keeps of a release.
    private func look(at now: Instant, in tx: Transaction) throws -> [String: String] {
        var look = ["name": name, "lockSeconds": lock.map { "\($0.leadSeconds)" } ?? "none"]
        for (kind, count) in try counts(in: tx) { look["items.\(kind.rawValue)"] = "\(count)" }
        for opening in try openings(in: tx) {
            let end = opening.closesAt == .never ? "" : " to \(opening.closesAt)"
            look["opening.\(opening.market).\(opening.channel.rawValue).\(opening.key)"] = "from \(opening.opensAt)\(end)"
        }
        return look
    }
}
