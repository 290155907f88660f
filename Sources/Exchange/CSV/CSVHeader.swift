/// The first line of a CSV file: what its columns are called. Every row of the file shares it.
package final class CSVHeader: Sendable {
    /// The names as the file writes them, without the blanks around them.
    package let names: [String]
    private let columns: [String: Int]

    /// What a file has before its first line was read.
    static let none = CSVHeader()

    private init() { (names, columns) = ([], [:]) }

    /// Refuses a header that names one column twice, since a value could then be taken from the wrong one. Columns without a
    /// name may be many; nothing finds them.
    init(_ names: [String], line: Int) throws {
        self.names = names.map(\.trimmed)
        var columns: [String: Int] = [:]
        for (column, name) in self.names.enumerated() where !name.isEmpty {
            guard columns.updateValue(column, forKey: name.lowercased()) == nil else {
                throw UnreadableInput(
                    .malformed, line: line, "Two columns are called “\(name)”. Rename or remove one.")
            }
        }
        // The names as written are found without being made lower-case first, value after value.
        for (column, name) in self.names.enumerated() where !name.isEmpty { columns[name] = column }
        self.columns = columns
    }

    /// The place of a column, from 0; case and the blanks around the name do not matter; nil when the file has no such column.
    package func column(_ name: String) -> Int? {
        columns[name] ?? columns[name.trimmed.lowercased()]
    }
}
