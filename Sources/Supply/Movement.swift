import Storage
import Values

/// Why a ledger row was written.
enum Movement: String {
    case adjusted
    case held
    case released
    case confirmed
    case returned

    /// Writes what moved in one cell; amounts are differences.
    func write(
        _ cell: Key<Cell>, capacity: Int64 = 0, held: Int64 = 0, sold: Int64 = 0, hold: Key<Hold>?, at now: Instant,
        in tx: Transaction
    ) throws {
        try tx.run("""
            INSERT INTO ledger (key, cell, movement, capacity, held, sold, hold, at)
            VALUES (\(try tx.newKey(Movement.self)), \(cell), \(rawValue), \(capacity), \(held), \(sold), \(hold), \(now))
            """)
    }
}
