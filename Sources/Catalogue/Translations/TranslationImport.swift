package import Exchange
import Pictures
package import Storage
package import Values

/// Takes a translation file of Shopify into the hub: titles and descriptions of products, what kinds, options, their values and
/// categories are called, and what pictures show.
///
/// Products are known by their handles and pictures by their names; a file from another shop, which knows both by numbers, is
/// understood through its originals. A row without a translation changes nothing. One name holds for all products: where a file
/// translates it in two ways, the first one is taken and the others are left out. The same file again changes nothing.
package struct TranslationImport: Sendable {
    /// Rows that are written in one transaction.
    private static let rowsAtOnce = 500

    private let database: Database
    private let now: Instant

    /// An import into a hub's database, as of a moment.
    package init(database: Database, now: Instant) {
        self.database = database
        self.now = now
    }

    /// Reads the file and reports every row; a dry run reports the same and changes nothing.
    package func run(
        _ path: String, isDryRun: Bool = false, progress: ImportProgress.Observer? = nil
    ) async throws -> ImportReport {
        var report = ImportReport("Translations from \(path)", isDryRun: isDryRun)
        let now = now
        let names = try await names(of: path, progress)
        try await ReadingThread.run({ hand in try Self.read(path, progress, hand) }, take: { (batch: [TranslationRow]) in
            let rows = batch.compactMap(\.translation)
            let outcomes = try await database.writeEach(rows, keeps: !isDryRun) { row, tx in
                try row.save(names, at: now, in: tx)
            }
            var next = outcomes.makeIterator()
            for row in batch { row.report(row.translation.flatMap { _ in next.next() }, to: &report) }
        })
        return report
    }

    private func names(of path: String, _ progress: ImportProgress.Observer?) async throws -> TranslationNames {
        var found: TranslationNumbers?
        try await ReadingThread.run({ hand in
            try hand(TranslationNumbers(path, try TranslationColumns(try CSVReader.header(of: path)), progress))
        }, take: { found = $0 })
        guard let numbers = found else { preconditionFailure("a file that was read says something") }
        return try await database.read { try TranslationNames(numbers, in: $0) }
    }

    private static func read(
        _ path: String, _ progress: ImportProgress.Observer?, _ hand: ([TranslationRow]) throws -> Void
    ) throws {
        let columns = try TranslationColumns(try CSVReader.header(of: path))
        let sanitizer = HTMLSanitizer()
        var first: [String: (line: Int, text: String)] = [:]
        var batch: [TranslationRow] = []
        try CSVReader.read(path, progress: progress) { row in
            batch.append(TranslationRow(row, columns, sanitizer).unlessNamed(before: &first))
            guard batch.count == rowsAtOnce else { return }
            try hand(batch)
            batch = []
        }
        try hand(batch)
    }
}

extension TranslationRow {
    /// The row, left out when the file has given its name another translation before.
    fileprivate func unlessNamed(before first: inout [String: (line: Int, text: String)]) -> TranslationRow {
        guard let translation, case .label(let label) = translation.subject else { return self }
        let name = "\(label.sort)/\(label.code)/\(translation.language)"
        guard let earlier = first[name] else {
            first[name] = (line, translation.text)
            return self
        }
        guard earlier.text != translation.text else { return self }
        return TranslationRow(
            line, subject, "Line \(earlier.line) calls it “\(earlier.text.prefix(40))” already, for all products.")
    }

    private init(_ line: Int, _ subject: String, _ reason: String) {
        (self.line, self.subject, translation, trouble) = (line, subject, nil, (.skipped, reason))
    }

    fileprivate func report(_ outcome: Written<Translation.Saved>?, to report: inout ImportReport) {
        switch outcome {
        case .done(let saved): report.add(.line(line), subject, saved.change.outcome, saved.note)
        case .refused(let refusal): report.add(.line(line), subject, .refused, refusal.reason)
        case nil: if let trouble { report.add(.line(line), subject, trouble.outcome, trouble.reason) }
        }
    }
}
