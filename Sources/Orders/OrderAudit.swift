package import Storage
import Values

/// Proves that orders, lines, taxes, payments and holds say the same.
package enum OrderAudit {
    /// One sentence for each thing that is wrong, none when all is right.
    package static func problems(in tx: Transaction) throws -> [String] {
        try totals(in: tx) + taxes(in: tx) + lines(in: tx) + payments(in: tx) + holds(in: tx)
            + AftersalesAudit.problems(in: tx)
    }

    private static func totals(in tx: Transaction) throws -> [String] {
        try tx.all("""
            SELECT o.number, o.total_minor, CAST(coalesce(s.gross, 0) AS BIGINT) FROM orders o LEFT JOIN (
                SELECT order_key, sum(base_minor + tax_minor) AS gross FROM order_taxes GROUP BY order_key
            ) s ON s.order_key = o.key WHERE o.total_minor <> coalesce(s.gross, 0) ORDER BY o.key
            """) { "order \($0.text(0)) has the total \($0.int(1)); its taxes and their bases sum to \($0.int(2))" }
    }

    private static func taxes(in tx: Transaction) throws -> [String] {
        try tx.all("""
            SELECT o.number, o.tax_minor, CAST(coalesce(s.tax, 0) AS BIGINT) FROM orders o LEFT JOIN (
                SELECT order_key, sum(tax_minor) AS tax FROM order_taxes GROUP BY order_key
            ) s ON s.order_key = o.key WHERE o.tax_minor <> coalesce(s.tax, 0) ORDER BY o.key
            """) { "order \($0.text(0)) has the tax \($0.int(1)); its rates sum to \($0.int(2))" }
    }

    /// Lines and delivery come to the total; delivery is stored as the market shows it, so its tax may come on top.
    private static func lines(in tx: Transaction) throws -> [String] {
        try tx.all("""
            SELECT o.number, o.total_minor, o.shipping_minor, CAST(coalesce(s.gross, 0) AS BIGINT) FROM orders o LEFT JOIN (
                SELECT order_key, sum(net_minor + tax_minor) AS gross FROM order_lines GROUP BY order_key
            ) s ON s.order_key = o.key
            WHERE o.total_minor - coalesce(s.gross, 0) < o.shipping_minor
                OR (o.shipping_minor = 0 AND o.total_minor <> coalesce(s.gross, 0)) ORDER BY o.key
            """) { row in
                "order \(row.text(0)) has the total \(row.int(1)) with \(row.int(2)) for delivery; its lines sum to \(row.int(3))"
            } + tx.all("""
            SELECT o.number, l.position + 1 FROM order_lines l JOIN orders o ON o.key = l.order_key
            WHERE l.unit_minor * l.quantity NOT IN (l.net_minor, l.net_minor + l.tax_minor) ORDER BY o.key, l.position
            """) { "line \($0.int(1)) of order \($0.text(0)) is not its price times its quantity" }
    }

    private static func payments(in tx: Transaction) throws -> [String] {
        try tx.all("""
            SELECT o.number, o.payment_status, o.total_minor, CAST(coalesce(s.paid, 0) AS BIGINT) FROM orders o LEFT JOIN (
                SELECT order_key, sum(amount_minor) AS paid FROM payments WHERE state = 'succeeded' GROUP BY order_key
            ) s ON s.order_key = o.key
            WHERE coalesce(s.paid, 0) <> CASE
                WHEN o.payment_status IN ('paid', 'partly_refunded') OR EXISTS (
                    SELECT 1 FROM refunds r WHERE r.order_key = o.key AND r.state = 'succeeded') THEN o.total_minor
                ELSE 0 END
            """) { "order \($0.text(0)) is \($0.text(1)) with the total \($0.int(2)); its payments sum to \($0.int(3))" }
    }

    /// An order has a hold exactly while it waits for its money.
    private static func holds(in tx: Transaction) throws -> [String] {
        try tx.all("""
            SELECT number, status, payment_status, hold IS NULL FROM orders
            WHERE (hold IS NULL) = (status = 'placed' AND payment_status IN ('pending', 'failed')) ORDER BY key
            """) { "order \($0.text(0)) is \($0.text(1)) and \($0.text(2)) and \($0.flag(3) ? "names no" : "still names a") hold" }
    }
}
