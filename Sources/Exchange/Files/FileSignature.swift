/// What the first bytes of a file say that it is, where it is not the text that an import expects.
enum FileSignature {
    /// Bytes of the mark that some programs put in front of UTF-8.
    static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    private static let compressed = "The file is compressed with gzip. Unpack it first: gunzip FILE."
    private static let zipped = "The file is a zip or a spreadsheet. Unpack it, or save it as CSV (UTF-8)."
    private static let oldSheet = "The file is an old spreadsheet. Save it as CSV (UTF-8)."
    private static let utf16 = "The file is UTF-16. Save it as UTF-8."
    private static let utf32 = "The file is UTF-32. Save it as UTF-8."

    private static let foreign: [(bytes: [UInt8], kind: UnreadableInput.Kind, reason: String)] = [
        ([0x1F, 0x8B], .wrongFormat, compressed), ([0x50, 0x4B, 0x03, 0x04], .wrongFormat, zipped),
        ([0xD0, 0xCF, 0x11, 0xE0], .wrongFormat, oldSheet),
        ([0xFF, 0xFE, 0x00, 0x00], .wrongEncoding, utf32), ([0x00, 0x00, 0xFE, 0xFF], .wrongEncoding, utf32),
        ([0xFF, 0xFE], .wrongEncoding, utf16), ([0xFE, 0xFF], .wrongEncoding, utf16),
    ]

    /// Refuses a file whose first bytes are those of an archive, a spreadsheet or another encoding.
    static func refuseForeign(_ head: UnsafeRawBufferPointer) throws {
        for (bytes, kind, reason) in foreign where head.starts(with: bytes) {
            throw UnreadableInput(kind, line: kind == .wrongEncoding ? 1 : nil, reason)
        }
    }

    /// The bytes after a UTF-8 byte order mark, if there is one.
    static func withoutMark(_ head: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
        guard head.starts(with: byteOrderMark) else { return head }
        return UnsafeRawBufferPointer(rebasing: head[byteOrderMark.count...])
    }
}
