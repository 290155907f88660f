import Foundation

/// The one encoding that every import takes.
enum PlainUTF8 {
    /// Refuses bytes that are not UTF-8 or hold a NUL, naming the line; `line` is where the first byte stands.
    static func refuseBroken(_ bytes: [UInt8], line: Int) throws {
        var broken = bytes.withUnsafeBytes(placeOfNUL)
        do {
            _ = try UTF8Span(validating: bytes.span)
        } catch {
            broken = min(broken ?? .max, error.byteOffsets.lowerBound)
        }
        guard let broken else { return }
        let place = line + bytes[..<broken].count { $0 == UInt8(ascii: "\n") }
        throw UnreadableInput(.wrongEncoding, line: place, "The text is not UTF-8. Save the file as UTF-8.")
    }

    private static func placeOfNUL(_ bytes: UnsafeRawBufferPointer) -> Int? {
        guard let start = bytes.baseAddress, let found = memchr(start, 0, bytes.count) else { return nil }
        return UnsafeRawPointer(found) - start
    }
}
