import Exchange
import Foundation
package import Staff
import Storage
package import Values

// Files that a browser sends go through the same imports as those at the terminal. What became of each row is kept, so that it
// can be read and fetched afterwards, and the log says who brought it in.

extension Hub {
    /// Bytes that one upload may have; larger files are for the terminal.
    package static let importLimit = 64 << 20

    /// Brings files in, or only looks at them, and keeps the report. Refuses files that are wrong as a whole, and changes nothing
    /// then.
    package func runImport(
        _ kind: ImportKind, _ files: [ImportFile], language: Language = .english, isDryRun: Bool = false, by author: Author
    ) async throws -> ImportRun {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("stadion-import-\(Token.random())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let report: ImportReport
        do {
            report = try await read(kind, from: try kind.lay(files, into: folder.path), language, isDryRun)
        } catch let refusal as UnreadableInput {
            // Where the file lay for a moment is nothing that somebody at a browser knows.
            throw UnreadableInput(refusal.kind, refusal.reason.replacing("\(folder.path)/", with: ""))
        }
        let title = files.map(\.name).prefix(3).joined(separator: ", ") + (files.count > 3 ? " …" : "")
        let now = now()
        return try await database.write { tx in
            let key = try ImportRun.save(report, kind, title, isDryRun: isDryRun, by: author, at: now, in: tx)
            let run = try ImportRun.find(key, kind, in: tx)
            if !isDryRun {
                let counts = run.counts.map { ($0.outcome, $0.count > 0 ? "\($0.count)" : nil) }
                try Change.record(
                    "imported", "import", key, titled: title, by: author,
                    after: Snapshot(Dictionary(counts + [("what", kind.rawValue)]) { $1 }.compactMapValues { $0 }), at: now, in: tx)
            }
            return run
        }
    }

    private func read(_ kind: ImportKind, from path: String, _ language: Language, _ isDryRun: Bool) async throws -> ImportReport {
        switch kind {
        case .products: try await importProducts(from: path, isDryRun: isDryRun)
        case .translations: try await importTranslations(from: path, isDryRun: isDryRun)
        case .pictures: try await importPictures(from: path, isDryRun: isDryRun)
        case .stories: try await importStories(from: path, language: language, isDryRun: isDryRun)
        case .films: try await importFilms(from: path, language: language, isDryRun: isDryRun)
        case .sports: try await importSports(from: path, isDryRun: isDryRun)
        case .athletes: try await importAthletes(from: path, isDryRun: isDryRun)
        case .stores: try await importStores(from: path, language: language, isDryRun: isDryRun)
        }
    }
}

extension ImportKind {
    /// Lays files where an import reads them: one file, or a folder of what they and their zips hold.
    fileprivate func lay(_ files: [ImportFile], into folder: String) throws -> String {
        guard let first = files.first else { throw InvalidField("files", "Choose at least one file.") }
        let isOne = isSheet || (self == .stories && first.name.lowercased().hasSuffix(".xml"))
        guard !isOne || files.count == 1 else { throw InvalidField("files", "Choose one file at a time for this.") }
        for file in files {
            let data = Data(file.bytes)
            if !isOne, ZipArchive.isZip(data) {
                _ = try ZipArchive(data).unpack(into: folder)
            } else {
                try data.write(to: URL(fileURLWithPath: folder).appendingPathComponent(try SafePath(file.name).text))
            }
        }
        return isOne ? "\(folder)/\(first.name)" : folder
    }
}

extension ImportRun {
    /// Runs that are kept with their rows.
    private static let runsKept: Int64 = 200

    fileprivate static func save(
        _ report: ImportReport, _ kind: ImportKind, _ title: String, isDryRun: Bool, by author: Author, at now: Instant,
        in tx: Transaction
    ) throws -> Key<ImportRun> {
        let key = try tx.newKey(ImportRun.self)
        let counts = ImportReport.Outcome.allCases.map { SQL("\(Int64(report.count($0)))") }
        try tx.run("""
            INSERT INTO imports (key, at, author, kind, title, is_dry, created, updated, unchanged, skipped, refused, lines)
            VALUES (\(key), \(now), \(author.name), \(kind.rawValue), \(title), \(isDryRun), \(SQL.joined(counts, by: ", ")),
                \(try ImportLines.encode(report)))
            """)
        try tx.run("""
            DELETE FROM imports WHERE key NOT IN (SELECT key FROM imports ORDER BY key DESC LIMIT \(runsKept))
            """)
        return key
    }
}

/// Rows of a report as they are stored.
enum ImportLines {
    /// Rows that are kept of one run.
    private static let limit = 20_000

    static func encode(_ report: ImportReport) throws -> String {
        let rows = report.rows.filter(\.outcome.isTrouble) + report.rows.filter { !$0.outcome.isTrouble }
        let lines = rows.prefix(limit).map { row in
            ImportRun.Line(
                place: row.place.description, subject: row.subject, outcome: row.outcome.rawValue, reason: row.reason)
        }
        return String(decoding: try JSONEncoder().encode(lines), as: UTF8.self)
    }

    static func decode(_ text: String) -> [ImportRun.Line]? {
        try? JSONDecoder().decode([ImportRun.Line].self, from: Data(text.utf8))
    }
}
