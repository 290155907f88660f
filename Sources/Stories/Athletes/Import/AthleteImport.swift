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
        var report = ImportReport("Athletes from \(path)", isDryRun: isDryRun)
        let (markets, now) = (markets, now)
        let read = { @Sendable hand in try Self.read(path, markets, progress, hand) }
        try await ReadingThread.run(read, take: { (batch: [SheetEntry<AthleteDraft>]) in
            let outcomes = try await database.writeEach(batch.compactMap(\.draft), keeps: !isDryRun) { draft, tx in
                try draft.save(at: now, markets: markets, in: tx)
            }
            report.add(batch, outcomes)
        })
        return report
    }

    private static func read(
        _ path: String, _ markets: [Market], _ progress: ImportProgress.Observer?,
        _ hand: ([SheetEntry<AthleteDraft>]) throws -> Void
    ) throws {
        try CSVReader.read(path, progress: ImportProgress.checking(progress)) { _ in }
        let sheet = try AthleteSheet(try CSVReader.header(of: path))
        var seen: Set<Int> = []
        var rows: [CSVRow] = []
        var batch: [SheetEntry<AthleteDraft>] = []
        func close() {
            guard let first = rows.first else { return }
            batch.append(entry(rows, first, sheet, markets, &seen))
            rows = []
        }
        try CSVReader.read(path, progress: progress) { row in
            // A row that cannot be read may belong to the athlete before it, who is refused with it.
            let isSame = rows.first.map { first in
                row.problem != nil || first.problem == nil && row[sheet.slug] == first[sheet.slug]
            } ?? false
            if !isSame { close() }
            rows.append(row)
            guard batch.count >= athletesAtOnce else { return }
            try hand(batch)
            batch = []
        }
        close()
        try hand(batch)
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
