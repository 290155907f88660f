import Exchange
import Values

/// The columns of a file of athletes. Rows of one athlete stand together; the first holds what is said of the athlete, and each
/// row may hold one result.
struct AthleteSheet: Sendable {
    /// Characters of what is said of an athlete.
    static let bioLength = 2_000
    /// Years in which an athlete can be born.
    private static let years: ClosedRange<Int64> = 1800...2100

    let slug: Int
    private let country: Int?
    private let sport: Int?
    private let born: Int?
    private let names: LanguageColumns
    private let bios: LanguageColumns
    private let games: LanguageColumns
    private let events: LanguageColumns
    private let rank: Int?
    private let medal: Int?
    private let mark: Int?

    init(_ header: CSVHeader) throws {
        names = LanguageColumns("Name", in: header)
        guard let slug = header.column("Slug"), !names.isEmpty else {
            throw UnreadableInput(.wrongFormat, line: 1, "A file of athletes has a column “Slug” and at least “Name / en”.")
        }
        self.slug = slug
        country = header.column("Country")
        sport = header.column("Sport")
        born = header.column("Born")
        bios = LanguageColumns("Bio", in: header)
        games = LanguageColumns("Games", in: header)
        events = LanguageColumns("Event", in: header)
        rank = header.column("Rank")
        medal = header.column("Medal")
        mark = header.column("Mark")
    }

    /// The names of an export's columns.
    static let header = ["Slug", "Country", "Sport", "Born"] + LanguageColumns.titles("Name") + LanguageColumns.titles("Bio")
        + LanguageColumns.titles("Games") + LanguageColumns.titles("Event") + ["Rank", "Medal", "Mark"]

    /// The athlete that rows say; refuses the first value that cannot be used.
    func draft(_ rows: [CSVRow], _ markets: [Market]) throws -> AthleteDraft {
        var draft = AthleteDraft(slug: try SheetSlug.read(rows[0][slug]))
        draft.country = try line(rows[0], country, "Country").uppercased()
        draft.sport = try line(rows[0], sport, "Sport")
        draft.born = try year(rows[0])
        let bios = try bios.values(rows[0], "Bio", most: Self.bioLength)
        for (language, name) in try names.values(rows[0], "Name") {
            var text = AthleteDraft.Text(name: name)
            text.bio = bios[language] ?? ""
            draft.texts[language] = text
        }
        draft.results = try rows.compactMap(result)
        draft.markets = Set(markets.map(\.code))
        return draft
    }

    /// The rows of an athlete: one for each result, and one at least.
    static func rows(of draft: AthleteDraft) -> [[String]] {
        (0..<max(1, draft.results.count)).map { place in
            let isFirst = place == 0
            let result = draft.results.indices.contains(place) ? draft.results[place] : nil
            func each(_ value: (Language) -> String?) -> [String] { Language.allCases.map { value($0) ?? "" } }
            let born = draft.born.map { "\($0)" } ?? ""
            let head = [draft.slug.text] + (isFirst ? [draft.country, draft.sport, born] : ["", "", ""])
            let texts = each { isFirst ? draft.texts[$0]?.name : nil } + each { isFirst ? draft.texts[$0]?.bio : nil }
            let events = each { result?.events[$0]?.games } + each { result?.events[$0]?.event }
            return head + texts + events + [result?.rank ?? "", result?.medal?.rawValue ?? "", result?.mark ?? ""]
        }
    }

    private func result(_ row: CSVRow) throws -> AthleteDraft.Result? {
        let games = try games.values(row, "Games")
        let events = try events.values(row, "Event")
        var result = AthleteDraft.Result()
        for language in Set(games.keys).union(events.keys) {
            guard let game = games[language], let event = events[language] else {
                let reason = "A result needs Games and Event in the same languages; line \(row.line) has one of them."
                throw InvalidField("Event", reason)
            }
            result.events[language] = AthleteDraft.Event(games: game, event: event)
        }
        result.rank = try line(row, rank, "Rank")
        result.mark = try line(row, mark, "Mark")
        let medal = try line(row, medal, "Medal").lowercased()
        result.medal = Medal(rawValue: medal)
        guard medal.isEmpty || result.medal != nil else {
            throw InvalidField("Medal", "“\(medal.prefix(40))” on line \(row.line) is no medal. Use gold, silver or bronze.")
        }
        guard result.events.isEmpty else { return result }
        guard result.rank.isEmpty, result.mark.isEmpty, medal.isEmpty else {
            throw InvalidField("Event", "Line \(row.line) has a result and does not say in which event. Fill in Games and Event.")
        }
        return nil
    }

    private func line(_ row: CSVRow, _ place: Int?, _ name: String) throws -> String {
        try place.map { try StoryText.plain(row[$0], name) } ?? ""
    }

    private func year(_ row: CSVRow) throws -> Int64? {
        let text = try line(row, born, "Born")
        guard !text.isEmpty else { return nil }
        guard let year = Int64(text), Self.years.contains(year) else {
            throw InvalidField("Born", "“\(text.prefix(40))” is no year. Write one such as 1994, or leave it empty.")
        }
        return year
    }
}
