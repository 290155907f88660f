/// Unguessable text for links and cookies: 160 random bits as 32 characters of Crockford base 32.
package struct Token: Hashable, Sendable, Codable, CustomStringConvertible {
    /// Characters in a token.
    package static let length = 32

    /// The characters.
    package let text: String

    /// A new token from the system's random source.
    package static func random() -> Token {
        let digits = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)
        var source = SystemRandomNumberGenerator()
        return Token(unchecked: String(unsafeUninitializedCapacity: length) { buffer in
            for half in 0..<4 {
                var bits: UInt64 = source.next()
                for place in 0..<8 {
                    buffer[half * 8 + place] = digits[Int(bits & 31)]
                    bits >>= 5
                }
            }
            return length
        })
    }

    /// Accepts text of the right shape; nil for anything else.
    package init?(_ text: some StringProtocol) {
        guard text.utf8.count == Self.length,
            text.utf8.allSatisfy({ (48...57).contains($0) || (97...122).contains($0) })
        else { return nil }
        self.text = String(text)
    }

    private init(unchecked text: String) { self.text = text }

    package var description: String { text }
}
