import Exchange
import Storage
import Values

/// How a sheet comes in, in which one thing takes one or more rows: drafts are read, saved in batches, and reported.
struct SheetImport<Draft: Sendable>: Sendable {
    /// Gives each draft or refusal to its caller, in the order of the rows; throws where the whole file cannot be read.
    typealias Reader = @Sendable (
        _ path: String, _ progress: ImportProgress.Observer?, _ take: (SheetEntry<Draft>) throws -> Void
    ) throws -> Void

    let title: String
    let database: Database
    /// Drafts in one transaction.
    let atOnce: Int
    let read: Reader
    let save: @Sendable (Draft, Transaction) throws -> SportDraft.Change

    /// Reads the file and reports every draft; a dry run reports the same and changes nothing.
    func run(_ path: String, isDryRun: Bool, progress: ImportProgress.Observer?) async throws -> ImportReport {
        var report = ImportReport("\(title) from \(path)", isDryRun: isDryRun)
        let (read, save, atOnce) = (read, save, atOnce)
        let batches = { @Sendable (hand: ([SheetEntry<Draft>]) throws -> Void) in
            // Read once to its end before anything changes: what is wrong with the whole file is found then.
            try CSVReader.read(path, progress: ImportProgress.checking(progress)) { _ in }
            var batch: [SheetEntry<Draft>] = []
            try read(path, progress) { entry in
                batch.append(entry)
                guard batch.count >= atOnce else { return }
                try hand(batch)
                batch = []
            }
            try hand(batch)
        }
        try await ReadingThread.run(batches, take: { (batch: [SheetEntry<Draft>]) in
            report.add(batch, try await database.writeEach(batch.compactMap(\.draft), keeps: !isDryRun, save))
        })
        return report
    }
}
