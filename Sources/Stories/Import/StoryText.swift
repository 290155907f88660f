import Exchange
import Values

/// How long the parts of a story may be, and their plain form.
enum StoryText {
    /// Characters of a title, a name or another single line.
    static let lineLength = 500
    /// Characters of a summary.
    static let summaryLength = 2_000

    /// The words of a text that may hold HTML, on one line; refuses one that is too long.
    static func line(_ html: String, _ field: String, most: Int = lineLength) throws -> String {
        let text = try HTMLPlainText.read(html).split(separator: "\n").joined(separator: " ")
        guard text.count <= most else {
            throw InvalidField(field, "The text has \(text.count) characters, and \(most) is the limit. Shorten it.")
        }
        return text
    }

    /// A plain text on one line; refuses one that is too long.
    static func plain(_ text: String, _ field: String, most: Int = lineLength) throws -> String {
        let line = text.split(whereSeparator: { $0.isWhitespace }).joined(separator: " ")
            .filter { $0.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control } }
        guard line.count <= most else {
            throw InvalidField(field, "The text has \(line.count) characters, and \(most) is the limit. Shorten it.")
        }
        return line
    }
}
