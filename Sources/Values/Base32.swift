/// Crockford's base 32 (no I, L, O, U), fixed at 13 characters for a 63-bit integer.
package enum Base32 {
    private static let digits = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)
    private static let length = 13

    /// Thirteen lower-case characters that sort as the integers do; `raw` must not be negative.
    package static func encode(_ raw: Int64) -> String {
        precondition(raw >= 0, "a key is never negative")
        return String(unsafeUninitializedCapacity: length) { buffer in
            var rest = raw
            for place in (0..<length).reversed() {
                buffer[place] = digits[Int(rest & 31)]
                rest >>= 5
            }
            return length
        }
    }

    /// Reads what `encode` wrote, in either case; nil for another length or an unknown character.
    package static func decode(_ text: some StringProtocol) -> Int64? {
        // Thirteen digits have two bits more than a key, so the first one is below eight.
        guard text.utf8.count == length, let first = text.utf8.first, (48...55).contains(first) else { return nil }
        var raw: UInt64 = 0
        for byte in text.lowercased().utf8 {
            guard let digit = digits.firstIndex(of: byte) else { return nil }
            raw = raw << 5 | UInt64(digit)
        }
        return Int64(raw)
    }
}
