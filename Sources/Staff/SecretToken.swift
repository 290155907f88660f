import Crypto
import Foundation

/// 256 random bits for a session or a link. Only its hash is stored.
package struct SecretToken: Hashable, Sendable {
    /// Characters of base64url that 32 bytes take.
    private static let length = 43

    /// As a cookie or an address carries it.
    package let text: String

    /// A new token from the system's random source.
    package static func random() -> SecretToken {
        SecretToken(unchecked: Data(SymmetricKey(size: .bits256).withUnsafeBytes { Array($0) }).base64URL)
    }

    /// Accepts text of the right shape; nil for anything else.
    package init?(_ text: some StringProtocol) {
        guard text.utf8.count == Self.length, text.utf8.allSatisfy(Self.isDigit) else { return nil }
        self.text = String(text)
    }

    private init(unchecked text: String) { self.text = text }

    /// What is stored: SHA-256 in hexadecimal. The token is random, so a slow hash would add nothing.
    var hash: String { SecretHash.of(text) }

    /// Goes into every form of the session and nowhere else: HMAC-SHA-256 of a fixed word under the token, so it needs no place
    /// to be stored and ends with the session.
    package var formToken: String {
        let code = HMAC<SHA256>.authenticationCode(for: Data("form".utf8), using: SymmetricKey(data: Data(text.utf8)))
        return Data(Array(code)).base64URL
    }

    /// Whether a form carries the token of this session; takes the same time wherever they differ.
    package func admits(_ formToken: String) -> Bool {
        SecretHash.areEqual(Array(formToken.utf8), Array(self.formToken.utf8))
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case 48...57, 65...90, 97...122, 45, 95: true
        default: false
        }
    }
}

/// Hashes of secrets that are random themselves.
enum SecretHash {
    static func of(_ text: String) -> String {
        SHA256.hash(data: Data(text.utf8)).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    /// Compares without stopping at the first difference.
    static func areEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        guard left.count == right.count else { return false }
        return zip(left, right).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }
}

extension Data {
    /// RFC 4648, section 5, without padding.
    var base64URL: String {
        base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }
}
