import Crypto
import Foundation
package import Storage
package import Values

/// What a machine signs in with: a random secret that is shown once, of which only a hash is kept.
///
/// A secret is `stadion_` with ten characters by which the key is found and called, and forty that nobody can guess. 200 random
/// bits need no slow hash: there is nothing to try out.
package struct ApiKey: Sendable {
    /// What a key is good for.
    package enum Scope: String, Sendable, CaseIterable, Comparable {
        /// Lists and reads orders with the buyers' addresses.
        case ordersRead = "orders:read"
        /// Cancels orders.
        case ordersWrite = "orders:write"
        /// Reads products as the desk knows them: every market's price, all stock.
        case productsRead = "products:read"
        /// Sets prices and stock.
        case productsWrite = "products:write"

        package static func < (left: Scope, right: Scope) -> Bool { left.rawValue < right.rawValue }
    }

    /// The most characters of a name.
    package static let nameLimit = 100
    private static let lead = "stadion_"
    private static let prefixLength = 10
    private static let secretLength = 40
    /// A use is written down at most once in this time.
    private static let useSeconds: Int64 = 60

    /// Which key.
    package let key: Key<ApiKey>
    /// What people call it by: the beginning of its secret.
    package let prefix: String
    /// Whom or what it is for.
    package let name: String
    /// What it is good for.
    package let scopes: Set<Scope>
    /// When it was made.
    package let createdAt: Instant
    /// From when on it is not good any more, or nil.
    package let expiresAt: Instant?
    /// When it was used last, to the minute, or nil.
    package let lastUsedAt: Instant?
    /// When it was revoked, or nil.
    package let revokedAt: Instant?

    /// Makes a key and returns it with its secret, which cannot be had again. Refuses a name that is empty or too long, no scopes,
    /// and an end that is not in the future.
    package static func create(
        named name: String, for scopes: Set<Scope>, until expiry: Instant?, at now: Instant, in tx: Transaction
    ) throws -> (key: ApiKey, secret: String) {
        guard !name.isEmpty, name.count <= nameLimit, !name.utf8.contains(where: { $0 < 32 }) else {
            throw InvalidField("name", "Give the key a name of 1 to \(nameLimit) characters.")
        }
        guard !scopes.isEmpty else {
            throw InvalidField("scopes", "Choose from \(Scope.allCases.map(\.rawValue).joined(separator: ", ")).")
        }
        guard expiry.map({ $0 > now }) ?? true else { throw InvalidField("expires", "Choose a time in the future.") }
        let letters = Token.random().text + Token.random().text
        let prefix = String(letters.prefix(prefixLength))
        let secret = lead + prefix + letters.dropFirst(prefixLength).prefix(secretLength)
        let key = ApiKey(
            key: try tx.newKey(), prefix: prefix, name: name, scopes: scopes, createdAt: now, expiresAt: expiry,
            lastUsedAt: nil, revokedAt: nil)
        try tx.run("""
            INSERT INTO api_keys (key, prefix, hash, name, scopes, created_at, expires_at, last_used_at, revoked_at)
            VALUES (\(key.key), \(prefix), \(hash(secret)), \(name), \(scopes.sorted().map(\.rawValue).joined(separator: " ")),
                \(now), \(expiry), NULL, NULL)
            """)
        return (key, secret)
    }

    /// The key of a secret, or nil when there is none or it is not good at that moment.
    package static func find(secret: String, at now: Instant, in tx: Transaction) throws -> ApiKey? {
        guard secret.hasPrefix(lead), secret.utf8.count == lead.count + prefixLength + secretLength else { return nil }
        let prefix = String(secret.dropFirst(lead.count).prefix(prefixLength))
        guard let found = try tx.first("\(columns), hash FROM api_keys WHERE prefix = \(prefix)", {
            (key: ApiKey($0), hash: $0.text(8))
        }) else { return nil }
        guard equal(found.hash, hash(secret)), found.key.isGood(at: now) else { return nil }
        return found.key
    }

    /// Every key, the newest first.
    package static func all(in tx: Transaction) throws -> [ApiKey] {
        try tx.all("\(columns) FROM api_keys ORDER BY key DESC", ApiKey.init)
    }

    /// Ends a key at once, by its prefix; throws when there is none. One that has ended stays as it is.
    package static func revoke(_ prefix: String, at now: Instant, in tx: Transaction) throws {
        let rows = try tx.run("""
            UPDATE api_keys SET revoked_at = coalesce(revoked_at, \(now)) WHERE prefix = \(prefix)
            """)
        guard rows == 1 else { throw NotFound("key") }
    }

    /// Whether it may be used at a moment.
    package func isGood(at now: Instant) -> Bool { revokedAt == nil && expiresAt.map { $0 > now } ?? true }

    /// Whether its last use was written down so long ago that this one should be.
    package func isUseStale(at now: Instant) -> Bool { lastUsedAt.map { now.seconds(since: $0) >= Self.useSeconds } ?? true }

    /// Writes down that it was used.
    package func noteUse(at now: Instant, in tx: Transaction) throws {
        try tx.run("UPDATE api_keys SET last_used_at = \(now) WHERE key = \(key)")
    }

    private static let columns: SQL = """
        SELECT key, prefix, name, scopes, created_at, expires_at, last_used_at, revoked_at
        """

    private static func hash(_ secret: String) -> String { Data(SHA256.hash(data: Data(secret.utf8))).base64EncodedString() }

    /// Takes the same time wherever the two differ.
    private static func equal(_ left: String, _ right: String) -> Bool {
        left.utf8.count == right.utf8.count && zip(left.utf8, right.utf8).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }
}

extension ApiKey {
    init(_ row: Row) {
        self.init(
            key: row.key(0), prefix: row.text(1), name: row.text(2),
            scopes: Set(row.text(3).split(separator: " ").compactMap { Scope(rawValue: String($0)) }),
            createdAt: row.instant(4), expiresAt: row.optionalInstant(5), lastUsedAt: row.optionalInstant(6),
            revokedAt: row.optionalInstant(7))
    }
}
