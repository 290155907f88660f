import Crypto
package import Foundation
import Values

/// Time-based one-time passwords: RFC 6238 over RFC 4226, with SHA-1, six digits and 30 seconds, which every app reads.
package enum Totp {
    /// Seconds of one step.
    package static let stepSeconds: Int64 = 30
    /// Clocks may be off by one step either way.
    private static let window: Int64 = 1
    private static let digits = 6
    /// RFC 4226 asks for 160 bits.
    private static let secretBytes = 20

    /// A new shared secret.
    package static func newSecret() -> Data {
        Data(SymmetricKey(size: .init(bitCount: secretBytes * 8)).withUnsafeBytes { Array($0) })
    }

    /// The step that a moment is in.
    static func step(at now: Instant) -> Int64 { now.ms.flooredQuotient(by: stepSeconds * 1000) }

    /// HOTP (RFC 4226, section 5.3): the code of a counter.
    static func code(_ secret: Data, _ counter: Int64) -> String {
        let bytes = (0..<8).reversed().map { UInt8(truncatingIfNeeded: counter >> ($0 * 8)) }
        let mac = Array(HMAC<Insecure.SHA1>.authenticationCode(for: bytes, using: SymmetricKey(data: secret)))
        let offset = Int(mac[19] & 15)
        let number = mac[offset..<offset + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) } & 0x7FFF_FFFF
        return padded(Int(number % 1_000_000), digits)
    }

    /// The step whose code this is, near a moment; nil for a wrong code. Each candidate is compared whole.
    static func step(of code: String, _ secret: Data, at now: Instant) -> Int64? {
        let typed = Array(code.utf8.filter { $0 != 32 })
        let present = step(at: now)
        return (present - window...present + window).reduce(nil) { found, step in
            SecretHash.areEqual(Array(Self.code(secret, step).utf8), typed) ? step : found
        }
    }

    /// The secret as people type it: base 32 (RFC 4648) in groups of four.
    package static func typed(_ secret: Data) -> String {
        let text = base32(secret)
        return stride(from: 0, to: text.count, by: 4).map { start in
            String(text.dropFirst(start).prefix(4))
        }.joined(separator: " ")
    }

    /// What an app reads from the QR code.
    package static func address(_ secret: Data, for email: String, at hub: String) -> String {
        let allowed = CharacterSet(charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~@")
        let label = [hub, email].map { $0.addingPercentEncoding(withAllowedCharacters: allowed) ?? "" }
        return "otpauth://totp/\(label[0]):\(label[1])?secret=\(base32(secret))&issuer=\(label[0])"
    }

    private static func base32(_ data: Data) -> String {
        let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
        var text = ""
        var (bits, count) = (UInt32(0), 0)
        for byte in data {
            (bits, count) = (bits << 8 | UInt32(byte), count + 8)
            while count >= 5 {
                count -= 5
                text.append(digits[Int(bits >> UInt32(count) & 31)])
            }
            bits &= (1 << UInt32(count)) - 1
        }
        if count > 0 { text.append(digits[Int(bits << UInt32(5 - count) & 31)]) }
        return text
    }
}
