import Crypto
import CryptoExtras
import Foundation

/// A password as it is stored: version, cost, salt and scrypt's output (RFC 7914), so that a later version can raise the cost.
struct PasswordHash: Hashable, Sendable {
    /// The present layout: `scrypt$1$rounds,blockSize,parallelism$salt$output`.
    private static let version = "1"
    private static let saltBytes = 16
    private static let outputBytes = 32
    /// Nobody who can write to the table may make the hub spend more than this on one sign-in.
    private static let memoryLimit = 256 << 20

    let cost: Passwords.Cost
    private let salt: Data
    private let output: Data

    /// Hashes a password; takes the time that its cost says.
    static func make(_ password: String, _ cost: Passwords.Cost) throws -> PasswordHash {
        let salt = Data(SymmetricKey(size: .init(bitCount: saltBytes * 8)).withUnsafeBytes { Array($0) })
        return PasswordHash(cost: cost, salt: salt, output: try derive(password, salt, cost))
    }

    /// Whether it is the hash of a password.
    func matches(_ password: String) throws -> Bool {
        SecretHash.areEqual(Array(try Self.derive(password, salt, cost)), Array(output))
    }

    /// The text that is stored.
    var text: String {
        ["scrypt", Self.version, "\(cost.rounds),\(cost.blockSize),\(cost.parallelism)", salt.base64EncodedString(),
         output.base64EncodedString()].joined(separator: "$")
    }

    /// Reads what `text` wrote; nil for anything else.
    init?(_ text: String) {
        let parts = text.split(separator: "$", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 5, parts[0] == "scrypt", parts[1] == Self.version else { return nil }
        let numbers = parts[2].split(separator: ",").compactMap { Int($0) }
        guard numbers.count == 3, numbers.allSatisfy({ $0 > 0 }), let salt = Data(base64Encoded: parts[3]),
            let output = Data(base64Encoded: parts[4]), output.count == Self.outputBytes, salt.count == Self.saltBytes
        else { return nil }
        let cost = Passwords.Cost(rounds: numbers[0], blockSize: numbers[1], parallelism: numbers[2])
        guard cost.memoryBytes <= Self.memoryLimit else { return nil }
        self.init(cost: cost, salt: salt, output: output)
    }

    private init(cost: Passwords.Cost, salt: Data, output: Data) {
        self.cost = cost
        self.salt = salt
        self.output = output
    }

    /// The same password may reach us composed in different ways: NFC makes them one.
    private static func derive(_ password: String, _ salt: Data, _ cost: Passwords.Cost) throws -> Data {
        let key = try KDF.Scrypt.deriveKey(
            from: Data(password.precomposedStringWithCanonicalMapping.utf8), salt: salt, outputByteCount: outputBytes,
            rounds: cost.rounds, blockSize: cost.blockSize, parallelism: cost.parallelism)
        return key.withUnsafeBytes { Data($0) }
    }
}
