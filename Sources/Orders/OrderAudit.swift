package import Storage
import Values

/// Proves that orders, lines, taxes, payments and holds say the same.
package enum OrderAudit {
    /// One sentence for each thing that is wrong, none when all is right.
    package static func problems(in tx: Transaction) throws -> [String] {
        try totals(in: tx) + taxes(in: tx) + payments(in: tx) + holds(in: tx)
    }

    private static func totals(in tx: Transaction) throws -> [String] {
        try tx.all("""
            SELECT o.number, o.total_minor, CAST(s.gross AS BIGINT) FROM orders o JOIN (
                SELECT order_key, sum(base_minor + tax_minor) AS gross FROM order_taxes GROUP BY order_key
            ) s ON s.order_key = o.key WHERE o.total_minor <> s.gross
            """) { "order \($0.text(0)) has the total \($0.int(1)); its taxes and their bases sum to \($0.int(2))" }
    }

    private static func taxes(in tx: Transaction) throws -> [String] {
        try tx.all("""
            SELECT o.number, o.tax_minor, CAST(s.tax AS BIGINT) FROM orders o JOIN (
                SELECT order_key, sum(tax_minor) AS tax FROM order_taxes GROUP BY order_key
            ) s ON s.order_key = o.key WHERE o.tax_minor <> s.tax
            """) { "order \($0.text(0)) has the tax \($0.int(1)); its rates sum to \($0.int(2))" }
    }

    private static func payments(in tx: Transaction) throws -> [String] {
        try tx.all("""
            SELECT o.number, o.payment_status, o.total_minor, CAST(coalesce(s.paid, 0) AS BIGINT) FROM orders o LEFT JOIN (
                SELECT order_key, sum(amount_minor) AS paid FROM payments WHERE state = 'succeeded' GROUP BY order_key
            ) s ON s.order_key = o.key
            WHERE coalesce(s.paid, 0) <> CASE WHEN o.payment_status = 'paid' THEN o.total_minor ELSE 0 END
            """) { "order \($0.text(0)) is \($0.text(1)) with the total \($0.int(2)); its payments sum to \($0.int(3))" }
    }

    private static func holds(in tx: Transaction) throws -> [String] {
        try tx.all("""
            SELECT o.number FROM orders o LEFT JOIN holds h ON h.key = o.hold
            WHERE o.hold IS NOT NULL AND h.key IS NULL AND o.pay_until > 0 AND o.status = 'cancelled'
            """) { "order \($0.text(0)) is cancelled but still names a hold" }
    }
}
