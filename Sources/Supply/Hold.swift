package import Storage
package import Values

/// Units of several cells, promised to one buyer until a moment.
package struct Hold: Sendable {
    /// Which hold.
    package let key: Key<Hold>
    /// From when on it counts for nothing.
    package let expiresAt: Instant

    /// Takes every demand from its cell, or refuses naming the first that is short and takes nothing.
    ///
    /// On PostgreSQL the cells stay locked until the commit: a caller that has more to write does so first, with a key of its
    /// making.
    @discardableResult
    package static func take(
        _ demands: [Demand], as key: Key<Hold>? = nil, until expiry: Instant, at now: Instant, in tx: Transaction
    ) throws -> Hold {
        let hold = Hold(key: try key ?? tx.newKey(), expiresAt: expiry)
        try tx.run("INSERT INTO holds (key, expires_at, created_at) VALUES (\(hold.key), \(expiry), \(now))")
        for demand in demands.merged() { try hold.take(demand, at: now, in: tx) }
        return hold
    }

    private func take(_ demand: Demand, at now: Instant, in tx: Transaction) throws {
        var left = try Self.takeFromCell(demand, in: tx)
        if left == nil, try Hold.sweep(demand.cell, at: now, in: tx) { left = try Self.takeFromCell(demand, in: tx) }
        guard let left else {
            throw SupplyRefusal.short(
                demand.cell, wanted: demand.count,
                available: try Cell.find([demand.cell], at: now, in: tx)[demand.cell]?.available ?? 0)
        }
        if left <= Cell.lowMark { tx.touch(Topic(demand.cell)) }
        try tx.run("INSERT INTO hold_lines (hold, cell, count) VALUES (\(key), \(demand.cell), \(demand.count))")
        try Movement.held.write(demand.cell, held: demand.count, hold: key, at: now, in: tx)
    }

    /// The one statement that checks and takes; returns what is left, nil when there was too little.
    private static func takeFromCell(_ demand: Demand, in tx: Transaction) throws -> Int64? {
        try tx.first("""
            UPDATE cells SET held = held + \(demand.count)
            WHERE key = \(demand.cell) AND capacity - held - sold >= \(demand.count)
            RETURNING capacity - held - sold
            """) { $0.int(0) }
    }

    /// Turns held into sold for good; false, and nothing changed, when the hold was given back or confirmed before.
    ///
    /// A hold that has run out but that nobody needed yet still owns its units, so it can be confirmed.
    package static func confirm(_ key: Key<Hold>, at now: Instant, in tx: Transaction) throws -> Bool {
        guard let lines = try takeLines(key, in: tx) else { return false }
        for line in lines {
            try tx.run("UPDATE cells SET held = held - \(line.count), sold = sold + \(line.count) WHERE key = \(line.cell)")
            try Movement.confirmed.write(line.cell, held: -line.count, sold: line.count, hold: key, at: now, in: tx)
        }
        return true
    }

    /// Gives everything back; a hold that was confirmed or given back before is left as it is.
    package static func release(_ key: Key<Hold>, at now: Instant, in tx: Transaction) throws {
        for line in try takeLines(key, in: tx) ?? [] {
            let left = try tx.count("""
                UPDATE cells SET held = held - \(line.count) WHERE key = \(line.cell) RETURNING capacity - held - sold
                """)
            if left - line.count <= Cell.lowMark { tx.touch(Topic(line.cell)) }
            try Movement.released.write(line.cell, held: -line.count, hold: key, at: now, in: tx)
        }
    }

    /// Ends the hold and returns what it held, in key order; nil when it had ended before, so that it ends once.
    private static func takeLines(_ key: Key<Hold>, in tx: Transaction) throws -> [Demand]? {
        guard try tx.run("DELETE FROM holds WHERE key = \(key)") == 1 else { return nil }
        return try tx.all("DELETE FROM hold_lines WHERE hold = \(key) RETURNING cell, count") {
            Demand($0.key(0), $0.int(1))
        }.merged()
    }

    /// Gives back the holds on one cell that have run out; true when there was one.
    private static func sweep(_ cell: Key<Cell>, at now: Instant, in tx: Transaction) throws -> Bool {
        let ended = try tx.all("""
            SELECT h.key FROM hold_lines l JOIN holds h ON h.key = l.hold
            WHERE l.cell = \(cell) AND h.expires_at <= \(now) ORDER BY h.key
            """) { $0.key(0, of: Hold.self) }
        for key in ended { try release(key, at: now, in: tx) }
        return !ended.isEmpty
    }

    /// Gives back up to `limit` holds that have run out, anywhere; returns how many.
    @discardableResult
    package static func sweep(limit: Int, at now: Instant, in tx: Transaction) throws -> Int {
        let ended = try tx.all("SELECT key FROM holds WHERE expires_at <= \(now) ORDER BY expires_at, key LIMIT \(limit)") {
            $0.key(0, of: Hold.self)
        }
        for key in ended { try release(key, at: now, in: tx) }
        return ended.count
    }
}
