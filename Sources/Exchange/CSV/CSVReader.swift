/// Reads CSV (RFC 4180) from a file of any allowed size in the memory of one row.
///
/// The text must be UTF-8, with or without a byte order mark. The separator is a comma, or a semicolon or a tab where the
/// header line holds more of those. A broken quote, another encoding or more than `CSVLimit` allows is thrown as
/// `UnreadableInput` with its line; a row with too many or too few values is delivered with its `problem`. Rows before a
/// fault have been delivered by then, so an import that must be whole reads inside one transaction.
package enum CSVReader {
    /// Hands every row below the header to `each`, in order; what `each` throws ends the reading.
    package static func read(
        _ path: String, progress: ImportProgress.Observer? = nil, _ each: (CSVRow) throws -> Void
    ) throws {
        _ = try parsed(path, progress, each)
    }

    /// The names of the columns, without reading further than the first rows.
    package static func header(of path: String) throws -> CSVHeader {
        struct Enough: Error { let header: CSVHeader }
        do {
            return try parsed(path, nil) { throw Enough(header: $0.header) }
        } catch let enough as Enough {
            return enough.header
        }
    }

    private static func parsed(
        _ path: String, _ progress: ImportProgress.Observer?, _ each: (CSVRow) throws -> Void
    ) throws -> CSVHeader {
        var parser = CSVParser(separator: .comma)
        var isFirst = true
        try FileStream(path, limit: CSVLimit.fileBytes).forEachPiece(progress) { piece in
            guard isFirst else { return try parser.feed(piece, each) }
            isFirst = false
            try FileSignature.refuseForeign(piece)
            let text = FileSignature.withoutMark(piece)
            parser = CSVParser(separator: .sniffed(from: text))
            try parser.feed(text, each)
        }
        try parser.finish(each)
        return parser.header ?? .none
    }
}
