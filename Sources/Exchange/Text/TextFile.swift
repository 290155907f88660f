/// Text files of an import, such as Markdown.
package enum TextFile {
    /// The text of a file, without its byte order mark; refuses an encoding other than UTF-8, with the line, and a file of more
    /// than `TextLimit.fileBytes`.
    package static func read(_ path: String) throws -> String {
        var bytes: [UInt8] = []
        try FileStream(path, limit: Int64(TextLimit.fileBytes)).forEachPiece { piece in
            if bytes.isEmpty { try FileSignature.refuseForeign(piece) }
            bytes += bytes.isEmpty ? FileSignature.withoutMark(piece) : piece
        }
        try PlainUTF8.refuseBroken(bytes, line: 1)
        return String(decoding: bytes, as: UTF8.self)
    }
}
