/// Writes CSV (RFC 4180): CR LF after every row, quotes only around values that need them.
///
/// It gathers bytes until `take()` hands them over, so a long export takes after every some rows and never holds the whole.
package struct CSVWriter: Sendable {
    private let columnCount: Int
    private let guardsFormulas: Bool
    private var bytes: [UInt8] = []

    /// A writer whose first row is `header`. With `guardsFormulas`, a value that a spreadsheet would calculate gets an apostrophe
    /// in front: right for files that people open, wrong for files that another shop reads.
    package init(header: [String], guardsFormulas: Bool = false) {
        columnCount = header.count
        self.guardsFormulas = guardsFormulas
        append(header)
    }

    /// Bytes that wait to be taken.
    package var count: Int { bytes.count }

    /// Writes one row, which has a value for every column of the header.
    package mutating func append(_ values: [String]) {
        precondition(values.count == columnCount, "a row has as many values as the header")
        for (column, value) in values.enumerated() {
            if column > 0 { bytes.append(UInt8(ascii: ",")) }
            if guardsFormulas, Self.isFormula(value) { write("'" + value) } else { write(value) }
        }
        if values == [""] { bytes += [UInt8(ascii: "\""), UInt8(ascii: "\"")] }
        bytes += [UInt8(ascii: "\r"), UInt8(ascii: "\n")]
    }

    /// Hands over what was written since the last time.
    package mutating func take() -> [UInt8] {
        defer { bytes.removeAll(keepingCapacity: true) }
        return bytes
    }

    /// What was written since the last `take()`, as text.
    package var text: String { String(decoding: bytes, as: UTF8.self) }

    private mutating func write(_ value: String) {
        guard Self.needsQuotes(value) else { return bytes.append(contentsOf: value.utf8) }
        bytes.append(UInt8(ascii: "\""))
        for byte in value.utf8 {
            if byte == UInt8(ascii: "\"") { bytes.append(byte) }
            bytes.append(byte)
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private static func needsQuotes(_ value: String) -> Bool {
        value.utf8.contains { byte in
            switch byte {
            case UInt8(ascii: ","), UInt8(ascii: "\""), UInt8(ascii: "\n"), UInt8(ascii: "\r"): true
            default: false
            }
        }
    }

    /// Whether a spreadsheet would run the value (OWASP, "CSV injection"); a plain number with its sign is safe.
    private static func isFormula(_ value: String) -> Bool {
        guard let first = value.utf8.first, "=+-@\t\r".utf8.contains(first) else { return false }
        let rest = value.utf8.dropFirst()
        return rest.isEmpty || !rest.allSatisfy { (48...57).contains($0) || $0 == UInt8(ascii: ".") }
    }
}
