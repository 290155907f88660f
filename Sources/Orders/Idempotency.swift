import Storage
import Values

/// The record that makes a repeated request harmless: written by the same transaction as what the request did.
enum Idempotency {
    /// Records are kept at least this long.
    static let keptSeconds: Int64 = 7 * 86_400
    private static let keyLimit = 255

    /// Claims a key for a new order; returns the order of an earlier, identical request, and refuses a key used otherwise.
    static func claim(
        _ key: String, _ digest: String, for order: Key<Order>, at now: Instant, in tx: Transaction
    ) throws -> Key<Order>? {
        guard !key.isEmpty, key.utf8.count <= keyLimit else {
            throw InvalidField("idempotency_key", "Send a key of 1 to \(keyLimit) characters.")
        }
        let isNew = try tx.run("""
            INSERT INTO idempotency (key, digest, order_key, at) VALUES (\(key), \(digest), \(order), \(now))
            ON CONFLICT (key) DO NOTHING
            """) == 1
        if isNew { return nil }
        let earlier = try tx.first("SELECT digest, order_key FROM idempotency WHERE key = \(key)") {
            (digest: $0.text(0), order: $0.key(1, of: Order.self))
        }
        guard let earlier, earlier.digest == digest else { throw OrderRefusal.keyReused }
        return earlier.order
    }

    static func prune(at now: Instant, in tx: Transaction) throws {
        try tx.run("DELETE FROM idempotency WHERE at < \(now.adding(seconds: -keptSeconds))")
    }
}
