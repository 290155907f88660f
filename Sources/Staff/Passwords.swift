import Foundation
import Synchronization
import Values

/// Hashes and checks passwords on threads of its own, so that slow work never holds up a request or the clockwork.
package final class Passwords: Sendable {
    /// What one hash costs.
    package struct Cost: Hashable, Sendable {
        /// scrypt's N, a power of two.
        package let rounds: Int
        /// scrypt's r.
        package let blockSize: Int
        /// scrypt's p.
        package let parallelism: Int

        /// A cost from scrypt's N, r and p.
        package init(rounds: Int, blockSize: Int, parallelism: Int) {
            self.rounds = rounds
            self.blockSize = blockSize
            self.parallelism = parallelism
        }

        var memoryBytes: Int { 128 * rounds * blockSize }

        /// OWASP's password storage cheat sheet lists N=2^15, r=8, p=3 as equal to its first choice of N=2^17, p=1, with 32 MB
        /// instead of 128 MB: two at once fit into a small machine beside the hub.
        package static let standard = Cost(rounds: 1 << 15, blockSize: 8, parallelism: 3)
    }

    /// Hashes made at the same time: memory is the price of scrypt, and two keep it below 64 MB.
    private static let threads = 2
    /// More than this is refused: at a few a second, whoever stands behind them would wait for half a minute.
    private static let waitingLimit = 64
    /// The fewest characters of a password (NIST SP 800-63B asks for 8, for 15 where it is the only step).
    package static let shortest = 12
    /// The most characters: enough for a long sentence, and no way to make the hub hash a book.
    package static let longest = 200

    /// What a new hash costs.
    let cost: Cost
    private let queue = OperationQueue()
    private let waiting = Atomic<Int>(0)
    /// What an unknown address is checked against: nobody knows its password.
    private let decoy: Mutex<PasswordHash?> = Mutex(nil)

    /// Threads that hash at a cost; tests use a small one.
    package init(cost: Cost = .standard) {
        self.cost = cost
        queue.maxConcurrentOperationCount = Self.threads
        queue.name = "stadion.passwords"
    }

    /// Refuses a password that is too short, too long or easy to guess for somebody who knows whose it is.
    package static func check(_ password: String, of email: String, named name: String) throws {
        guard password.count >= shortest else { throw StaffRefusal.shortPassword(least: shortest) }
        guard password.count <= longest else { throw StaffRefusal.longPassword(most: longest) }
        let folded = password.lowercased()
        let known = [email, String(email.prefix { $0 != "@" }), name].map { $0.lowercased() }.filter { $0.count >= 4 }
        let rest = known.reduce(folded) { $0.replacing($1, with: "") }
        let plain = plainWords.reduce(rest) { $0.replacing($1, with: "") }
        guard Set(folded).count >= 5, plain.count >= 6 else { throw StaffRefusal.plainPassword }
    }

    /// What remains when these are taken out of a password must still be worth something.
    private static let plainWords = [
        "password", "passwort", "stadion", "qwertyuiop", "asdfghjkl", "1234567890", "123456789", "12345678", "1234567",
        "123456", "administrator", "letmein", "welcome", "abcdefgh",
    ]

    /// The text to store for a password.
    func hash(_ password: String) async throws -> String {
        let cost = cost
        return try await run { try PasswordHash.make(password, cost).text }
    }

    /// Whether a password belongs to a stored text; with nil it costs the same and is false.
    func matches(_ password: String, _ stored: String?) async throws -> Bool {
        try await run { [self] in
            guard password.count <= Self.longest else { return false }
            guard let hash = stored.flatMap(PasswordHash.init) else {
                _ = try decoyHash().matches(password)
                return false
            }
            return try hash.matches(password)
        }
    }

    /// Whether a stored text was made at another cost than new ones are, and is to be made again.
    func isOutdated(_ stored: String) -> Bool { PasswordHash(stored)?.cost != cost }

    private func decoyHash() throws -> PasswordHash {
        if let known = decoy.withLock({ $0 }) { return known }
        let made = try PasswordHash.make(SecretToken.random().text, cost)
        decoy.withLock { $0 = made }
        return made
    }

    private func run<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
        guard waiting.wrappingAdd(1, ordering: .relaxed).newValue <= Self.waitingLimit else {
            waiting.wrappingSubtract(1, ordering: .relaxed)
            throw Fault(.overloaded, during: "hashing a password", cause: "\(Self.waitingLimit) wait already")
        }
        defer { waiting.wrappingSubtract(1, ordering: .relaxed) }
        return try await withCheckedThrowingContinuation { continuation in
            queue.addOperation { continuation.resume(with: Result { try work() }) }
        }
    }
}
