package import Storage
import Values

/// Proves that cells, holds and ledger say the same.
package enum SupplyAudit {
    /// One sentence for each thing that is wrong, none when all is right.
    package static func problems(in tx: Transaction) throws -> [String] {
        try ledgerProblems(in: tx) + holdProblems(in: tx) + strayHolds(in: tx) + strayCells(in: tx)
    }

    /// Σ ledger = cell, for capacity, held and sold.
    private static func ledgerProblems(in tx: Transaction) throws -> [String] {
        try tx.all("""
            SELECT c.name, c.capacity, c.held, c.sold, CAST(coalesce(s.capacity, 0) AS BIGINT),
                CAST(coalesce(s.held, 0) AS BIGINT), CAST(coalesce(s.sold, 0) AS BIGINT)
            FROM cells c LEFT JOIN (
                SELECT cell, sum(capacity) AS capacity, sum(held) AS held, sum(sold) AS sold FROM ledger GROUP BY cell
            ) s ON s.cell = c.key
            WHERE c.capacity <> coalesce(s.capacity, 0) OR c.held <> coalesce(s.held, 0) OR c.sold <> coalesce(s.sold, 0)
            ORDER BY c.name
            """) { row in
                """
                cell \(row.text(0)) says capacity \(row.int(1)), held \(row.int(2)), sold \(row.int(3)); \
                its ledger sums to \(row.int(4)), \(row.int(5)), \(row.int(6))
                """
            }
    }

    /// What a cell says is held = what the holds say.
    private static func holdProblems(in tx: Transaction) throws -> [String] {
        try tx.all("""
            SELECT c.name, c.held, CAST(coalesce(s.count, 0) AS BIGINT) FROM cells c LEFT JOIN (
                SELECT cell, sum(count) AS count FROM hold_lines GROUP BY cell
            ) s ON s.cell = c.key
            WHERE c.held <> coalesce(s.count, 0) ORDER BY c.name
            """) { "cell \($0.text(0)) says \($0.int(1)) are held; the holds on it sum to \($0.int(2))" }
    }

    private static func strayHolds(in tx: Transaction) throws -> [String] {
        try tx.all("""
            SELECT l.hold FROM hold_lines l LEFT JOIN holds h ON h.key = l.hold WHERE h.key IS NULL GROUP BY l.hold
            """) { "hold \($0.key(0, of: Hold.self)) has lines but no record" }
    }

    private static func strayCells(in tx: Transaction) throws -> [String] {
        try tx.all("""
            SELECT s.cell FROM (SELECT cell FROM ledger UNION SELECT cell FROM hold_lines) s
            LEFT JOIN cells c ON c.key = s.cell WHERE c.key IS NULL ORDER BY s.cell
            """) { "the ledger and the holds name a cell \($0.key(0, of: Cell.self)) that does not exist" }
    }
}
