/// A table in a string: one row a line, cells between bars, lines that start with `#` and empty ones left out.
package enum TextTable {
    /// The cells of every row without the blanks around them.
    package static func rows(_ text: String) -> [[String]] {
        text.split(separator: "\n").filter { !$0.isEmpty && $0.first != "#" }.map { line in
            line.split(separator: "|", omittingEmptySubsequences: false).map(trimmed)
        }
    }

    private static func trimmed(_ cell: Substring) -> String {
        var cell = cell.drop { $0 == " " }
        while cell.last == " " { cell.removeLast() }
        return String(cell)
    }
}
