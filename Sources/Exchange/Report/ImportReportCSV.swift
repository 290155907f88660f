extension ImportReport {
    /// All kept rows as CSV for people: `place,subject,outcome,reason`, safe to open in a spreadsheet.
    package var csv: String {
        var writer = CSVWriter(header: ["place", "subject", "outcome", "reason"], guardsFormulas: true)
        for row in rows {
            writer.append([row.place.description, row.subject, row.outcome.rawValue, row.reason ?? ""])
        }
        return writer.text
    }
}
