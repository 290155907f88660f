package import Storage
package import Values

/// What the desk writes down about an order for itself; the fan never sees it.
package enum OrderNote {
    /// Characters of one note.
    package static let limit = 2_000

    /// The note of an order; empty when there is none.
    package static func of(_ order: Key<Order>, in tx: Transaction) throws -> String {
        try tx.first("SELECT text FROM order_notes WHERE order_key = \(order)") { $0.text(0) } ?? ""
    }

    /// Writes a note down, or takes it away where the text is empty; returns what stood there before. Refuses one that is too long.
    package static func write(_ text: String, on order: Key<Order>, at now: Instant, in tx: Transaction) throws -> String {
        guard text.count <= limit else { throw AftersalesRefusal.longNote(limit: limit) }
        let before = try of(order, in: tx)
        if text.isEmpty {
            try tx.run("DELETE FROM order_notes WHERE order_key = \(order)")
        } else {
            try tx.run("""
                INSERT INTO order_notes (order_key, text, changed_at) VALUES (\(order), \(text), \(now))
                ON CONFLICT (order_key) DO UPDATE SET text = excluded.text, changed_at = excluded.changed_at
                """)
        }
        return before
    }
}
