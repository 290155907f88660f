extension ImportReport {
    /// Columns that a subject may take before it is cut.
    private static let subjectColumns = 40

    /// The report for a terminal: the counts, then at most `limit` rows each that were refused, skipped, or taken with a note, with
    /// place, subject and reason. Text from the import is shown without control characters; colours only where asked for.
    package func text(limit: Int = 20, colours: Bool = false) -> String {
        var lines = [TerminalText.plain(title) + (isDryRun ? " (dry run: nothing was written)" : ""), ""]
        let width = max(9, Self.grouped(total).count)
        for outcome in Outcome.allCases {
            let line = "  \(TerminalText.padded(outcome.rawValue, 10))\(Self.right(count(outcome), width))"
            lines.append(colours && count(outcome) > 0 ? TerminalText.coloured(line, outcome) : line)
        }
        lines.append("  \(TerminalText.padded("total", 10))\(Self.right(total, width))")
        for outcome in [Outcome.refused, .skipped] where count(outcome) > 0 {
            let rows = rows.lazy.filter { $0.outcome == outcome }
            lines += ["", outcome.rawValue.capitalizedFirst] + table(Array(rows.prefix(max(0, limit))), of: count(outcome))
        }
        let noted = rows.filter { !$0.outcome.isTrouble && $0.reason != nil }
        if !noted.isEmpty { lines += ["", "Taken, but"] + table(Array(noted.prefix(max(0, limit))), of: noted.count) }
        if unkept > 0 { lines += ["", "\(Self.grouped(unkept)) rows were only counted and are not listed."] }
        return lines.joined(separator: "\n") + "\n"
    }

    private func table(_ shown: [Row], of count: Int) -> [String] {
        let places = shown.map { TerminalText.plain($0.place.description) }
        let subjects = shown.map { TerminalText.cut($0.subject, Self.subjectColumns) }
        let placeWidth = places.map(TerminalText.columns).max() ?? 0
        let subjectWidth = subjects.map(TerminalText.columns).max() ?? 0
        var lines = shown.indices.map { row in
            let place = TerminalText.padded(places[row], placeWidth)
            let subject = TerminalText.padded(subjects[row], subjectWidth)
            return "  \(place)  \(subject)  \(TerminalText.plain(shown[row].reason ?? ""))".trimmedEnd
        }
        let more = count - lines.count
        if more > 0 { lines.append("  and \(Self.grouped(more)) more") }
        return lines
    }

    private static func right(_ number: Int, _ width: Int) -> String {
        let digits = grouped(number)
        return String(repeating: " ", count: max(0, width - digits.count)) + digits
    }

    private static func grouped(_ number: Int) -> String {
        var digits = String(number)[...]
        var groups: [Substring] = []
        while digits.count > 3 {
            groups.insert(digits.suffix(3), at: 0)
            digits = digits.dropLast(3)
        }
        return ([digits] + groups).joined(separator: ",")
    }
}

extension String {
    fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }

    fileprivate var trimmedEnd: String {
        var text = self
        while text.last == " " { text.removeLast() }
        return text
    }
}
