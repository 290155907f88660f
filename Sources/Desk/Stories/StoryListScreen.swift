import Hub
import Staff
import Storage
import Stories
import Values
import Web

/// All stories of the desk, with filters.
enum StoryListScreen {
    static func read(_ call: DeskCall, _ window: DeskWindow) async throws -> DeskList {
        let words = call.words
        let filter = try filter(call)
        let (after, now) = (window.after.flatMap(place), call.now)
        let (rows, authors) = try await call.hub.database.read { tx in
            (try StoryRow.list(filter, after: after, at: now, limit: window.limit + 1, in: tx), try StoryRow.authors(in: tx))
        }
        let languages = languages(call)
        return DeskList(
            title: words("stories"), section: "stories",
            columns: [
                DeskColumn("title", words("headline")), DeskColumn("state", words("state"), .state),
                DeskColumn("markets", words("seenIn")), DeskColumn("languages", words("languages")),
                DeskColumn("author", words("author")), DeskColumn("changed_at", words("changed"), .time),
                DeskColumn("changed_by", words("who")), DeskColumn("slug", words("address"), isForFileOnly: true),
                DeskColumn("opens_at", words("opensNext"), .time, isForFileOnly: true),
            ],
            rows: rows.map { row($0, languages, call) }, filters: filters(authors, languages, call),
            primary: call.may(.editStories) ? .init(title: words("newStory"), url: "\(StoryScreens.home)/new") : nil,
            empty: words("noStories"))
    }

    /// The languages that some market is served in.
    private static func languages(_ call: DeskCall) -> [Language] {
        let spoken = Set(call.markets.markets.flatMap(\.languages))
        return Language.allCases.filter(spoken.contains)
    }

    private static func row(_ row: StoryRow, _ languages: [Language], _ call: DeskCall) -> DeskRow {
        let words = call.words
        var state = DeskCell.state(words("story_\(row.standing)"), tone(row.standing), file: row.standing.rawValue)
        state.note = row.opensAt.map { words("opensAt", DeskTime.text($0, in: call.zone)) }
        if row.isChanged, [.open, .scheduled].contains(row.standing) { state.note = words("hasChanges") }
        var title = DeskCell(row.title.isEmpty ? row.slug.text : row.title)
        title.note = row.slug.text
        let markets = row.markets.map(\.text).joined(separator: " ")
        return DeskRow(
            url: StoryScreens.url(row.key), cursor: "\(row.changedAt.ms)-\(row.key)",
            cells: [
                title, state, DeskCell(markets), languageCell(row, languages), DeskCell(row.author),
                .time(row.changedAt, in: call.zone), DeskCell(row.changedBy), DeskCell(row.slug.text),
                .time(row.opensAt, in: call.zone),
            ])
    }

    /// `EN JA 80% KO –`: whole, begun, not begun.
    private static func languageCell(_ row: StoryRow, _ languages: [Language]) -> DeskCell {
        let parts = languages.map { language -> String in
            let tag = language.shortTag
            guard let progress = row.languages[language] else { return language == row.language ? tag : "\(tag) –" }
            let done = progress.total - progress.missing - progress.outdated
            return progress.isWhole || language == row.language ? tag : "\(tag) \(done * 100 / max(1, progress.total))%"
        }
        return DeskCell(parts.joined(separator: " · "), file: parts.joined(separator: "; "))
    }

    private static func tone(_ standing: StoryRow.Standing) -> DeskCell.Tone {
        switch standing {
        case .open: .good
        case .scheduled: .waiting
        case .closed: .bad
        case .draft, .archived: .quiet
        }
    }

    private static func filter(_ call: DeskCall) throws -> StoryRow.Filter {
        let query = try call.query()
        var filter = StoryRow.Filter()
        filter.standing = StoryRow.Standing(rawValue: query["state"])
        filter.isChanged = query["state"] == "changed"
        filter.lacking = Language(path: query["lacking"])
        filter.market = MarketCode(query["market"])
        filter.author = query["author"]
        filter.text = query["q"]
        return filter
    }

    private static func filters(_ authors: [String], _ languages: [Language], _ call: DeskCall) -> [DeskField] {
        let words = call.words
        func choice(_ name: String, _ label: String, _ options: [(String, String)]) -> DeskField {
            DeskField(name: name, label: words(label), kind: .choice([("", words("all"))] + options), isRequired: false)
        }
        let states = StoryRow.Standing.allCases.map { ($0.rawValue, words("story_\($0)")) }
        return [
            DeskField(name: "q", label: words("text"), kind: .search, isRequired: false),
            choice("state", "state", states + [("changed", words("hasChanges"))]),
            choice("lacking", "lackingLanguage", languages.map { ($0.path, $0.ownName) }),
            choice("market", "market", call.markets.markets.map { ($0.code.text, call.marketName($0)) }),
            choice("author", "author", authors.map { ($0, $0) }),
        ]
    }

    private static func place(_ cursor: String) -> StoryRow.Place? {
        let parts = cursor.split(separator: "-", maxSplits: 1)
        guard parts.count == 2, let ms = Int64(parts[0]), let key = Key<Story>(parts[1]) else { return nil }
        return StoryRow.Place(changedAt: Instant(ms: ms), key: key)
    }
}

extension Language {
    /// Two letters, as tables write it.
    var shortTag: String { String(rawValue.prefix(2)).uppercased() }
}

extension DeskCall {
    /// What people call a market.
    func marketName(_ market: Market) -> String { words.optional("market_\(market.code)") ?? market.name }
}
