// Supply is law 2, nothing twice: what may be taken.
//
// - Everything scarce is a cell: capacity, held and sold, with held + sold <= capacity by a CHECK.
// - A hold takes from any number of cells in one transaction, in key order, each by one conditional UPDATE; one cell short and
//   nothing is taken.
// - A hold that has run out counts as free when availability is read, and is given back when somebody needs it or the sweep comes.
// - Each movement writes one ledger row, so the sum of a cell's ledger is the cell; `SupplyAudit` proves it.
//
// What a cell stands for is left to the modules above: a size in a warehouse, a seat, a fan's purchase limit.

package import Storage
package import Values

/// Something scarce.
package struct Cell: Sendable {
    /// Availability at or below this is shown as low.
    package static let lowMark: Int64 = 5

    /// Which cell.
    package let key: Key<Cell>
    /// How many exist.
    package let capacity: Int64
    /// How many are promised to somebody for a while, holds that have run out not counted.
    package let held: Int64
    /// How many are gone for good.
    package let sold: Int64
    /// When the next hold on it runs out, so that more may be free; nil when none is held.
    package let nextExpiry: Instant?

    /// How many can be taken now.
    package var available: Int64 { capacity - held - sold }
    /// Whether there are some, but few.
    package var isLow: Bool { available > 0 && available <= Self.lowMark }

    /// Makes a cell with a unique name for people and audits, such as `stock/<variant>/<location>`.
    package static func create(_ name: String, capacity: Int64, at now: Instant, in tx: Transaction) throws -> Key<Cell> {
        let key = try tx.newKey(Cell.self)
        try tx.run("INSERT INTO cells (key, name, capacity, held, sold) VALUES (\(key), \(name), \(capacity), 0, 0)")
        try Movement.adjusted.write(key, capacity: capacity, hold: nil, at: now, in: tx)
        return key
    }

    /// The cell of that name, made with `capacity` when there is none: for limits that come into being when first used.
    package static func named(_ name: String, capacity: Int64, at now: Instant, in tx: Transaction) throws -> Key<Cell> {
        let find: SQL = "SELECT key FROM cells WHERE name = \(name)"
        if let key = try tx.first(find, { $0.key(0, of: Cell.self) }) { return key }
        let key = try tx.newKey(Cell.self)
        let isNew = try tx.run("""
            INSERT INTO cells (key, name, capacity, held, sold) VALUES (\(key), \(name), \(capacity), 0, 0)
            ON CONFLICT (name) DO NOTHING
            """) == 1
        if isNew { try Movement.adjusted.write(key, capacity: capacity, hold: nil, at: now, in: tx) }
        return try tx.first(find) { $0.key(0) } ?? key
    }

    /// The cells as they stand at a moment, by key; unknown keys are left out.
    package static func find(_ keys: [Key<Cell>], at now: Instant, in tx: Transaction) throws -> [Key<Cell>: Cell] {
        guard !keys.isEmpty else { return [:] }
        let list = SQL.joined(keys.map { "\($0)" }, by: ", ")
        let cells = try tx.all("""
            SELECT c.key, c.capacity, c.held, c.sold,
                (SELECT CAST(sum(l.count) AS BIGINT) FROM hold_lines l JOIN holds h ON h.key = l.hold
                 WHERE l.cell = c.key AND h.expires_at <= \(now)),
                (SELECT min(h.expires_at) FROM hold_lines l JOIN holds h ON h.key = l.hold
                 WHERE l.cell = c.key AND h.expires_at > \(now))
            FROM cells c WHERE c.key IN (\(list))
            """) { row in
                Cell(
                    key: row.key(0), capacity: row.int(1), held: row.int(2) - row.int(4), sold: row.int(3),
                    nextExpiry: row.optionalInstant(5))
            }
        return Dictionary(uniqueKeysWithValues: cells.map { ($0.key, $0) })
    }

    /// Puts pieces that were sold back: each lot into its cells in turn, as far as those have sold any. Cells are touched in key
    /// order.
    package static func takeBack(_ lots: [(cells: [Key<Cell>], count: Int64)], at now: Instant, in tx: Transaction) throws {
        let keys = Set(lots.flatMap(\.cells)).sorted()
        var sold: [Key<Cell>: Int64] = [:]
        for key in keys { sold[key] = try tx.first("UPDATE cells SET sold = sold WHERE key = \(key) RETURNING sold") { $0.int(0) } }
        var back: [Key<Cell>: Int64] = [:]
        for lot in lots {
            var left = lot.count
            for key in lot.cells where left > 0 {
                let count = min(left, sold[key, default: 0])
                sold[key, default: 0] -= count
                back[key, default: 0] += count
                left -= count
            }
        }
        for (key, count) in back.filter({ $0.value > 0 }).sorted(by: { $0.key < $1.key }) {
            try tx.run("UPDATE cells SET sold = sold - \(count) WHERE key = \(key)")
            try Movement.returned.write(key, sold: -count, hold: nil, at: now, in: tx)
            tx.touch(Topic(key))
        }
    }

    /// Sets how many are on hand, sold ones not counted: what a stock count or an import says. True when that changed anything.
    ///
    /// Refuses a number below what is held just now.
    @discardableResult
    package static func setOnHand(_ onHand: Int64, of key: Key<Cell>, at now: Instant, in tx: Transaction) throws -> Bool {
        guard let old = try tx.first("SELECT capacity, held, sold FROM cells WHERE key = \(key)", {
            (capacity: $0.int(0), held: $0.int(1), sold: $0.int(2))
        }) else { throw NotFound("cell") }
        let difference = onHand + old.sold - old.capacity
        guard difference != 0 else { return false }
        guard onHand >= old.held else { throw SupplyRefusal.belowHeld(onHand: onHand, held: old.held) }
        let rows = try tx.run("""
            UPDATE cells SET capacity = capacity + \(difference)
            WHERE key = \(key) AND capacity + \(difference) - held - sold >= 0
            """)
        guard rows == 1 else { throw SupplyRefusal.belowHeld(onHand: onHand, held: old.held) }
        try Movement.adjusted.write(key, capacity: difference, hold: nil, at: now, in: tx)
        tx.touch(Topic(key))
        return true
    }
}
