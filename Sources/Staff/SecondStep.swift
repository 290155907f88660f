package import Foundation
package import Storage
package import Values

/// The second step of signing in: a code from an app, or one of ten recovery codes.
package enum SecondStep {
    private static let recoveryCodes = 10
    /// 80 bits each: too many to be guessed from their hashes.
    private static let recoveryLength = 16

    /// Makes a secret for a person to scan; it counts for nothing until a code of it was entered.
    package static func prepare(for person: Key<Person>, in tx: Transaction) throws -> Data {
        let secret = Totp.newSecret()
        try tx.run("UPDATE people SET totp_pending = \(secret) WHERE key = \(person)")
        return secret
    }

    /// The secret that a person is about to confirm, or nil.
    package static func pending(for person: Key<Person>, in tx: Transaction) throws -> Data? {
        let bytes = try tx.first("SELECT totp_pending FROM people WHERE key = \(person)") { $0.bytes(0) }
        return bytes.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// Turns it on with a code of the new secret, and returns recovery codes, which are shown once.
    package static func confirm(_ code: String, for person: Key<Person>, at now: Instant, in tx: Transaction) throws -> [String] {
        guard let secret = try pending(for: person, in: tx), let step = Totp.step(of: code, secret, at: now) else {
            throw StaffRefusal.wrongCode
        }
        try tx.run("""
            UPDATE people SET totp_secret = totp_pending, totp_pending = NULL, totp_step = \(step), changed_at = \(now)
            WHERE key = \(person)
            """)
        return try newRecoveryCodes(for: person, in: tx)
    }

    /// Turns it off; its secret and recovery codes are forgotten.
    package static func remove(from person: Key<Person>, at now: Instant, in tx: Transaction) throws {
        try tx.run("""
            UPDATE people SET totp_secret = NULL, totp_pending = NULL, changed_at = \(now) WHERE key = \(person)
            """)
        try tx.run("DELETE FROM recovery_codes WHERE person = \(person)")
    }

    /// How many recovery codes are left.
    package static func recoveryCodesLeft(of person: Key<Person>, in tx: Transaction) throws -> Int64 {
        try tx.count("SELECT count(*) FROM recovery_codes WHERE person = \(person) AND used_at IS NULL")
    }

    /// Ten new codes instead of the old ones.
    static func newRecoveryCodes(for person: Key<Person>, in tx: Transaction) throws -> [String] {
        try tx.run("DELETE FROM recovery_codes WHERE person = \(person)")
        return try (0..<recoveryCodes).map { _ in
            let digits = String(Token.random().text.prefix(recoveryLength))
            try tx.run("""
                INSERT INTO recovery_codes (person, hash, used_at) VALUES (\(person), \(SecretHash.of(digits)), NULL)
                """)
            return stride(from: 0, to: recoveryLength, by: 4).map { start in
                String(digits.dropFirst(start).prefix(4))
            }.joined(separator: "-")
        }
    }

    /// Whether a code is good; a code of the app or of the list is good once.
    static func take(_ code: String, of person: Key<Person>, at now: Instant, in tx: Transaction) throws -> Bool {
        guard let secret = try tx.first("SELECT totp_secret FROM people WHERE key = \(person)", { $0.bytes(0) }), !secret.isEmpty
        else { return false }
        if let step = Totp.step(of: code, secret, at: now) {
            return try tx.run("UPDATE people SET totp_step = \(step) WHERE key = \(person) AND totp_step < \(step)") == 1
        }
        let digits = code.lowercased().filter { $0 != "-" && $0 != " " }
        guard digits.count == recoveryLength else { return false }
        return try tx.run("""
            UPDATE recovery_codes SET used_at = \(now)
            WHERE person = \(person) AND hash = \(SecretHash.of(digits)) AND used_at IS NULL
            """) == 1
    }
}
