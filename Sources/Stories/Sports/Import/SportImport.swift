package import Exchange
package import Storage
package import Values

/// Takes a CSV of sports into the hub: `Slug` and `Name / LANGUAGE`, a row a sport. A sport of a known slug is updated; the same
/// file again changes nothing. Sports are open in every market at once.
package struct SportImport: Sendable {
    private static let sportsAtOnce = 100

    private let database: Database
    private let markets: [Market]
    private let now: Instant

    /// An import into a hub's database, for its markets, as of a moment.
    package init(database: Database, markets: [Market], now: Instant) {
        self.database = database
        self.markets = markets
        self.now = now
    }

    /// Reads the file and reports every sport; a dry run reports the same and changes nothing.
    package func run(
        _ path: String, isDryRun: Bool = false, progress: ImportProgress.Observer? = nil
    ) async throws -> ImportReport {
        let (markets, now) = (markets, now)
        return try await SheetImport<SportDraft>(
            title: "Sports", database: database, atOnce: Self.sportsAtOnce,
            read: { try Self.read($0, markets, $1, $2) }, save: { try $0.save(at: now, markets: markets, in: $1) }
        ).run(path, isDryRun: isDryRun, progress: progress)
    }

    private static func read(
        _ path: String, _ markets: [Market], _ progress: ImportProgress.Observer?, _ take: (SheetEntry<SportDraft>) throws -> Void
    ) throws {
        let header = try CSVReader.header(of: path)
        let names = LanguageColumns("Name", in: header)
        guard let slug = header.column("Slug"), !names.isEmpty else {
            throw UnreadableInput(.wrongFormat, line: 1, "A file of sports has a column “Slug” and at least “Name / en”.")
        }
        var seen: Set<String> = []
        try CSVReader.read(path, progress: progress) { row in try take(entry(row, slug, names, markets, &seen)) }
    }

    private static func entry(
        _ row: CSVRow, _ slug: Int, _ names: LanguageColumns, _ markets: [Market], _ seen: inout Set<String>
    ) -> SheetEntry<SportDraft> {
        let subject = row.problem == nil ? String(row[slug].prefix(60)) : ""
        do {
            if let problem = row.problem { throw problem }
            var draft = SportDraft(slug: try SheetSlug.read(row[slug]))
            guard seen.insert(draft.slug.text).inserted else {
                throw InvalidField("Slug", "An earlier row has the same one. Keep one of the two.")
            }
            draft.names = try names.values(row, "Name")
            draft.markets = Set(markets.map(\.code))
            return SheetEntry(line: row.line, subject: subject, content: .success(draft))
        } catch {
            return SheetEntry(line: row.line, subject: subject, content: .failure(SheetRefusal(error)))
        }
    }
}

/// The slug of a row.
enum SheetSlug {
    static func read(_ text: String) throws -> Slug {
        if let slug = Slug(text) { return slug }
        let advice = Slug(making: text).map { "Write \($0)." } ?? "Give it one."
        let rule = "only lower-case letters, digits and hyphens are."
        throw InvalidField("Slug", "“\(text.prefix(60))” is no slug: \(rule) \(advice)")
    }
}
