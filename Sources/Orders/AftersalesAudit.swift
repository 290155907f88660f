import Storage
import Values

/// Proves that parcels and refunds keep within their orders, and that orders say what parcels and refunds say.
enum AftersalesAudit {
    static func problems(in tx: Transaction) throws -> [String] {
        try amounts(in: tx) + lineAmounts(in: tx) + pieces(in: tx) + paymentStates(in: tx) + fulfilmentStates(in: tx)
    }

    private static func amounts(in tx: Transaction) throws -> [String] {
        try tx.all("""
            SELECT o.number, o.total_minor, o.tax_minor, s.amount, s.tax FROM orders o JOIN (
                SELECT order_key, CAST(sum(amount_minor) AS BIGINT) AS amount, CAST(sum(tax_minor) AS BIGINT) AS tax
                FROM refunds WHERE state <> 'failed' GROUP BY order_key
            ) s ON s.order_key = o.key
            WHERE s.amount > o.total_minor OR s.tax > o.tax_minor OR (s.amount = o.total_minor AND s.tax <> o.tax_minor)
            ORDER BY o.key
            """) { row in
                """
                order \(row.text(0)) of \(row.int(1)) with the tax \(row.int(2)) gives back \(row.int(3)) with the tax \
                \(row.int(4))
                """
            }
    }

    private static func lineAmounts(in tx: Transaction) throws -> [String] {
        try tx.all("""
            SELECT o.number, r.amount_minor, s.amount FROM refunds r JOIN orders o ON o.key = r.order_key JOIN (
                SELECT refund, CAST(sum(amount_minor) AS BIGINT) AS amount FROM refund_lines GROUP BY refund
            ) s ON s.refund = r.key WHERE s.amount > r.amount_minor ORDER BY r.key
            """) { "a refund of order \($0.text(0)) is \($0.int(1)); its pieces sum to \($0.int(2))" }
    }

    private static func pieces(in tx: Transaction) throws -> [String] {
        try tx.all("""
            SELECT o.number, l.position + 1, l.quantity, CAST(coalesce(s.count, 0) AS BIGINT), CAST(coalesce(b.count, 0) AS BIGINT)
            FROM order_lines l JOIN orders o ON o.key = l.order_key LEFT JOIN (
                SELECT p.order_key, q.position, sum(q.quantity) AS count
                FROM shipments p JOIN shipment_lines q ON q.shipment = p.key
                GROUP BY p.order_key, q.position
            ) s ON s.order_key = l.order_key AND s.position = l.position LEFT JOIN (
                SELECT r.order_key, q.position, sum(q.quantity) AS count FROM refunds r JOIN refund_lines q ON q.refund = r.key
                WHERE r.state <> 'failed' GROUP BY r.order_key, q.position
            ) b ON b.order_key = l.order_key AND b.position = l.position
            WHERE coalesce(s.count, 0) > l.quantity OR coalesce(b.count, 0) > l.quantity ORDER BY o.key, l.position
            """) { row in
                """
                line \(row.int(1)) of order \(row.text(0)) has \(row.int(2)) pieces; \(row.int(3)) left and \(row.int(4)) were \
                given back
                """
            }
    }

    /// Where there are refunds, they say where the money is.
    private static func paymentStates(in tx: Transaction) throws -> [String] {
        try tx.all("""
            SELECT o.number, o.payment_status, o.total_minor, CAST(coalesce(s.amount, 0) AS BIGINT) FROM orders o LEFT JOIN (
                SELECT order_key, sum(amount_minor) AS amount FROM refunds WHERE state = 'succeeded' GROUP BY order_key
            ) s ON s.order_key = o.key
            WHERE (coalesce(s.amount, 0) > 0 AND o.payment_status <>
                CASE WHEN s.amount >= o.total_minor THEN 'refunded' ELSE 'partly_refunded' END)
                OR (coalesce(s.amount, 0) = 0 AND o.payment_status = 'partly_refunded') ORDER BY o.key
            """) { "order \($0.text(0)) is \($0.text(1)) with the total \($0.int(2)); its refunds sum to \($0.int(3))" }
    }

    private static func fulfilmentStates(in tx: Transaction) throws -> [String] {
        let stored = try tx.all("""
            SELECT key, number, fulfilment_status FROM orders
            WHERE fulfilment_status <> 'unfulfilled' OR key IN (SELECT order_key FROM shipments) ORDER BY key
            """) { (key: $0.key(0, of: Order.self), number: $0.text(1), state: $0.text(2)) }
        return try stored.compactMap { order in
            let derived = try Order.find(order.key, in: tx).derivedFulfilment(in: tx).rawValue
            return derived == order.state ? nil : "order \(order.number) is \(order.state); its parcels say \(derived)"
        }
    }
}
