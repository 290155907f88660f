package import Storage
package import Values

/// How an opening was when it was rolled back.
package struct Withdrawal: Sendable {
    /// Which withdrawal.
    package let key: Key<Withdrawal>
    /// The opening as it was decided.
    package let opening: Opening
    /// The first millisecond in which it was closed.
    package let at: Instant
}

extension Release {
    /// Rolls the release back in a market, on one channel or on all: whatever it alone held open there is closed from this
    /// millisecond on, what was to come does not come, and what other releases hold open stays open. Returns how it was.
    ///
    /// A lock does not stand in the way: taking something back is always possible. Refuses when there is nothing to roll back.
    @discardableResult
    package func withdraw(
        from market: MarketCode, channel: Channel? = nil, at now: Instant, in tx: Transaction
    ) throws -> [Withdrawal] {
        _ = try taken(by: .unlocking, at: now, in: tx)
        let openings = try tx.all("""
            \(Opening.columns) WHERE release = \(key) AND market = \(market) AND closes_at > \(now) ORDER BY opens_at, key
            """, Opening.init).filter { channel == nil || $0.channel == channel }
        guard !openings.isEmpty else { throw ReleaseRefusal.notScheduled(market) }
        tx.touch(.releases)
        return try openings.map { opening in
            let withdrawal = Withdrawal(key: try tx.newKey(), opening: opening, at: now)
            try withdrawal.insert(in: tx)
            if opening.opensAt < now {
                // It has been open: it was until now, and whoever looks back sees that.
                try tx.run("""
                    UPDATE openings SET closes_at = \(now), end_time = \(EdgeTime.instant(now).text) WHERE key = \(opening.key)
                    """)
                try tx.run("DELETE FROM announcements WHERE opening = \(opening.key)")
            } else {
                try opening.delete(in: tx)
            }
            return withdrawal
        }
    }

    /// Everything that was rolled back, the latest first.
    package func withdrawals(in tx: Transaction) throws -> [Withdrawal] {
        try tx.all("\(Withdrawal.columns) WHERE release = \(key) ORDER BY withdrawn_at DESC, key DESC", Withdrawal.init)
    }

    /// Puts back what a withdrawal took: at its own hour when that is still to come, else from now on; to its own end.
    ///
    /// Refuses when its end is over.
    @discardableResult
    package func restore(
        _ withdrawal: Key<Withdrawal>, by hand: Hand, at now: Instant, in tx: Transaction
    ) throws -> Opening {
        let release = try taken(by: hand, at: now, in: tx)
        let found = try tx.first("\(Withdrawal.columns) WHERE key = \(withdrawal) AND release = \(key)", Withdrawal.init)
        guard let old = found?.opening else { throw NotFound("withdrawal") }
        let start = old.opensAt > now ? old.start : .instant(now)
        return try release.insert(old.market, old.channel, from: start, to: old.end, in: tx)
    }
}

extension Withdrawal {
    fileprivate static let columns: SQL = """
        SELECT key, release, market, channel, start_time, end_time, opens_at, closes_at, withdrawn_at FROM withdrawals
        """

    fileprivate init(_ row: Row) throws {
        self.init(key: row.key(0), opening: try Opening(row), at: row.instant(8))
    }

    fileprivate func insert(in tx: Transaction) throws {
        try tx.run("""
            INSERT INTO withdrawals
                (key, release, market, channel, start_time, end_time, opens_at, closes_at, withdrawn_at)
            VALUES (\(key), \(opening.release), \(opening.market), \(opening.channel.rawValue), \(opening.start.text),
                \(opening.end?.text), \(opening.opensAt), \(opening.closesAt), \(at))
            """)
    }
}
