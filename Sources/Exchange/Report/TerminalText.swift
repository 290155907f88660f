/// Text as a terminal shows it: by columns, and without anything that could command the terminal.
enum TerminalText {
    private static let reset = "\u{1B}[0m"

    /// The text on one line: every control or invisible formatting character becomes a blank.
    static func plain(_ text: String) -> String {
        var out = ""
        for scalar in text.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator: out += " "
            case .format where scalar != "\u{200D}": continue
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out
    }

    /// How many columns a plain text takes: Chinese, Japanese and Korean characters and pictures take two.
    static func columns(_ text: String) -> Int { text.reduce(0) { $0 + columns($1) } }

    private static func columns(_ character: Character) -> Int {
        guard let first = character.unicodeScalars.first else { return 0 }
        switch first.value {
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
            0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
            return 2
        default: return 1
        }
    }

    /// A plain text filled with blanks to a number of columns.
    static func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - columns(text)))
    }

    /// A text made plain and cut with `…` to a number of columns.
    static func cut(_ text: String, _ width: Int) -> String {
        let text = plain(text)
        guard columns(text) > width else { return text }
        var out = ""
        var used = 1
        for character in text {
            used += columns(character)
            guard used <= width else { break }
            out.append(character)
        }
        return out + "…"
    }

    /// A line in the colour of an outcome: red for what was refused, yellow for what was skipped, green for what was created.
    static func coloured(_ line: String, _ outcome: ImportReport.Outcome) -> String {
        switch outcome {
        case .refused: "\u{1B}[31m\(line)\(reset)"
        case .skipped: "\u{1B}[33m\(line)\(reset)"
        case .created: "\u{1B}[32m\(line)\(reset)"
        case .updated, .unchanged: line
        }
    }
}
