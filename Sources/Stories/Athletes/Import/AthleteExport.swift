import Exchange
import Foundation
package import Storage
import Values

/// Writes sports or athletes as the CSV that their imports read: importing it into an empty hub gives the same.
package struct AthleteExport: Sendable {
    private static let page = 200

    private let database: Database

    /// An export of a hub's database.
    package init(database: Database) { self.database = database }

    /// Writes every athlete to a file, which is replaced; returns how many there were.
    package func writeAthletes(to path: String) async throws -> Int {
        try await write(AthleteSheet.header, to: path) { after, tx in
            let keys = try Athlete.keys(after: Key(raw: after), limit: Self.page, in: tx)
            let drafts = try AthleteDraft.load(keys, in: tx)
            return keys.map { (key: $0.raw, rows: drafts[$0].map(AthleteSheet.rows) ?? []) }
        }
    }

    /// Writes every sport to a file, which is replaced; returns how many there were.
    package func writeSports(to path: String) async throws -> Int {
        try await write(["Slug"] + LanguageColumns.titles("Name"), to: path) { after, tx in
            let keys = try Sport.keys(after: Key(raw: after), limit: Self.page, in: tx)
            let drafts = try SportDraft.load(keys, in: tx)
            return keys.map { key in
                let names = Language.allCases.map { drafts[key]?.names[$0] ?? "" }
                return (key: key.raw, rows: [[drafts[key]?.slug.text ?? ""] + names])
            }
        }
    }

    private func write(
        _ header: [String], to path: String,
        _ read: @escaping @Sendable (Int64, Transaction) throws -> [(key: Int64, rows: [[String]])]
    ) async throws -> Int {
        var writer = CSVWriter(header: header)
        var bytes: [UInt8] = []
        var (count, last) = (0, Int64(0))
        while true {
            let after = last
            let page = try await database.read { try read(after, $0) }
            guard let end = page.last else { break }
            for entry in page { for row in entry.rows { writer.append(row) } }
            bytes += writer.take()
            (count, last) = (count + page.count, end.key)
        }
        do {
            try Data(bytes + writer.take()).write(to: URL(fileURLWithPath: path), options: .atomic)
        } catch {
            throw InvalidField("file", "\(path) cannot be written: \(error.localizedDescription). Name another place.")
        }
        return count
    }
}
