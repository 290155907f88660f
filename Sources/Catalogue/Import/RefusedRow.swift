import Values

/// Why a product of a file cannot be taken, with the line and the column at fault.
struct RefusedRow: Refusal, Hashable {
    /// The line, counted from 1.
    let line: Int
    /// The column as the file calls it; nil where the whole row is at fault.
    let field: String?
    private let text: String

    /// Names the line and the column, and says what to do.
    init(_ line: Int, _ field: String?, _ text: String) {
        self.line = line
        self.field = field
        self.text = text
    }

    var code: String { "refused_row" }
    var reason: String { field.map { "\($0): \(text)" } ?? text }
}
