package import Values

/// One row of a CSV file: its values stay bytes until they are asked for.
package struct CSVRow: Sendable {
    /// The line on which the row begins, counted from 1, the header being line 1.
    package internal(set) var line = 1
    /// What the columns are called.
    package internal(set) var header: CSVHeader
    /// All values of the row one after the other, without separators and outer quotes.
    var bytes: [UInt8] = []
    /// Where each value ends in `bytes`.
    var ends: [Int] = []

    init(header: CSVHeader) { self.header = header }

    /// How many values the row has; where that is not the number of columns, `problem` says so.
    package var count: Int { ends.count }

    /// Why no value of this row can be trusted: it has more or fewer values than the header has columns. Such a row answers nil
    /// for every column, and the import reports it and goes on.
    package var problem: InvalidField? {
        guard count != header.names.count else { return nil }
        let columns = header.names.count
        let isLong = count > columns
        let advice = isLong ? "Put a value with a separator in quotes." : "A separator or a value is missing."
        return InvalidField("row", "The row has \(count) values where the header has \(columns). \(advice)")
    }

    /// The value below a column name: nil when the file has no such column, empty when the row leaves it blank.
    package subscript(name: String) -> String? {
        guard count == header.names.count, let column = header.column(name) else { return nil }
        return self[column]
    }

    /// The value at a place, from 0 to `count` - 1, as it stands in the file.
    package subscript(column: Int) -> String {
        let start = column == 0 ? 0 : ends[column - 1]
        return bytes.withUnsafeBufferPointer { String(decoding: $0[start..<ends[column]], as: UTF8.self) }
    }

    /// All values in order.
    package var values: [String] { (0..<count).map { self[$0] } }
}
