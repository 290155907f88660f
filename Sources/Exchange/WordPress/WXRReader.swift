/// Reads a WordPress export (WXR 1.0 to 1.2) item by item, in the memory of one item.
///
/// Nothing in the file can make the reader open another file, reach for the network or expand entities: a DOCTYPE is
/// refused. Comments on posts are passed over. What is wrong with the whole is thrown as `UnreadableInput` with its line;
/// items before it have been delivered by then, so an import that must be whole reads inside one transaction.
package enum WXRReader {
    /// Bytes of a file: a blog of a hundred thousand posts.
    package static let fileBytes: Int64 = 500_000_000

    /// Hands every item to `each`, in the order of the file; what `each` throws ends the reading.
    package static func read(
        _ path: String, progress: ImportProgress.Observer? = nil, _ each: (WXRItem) throws -> Void
    ) throws {
        let parser = WXRParser()
        var isFirst = true
        try FileStream(path, limit: fileBytes).forEachPiece(progress) { piece in
            if isFirst { try FileSignature.refuseForeign(piece) }
            isFirst = false
            try parser.feed(piece, each)
        }
        try parser.finish(each)
    }
}
