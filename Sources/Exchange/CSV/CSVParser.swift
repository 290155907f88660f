import Foundation

/// RFC 4180 as a state machine: bytes go in, in pieces of any size, and rows come out. It keeps only the row in progress.
///
/// A row ends with LF, CR LF or a lone CR. Empty lines are skipped. A quote may open a value only at its start, is doubled
/// within, and is followed by a separator or the end of the row, with blanks in between at most: everything else is refused
/// with its line, since after a stray quote no later row can be trusted.
struct CSVParser {
    typealias RowHandler = (CSVRow) throws -> Void

    private enum State {
        case valueStart
        case plain
        case quoted
        /// After a quote within a quoted value: it was the end, or the first half of a doubled one.
        case quoteSeen
        /// Between a quoted value and its separator.
        case blanks
    }

    private static let quote = UInt8(ascii: "\"")
    private static let newline = UInt8(ascii: "\n")
    private static let carriageReturn = UInt8(ascii: "\r")

    private let separator: UInt8
    private var state = State.valueStart
    private var row = CSVRow(header: .none)
    private var rowHasQuotes = false
    private var rowCount = 0
    private var line = 1
    private var quoteLine = 1
    private var isAfterReturn = false

    /// A parser before the first byte of a file; any byte order mark must be gone.
    init(separator: CSVSeparator) { self.separator = separator.rawValue }

    /// The header, once its line was read.
    var header: CSVHeader? { row.header === CSVHeader.none ? nil : row.header }

    /// Takes the next bytes and hands over every row that they complete.
    mutating func feed(_ piece: UnsafeRawBufferPointer, _ each: RowHandler) throws {
        var place = 0
        while place < piece.count {
            switch state {
            case .valueStart, .plain: place = try readPlain(piece, from: place, each)
            case .quoted: place = try readQuoted(piece, from: place)
            case .quoteSeen, .blanks:
                try readAfterQuote(piece[place], each)
                place += 1
            }
        }
    }

    /// Says that no more bytes come: the last row may lack its line end, but not a closing quote.
    mutating func finish(_ each: RowHandler) throws {
        guard state != .quoted else {
            throw UnreadableInput(.malformed, line: quoteLine, "The quote that opens here is never closed.")
        }
        if state != .valueStart || !row.ends.isEmpty { try end(with: Self.newline, each) }
        guard header != nil else {
            throw UnreadableInput(
                .malformed, line: 1, "The file is empty. Its first line must name the columns.")
        }
    }

    private mutating func readPlain(
        _ piece: UnsafeRawBufferPointer, from start: Int, _ each: RowHandler
    ) throws -> Int {
        var place = start
        while place < piece.count, !endsPlainText(piece[place]) { place += 1 }
        if place > start {
            try take(piece[start..<place])
            state = .plain
            isAfterReturn = false
        }
        guard place < piece.count else { return place }
        if piece[place] == Self.quote { try openQuote() } else { try end(with: piece[place], each) }
        return place + 1
    }

    @inline(__always)
    private func endsPlainText(_ byte: UInt8) -> Bool {
        byte == separator || byte == Self.newline || byte == Self.quote || byte == Self.carriageReturn
    }

    private mutating func openQuote() throws {
        guard state == .valueStart else {
            let advice = "Put the whole value in quotes and double every quote within it."
            throw UnreadableInput(
                .malformed, line: line, "A quote stands inside a value that has no quotes. \(advice)")
        }
        state = .quoted
        rowHasQuotes = true
        isAfterReturn = false
        quoteLine = line
    }

    private mutating func readQuoted(_ piece: UnsafeRawBufferPointer, from start: Int) throws -> Int {
        guard let base = piece.baseAddress else { return start }
        let found = memchr(base + start, CInt(Self.quote), piece.count - start)
        let end = found.map { UnsafeRawPointer($0) - base } ?? piece.count
        try take(piece[start..<end])
        for byte in piece[start..<end] where byte == Self.newline { line += 1 }
        guard found != nil else { return end }
        state = .quoteSeen
        return end + 1
    }

    private mutating func readAfterQuote(_ byte: UInt8, _ each: RowHandler) throws {
        if byte == Self.quote, state == .quoteSeen {
            row.bytes.append(byte)
            state = .quoted
        } else if byte == UInt8(ascii: " ") {
            state = .blanks
        } else if endsPlainText(byte), byte != Self.quote {
            try end(with: byte, each)
        } else {
            throw UnreadableInput(
                .malformed, line: line,
                "After a closing quote stands other text. Double every quote within a value.")
        }
    }

    private mutating func take(_ text: Slice<UnsafeRawBufferPointer>) throws {
        guard row.bytes.count - (row.ends.last ?? 0) + text.count <= CSVLimit.fieldBytes else {
            let isQuoted = state == .quoted
            let advice = isQuoted ? "Perhaps the quote that opens here is never closed." : "Shorten it."
            throw UnreadableInput(
                .tooLarge, line: isQuoted ? quoteLine : line,
                "A value is larger than \(CSVLimit.fieldBytes / 1000) kB. \(advice)")
        }
        row.bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: text))
    }

    /// A separator ends a value; a line end ends the row too. The LF of a CR LF ends nothing more.
    private mutating func end(with byte: UInt8, _ each: RowHandler) throws {
        if isAfterReturn, byte == Self.newline {
            isAfterReturn = false
            return
        }
        isAfterReturn = byte == Self.carriageReturn
        row.ends.append(row.bytes.count)
        state = .valueStart
        guard row.ends.count <= CSVLimit.columns else {
            throw UnreadableInput(.tooLarge, line: line, "There are more than \(CSVLimit.columns) columns.")
        }
        guard byte != separator else { return }
        line += 1
        if row.ends.count > 1 || rowHasQuotes || !row.bytes.isEmpty { try handOver(each) }
        beginRow()
    }

    private mutating func handOver(_ each: RowHandler) throws {
        try PlainUTF8.refuseBroken(row.bytes, line: row.line)
        guard header != nil else {
            row.header = try CSVHeader(row.values, line: row.line)
            return
        }
        rowCount += 1
        guard rowCount <= CSVLimit.rows else {
            throw UnreadableInput(
                .tooLarge, line: row.line,
                "There are more than \(CSVLimit.rows) rows. Split the file and import the parts.")
        }
        try each(row)
    }

    /// Keeps the buffers, unless somebody kept the row.
    private mutating func beginRow() {
        row.bytes.removeAll(keepingCapacity: true)
        row.ends.removeAll(keepingCapacity: true)
        row.line = line
        rowHasQuotes = false
    }
}
