package import Exchange
import Pictures
package import Storage
package import Values

/// Takes a folder of Markdown files, `<slug>.<language>.md`, as stores: all languages of one slug are one store.
///
/// The front matter holds `name`, `line`, `picture`, `pictureAlt`, `look`, `markets`, `story` and `position`; the text below is the
/// front, in which lists of links to `product:HANDLE` are shelves. What a store carries is said by products, in the column
/// `Stores` of their file. Languages that the folder does not speak of stay as they are.
package struct StoreImport: Sendable {
    private let database: Database
    private let markets: [Market]
    private let language: Language
    private let now: Instant

    /// An import into a hub's database, for its markets, as of a moment; `language` is the first one of new stores.
    package init(database: Database, markets: [Market], language: Language = .english, now: Instant) {
        self.database = database
        self.markets = markets
        self.language = language
        self.now = now
    }

    /// Reads a folder and reports every store; a dry run reports the same and changes nothing.
    package func run(_ path: String, isDryRun: Bool = false) async throws -> ImportReport {
        let (markets, language, now) = (markets, language, now)
        return try await FolderImport("Stores", into: database) {
            try StorePatch($0, language)
        } save: {
            try $0.save(at: now, markets, in: $1)
        }.run(path, isDryRun: isDryRun)
    }
}

/// What a folder says about one store.
private struct StorePatch: Sendable {
    let slug: Slug
    let language: Language
    let position: Int64?
    let look: Store.Look?
    let picture: String?
    let story: Slug?
    let markets: Set<MarketCode>?
    let texts: [Language: StoreDraft.Text]

    init(_ files: [MarkdownFile], _ fallback: Language) throws {
        let all = try files.map { try MarkdownValues($0) }
        var texts: [Language: StoreDraft.Text] = [:]
        for values in all { texts[try values.language(or: fallback)] = try Self.text(values) }
        self.texts = texts
        guard let slug = try all.firstValue({ try $0.slug("slug") }) ?? Slug(files[0].stem) else {
            throw InvalidField("slug", "“\(files[0].stem.prefix(60))” is no slug. Name the file otherwise.")
        }
        self.slug = slug
        language = texts[fallback] == nil ? try all[0].language(or: fallback) : fallback
        position = try all.firstValue { try $0.text("position") }.map { text in
            guard let position = Int64(text) else { throw InvalidField("position", "“\(text.prefix(20))” is no number.") }
            return position
        }
        look = try all.firstValue { try $0.text("look") }.map { text in
            guard let look = Store.Look(rawValue: text) else {
                let known = Store.Look.allCases.map(\.rawValue).joined(separator: ", ")
                throw InvalidField("look", "“\(text.prefix(40))” is no look. Use one of \(known).")
            }
            return look
        }
        picture = try all.firstValue { try $0.text("picture") }.map(Picture.name(from:))
        story = try all.firstValue { try $0.slug("story") }
        markets = try all.firstValue { try $0.list("markets") }.map { codes in
            Set(try codes.map { text in
                guard let code = MarketCode(text) else { throw InvalidField("markets", "“\(text.prefix(20))” is no market.") }
                return code
            })
        }
    }

    private static func text(_ values: MarkdownValues) throws -> StoreDraft.Text {
        guard let name = try values.text("name"), !name.isEmpty else {
            throw InvalidField("name", "A store needs a name. Write one in \(values.file.name).")
        }
        var text = StoreDraft.Text(name: name)
        text.line = try values.text("line", most: MarkdownValues.summaryLength) ?? ""
        text.pictureAlt = try values.text("pictureAlt") ?? ""
        let sanitizer = HTMLSanitizer(forStories: true)
        text.front = try StoryBlocks.read(try Markdown.html(values.body, through: sanitizer), through: sanitizer)
        return text
    }

    func save(at now: Instant, _ markets: [Market], in tx: Transaction) throws -> StoreDraft.Change {
        var draft = try StoreDraft.load(slug, in: tx) ?? StoreDraft(slug: slug, language: language)
        draft.texts.merge(texts) { $1 }
        draft.position = position ?? draft.position
        draft.look = look ?? draft.look
        draft.picture = picture ?? draft.picture
        draft.story = story?.text ?? draft.story
        draft.markets = self.markets ?? draft.markets
        return try draft.save(at: now, markets: markets, in: tx)
    }
}
