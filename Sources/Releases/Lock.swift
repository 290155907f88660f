package import Storage
package import Values

/// From when on a release stays as it is.
package struct Lock: Hashable, Sendable {
    /// How long before the first edge it begins, in seconds.
    package let leadSeconds: Int64

    /// A lock that begins so many seconds before the first edge.
    package init(leadSeconds: Int64) { self.leadSeconds = leadSeconds }
}

/// Whoever changes a release, as far as its lock asks.
package struct Hand: Hashable, Sendable {
    /// Whether it may change what is locked, and means to.
    package let unlocks: Bool

    /// A hand that unlocks, or one that does not.
    package init(unlocks: Bool) { self.unlocks = unlocks }

    /// Somebody who leaves locked things alone.
    package static let plain = Hand(unlocks: false)
    /// Somebody whose role may unlock, and who said so.
    package static let unlocking = Hand(unlocks: true)
}

extension Release {
    /// The longest lead of a lock, in hours: nobody plans a month without a change.
    package static let lockLimitHours: Int64 = 30 * 24

    /// When it becomes locked: so long before the first edge of the openings that are not over; nil without a lock, or while
    /// nothing is to come.
    package func locksAt(_ now: Instant, in tx: Transaction) throws -> Instant? {
        guard let lock else { return nil }
        let edge = try tx.first("""
            SELECT min(opens_at) FROM openings WHERE release = \(key) AND closes_at > \(now) AND opens_at > 0
            """) { $0.optionalInstant(0) } ?? nil
        return edge.map { $0.adding(seconds: -lock.leadSeconds) }
    }

    /// Gives it a lock, another one, or none. A lock that has begun is changed only by somebody who may unlock.
    package func setLock(_ lock: Lock?, by hand: Hand, at now: Instant, in tx: Transaction) throws -> Release {
        if let lock, !(0...Self.lockLimitHours * 3600).contains(lock.leadSeconds) { throw ReleaseRefusal.lockTooLong }
        var release = try taken(by: hand, at: now, in: tx)
        try tx.run("UPDATE releases SET lock_lead = \(lock.map { $0.leadSeconds * 1000 }) WHERE key = \(key)")
        release.lock = lock
        return release
    }

    /// The release as it is now, with its row held until the transaction ends, so that changes to it come one after the other.
    /// Refuses when it is locked and the hand does not unlock.
    func taken(by hand: Hand, at now: Instant, in tx: Transaction) throws -> Release {
        guard try tx.run("UPDATE releases SET changed_at = \(now) WHERE key = \(key)") == 1 else { throw NotFound("release") }
        let release = try Release.find(key, in: tx)
        if !hand.unlocks, let since = try release.locksAt(now, in: tx), since <= now {
            throw ReleaseRefusal.locked(release, since: since)
        }
        return release
    }
}
