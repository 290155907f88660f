package import Exchange
package import Storage
package import Values

/// Takes a CSV of athletes with their results into the hub; docs/importing.md has the columns. An athlete of a known slug is
/// updated; the same file again changes nothing. Athletes are open in every market at once.
package struct AthleteImport: Sendable {
    private static let athletesAtOnce = 200

    private let database: Database
    private let markets: [Market]
    private let now: Instant

    /// An import into a hub's database, for its markets, as of a moment.
    package init(database: Database, markets: [Market], now: Instant) {
        self.database = database
        self.markets = markets
        self.now = now
    }

    /// Reads the file and reports every athlete; a dry run reports the same and changes nothing.
    package func run(
        _ path: String, isDryRun: Bool = false, progress: ImportProgress.Observer? = nil
    ) async throws -> ImportReport {
        let (markets, now) = (markets, now)
        return try await SheetImport<AthleteDraft>(
            title: "Athletes", database: database, atOnce: Self.athletesAtOnce,
            read: { try Self.read($0, markets, $1, $2) }, save: { try $0.save(at: now, markets: markets, in: $1) }
        ).run(path, isDryRun: isDryRun, progress: progress)
    }

    private static func read(
        _ path: String, _ markets: [Market], _ progress: ImportProgress.Observer?, _ take: (SheetEntry<AthleteDraft>) throws -> Void
    ) throws {
        let sheet = try AthleteSheet(try CSVReader.header(of: path))
        var seen: Set<Int> = []
        var rows: [CSVRow] = []
        func close() throws {
            guard let first = rows.first else { return }
            try take(entry(rows, first, sheet, markets, &seen))
            rows = []
        }
        try CSVReader.read(path, progress: progress) { row in
            // A row that cannot be read may belong to the athlete before it, who is refused with it.
            let isSame = rows.first.map { first in
                row.problem != nil || first.problem == nil && row[sheet.slug] == first[sheet.slug]
            } ?? false
            if !isSame { try close() }
            rows.append(row)
        }
        try close()
    }

    private static func entry(
        _ rows: [CSVRow], _ first: CSVRow, _ sheet: AthleteSheet, _ markets: [Market], _ seen: inout Set<Int>
    ) -> SheetEntry<AthleteDraft> {
        let subject = first.problem == nil ? String(first[sheet.slug].prefix(60)) : ""
        do {
            if let broken = rows.first(where: { $0.problem != nil }), let problem = broken.problem {
                throw InvalidField("line \(broken.line)", problem.reason)
            }
            guard seen.insert(first[sheet.slug].hashValue).inserted else {
                let advice = "Put all rows of one athlete together."
                throw InvalidField("Slug", "Rows above have the same one, away from this row. \(advice)")
            }
            guard rows.count <= AthleteDraft.resultsLimit else {
                throw InvalidField("Event", "One athlete has more than \(AthleteDraft.resultsLimit) results. Leave some out.")
            }
            return SheetEntry(line: first.line, subject: subject, content: .success(try sheet.draft(rows, markets)))
        } catch {
            return SheetEntry(line: first.line, subject: subject, content: .failure(SheetRefusal(error)))
        }
    }
}
