package import Values

/// The record that makes a repeated request harmless: written by the same transaction as what the request did.
///
/// A name is a scope (who asks, and for what) with the client's own key. The digest tells a repeated request from another one
/// that carries the same key.
package struct IdempotencyName: Hashable, Sendable {
    /// Records are kept at least this long.
    package static let keptSeconds: Int64 = 7 * 86_400
    /// The most characters of a client's key.
    package static let keyLimit = 255

    /// Who asks and for what, such as `checkout`.
    package let scope: String
    /// What the client made up.
    package let key: String
    /// A hash of everything that the request says.
    package let digest: String

    /// A name from its parts.
    package init(scope: String, key: String, digest: String) {
        self.scope = scope
        self.key = key
        self.digest = digest
    }

    /// The same name for a request that is compared by something else.
    package func withDigest(_ digest: String) -> IdempotencyName { IdempotencyName(scope: scope, key: key, digest: digest) }

    /// What an earlier, identical request came to.
    package struct Earlier: Sendable {
        /// The key of what it made.
        package let subject: Int64
        /// Its answer, once there was one; never one that says that the world failed.
        package let answer: Answer?
        /// When it came.
        package let at: Instant
    }

    /// An answer as it was sent.
    package struct Answer: Hashable, Sendable {
        /// The HTTP status, 2xx to 4xx.
        package let status: Int64
        /// The address of what was made.
        package let location: String?
        /// The body.
        package let body: String

        /// An answer from its parts.
        package init(status: Int64, location: String?, body: String) {
            precondition(status < 500, "an answer that says that the world failed is never kept")
            self.status = status
            self.location = location
            self.body = body
        }
    }

    /// Claims the name for what is about to be made; returns the earlier, identical request when there was one, and refuses a name
    /// that was used otherwise.
    package func claim(for subject: Int64, at now: Instant, in tx: Transaction) throws -> Earlier? {
        guard !key.isEmpty, key.utf8.count <= Self.keyLimit else {
            throw InvalidField("idempotency_key", "Send a key of 1 to \(Self.keyLimit) characters.")
        }
        let isNew = try tx.run("""
            INSERT INTO repeats (scope, key, digest, subject, at) VALUES (\(scope), \(key), \(digest), \(subject), \(now))
            ON CONFLICT (scope, key) DO NOTHING
            """) == 1
        return isNew ? nil : try earlier(in: tx)
    }

    /// The earlier, identical request of this name, or nil; refuses a name that was used otherwise.
    package func earlier(in tx: Transaction) throws -> Earlier? {
        let found = try tx.first("""
            SELECT digest, subject, at, status, location, body FROM repeats WHERE scope = \(scope) AND key = \(key)
            """) { row in
                let answer = row.optionalInt(3).map { Answer(status: $0, location: row.optionalText(4), body: row.text(5)) }
                return (digest: row.text(0), earlier: Earlier(subject: row.int(1), answer: answer, at: row.instant(2)))
            }
        guard let found else { return nil }
        guard found.digest == digest else { throw IdempotencyConflict() }
        return found.earlier
    }

    /// Keeps the answer, for whoever asks again.
    package func keep(_ answer: Answer, in tx: Transaction) throws {
        try tx.run("""
            UPDATE repeats SET status = \(answer.status), location = \(answer.location), body = \(answer.body)
            WHERE scope = \(scope) AND key = \(key)
            """)
    }

    /// Forgets records that are a week old.
    package static func prune(at now: Instant, in tx: Transaction) throws {
        try tx.run("DELETE FROM repeats WHERE at < \(now.adding(seconds: -keptSeconds))")
    }
}

/// A client's key that was used for another request.
package struct IdempotencyConflict: Refusal {
    package var code: String { "idempotency_conflict" }
    package var reason: String { "This key was used for another request. Send a new one." }

    /// The refusal.
    package init() {}
}

/// A repeated request that came before the first one was done.
package struct IdempotencyInFlight: Refusal {
    /// Seconds until it is worth asking again.
    package static let retrySeconds = 2
    package var code: String { "idempotency_in_flight" }
    package var status: Int { 409 }
    package var reason: String { "The first try of this request is not done yet. Send it again in a few seconds." }

    /// The refusal.
    package init() {}
}
