import Exchange
import Pictures
import Values

/// A story in one language, as one Markdown file says it.
struct MarkdownText {
    private static let keys: Set<String> = [
        "title", "slug", "summary", "language", "author", "published", "sport", "picture", "pictureAlt", "state",
        "athletes", "sports",
    ]

    let name: String
    let slug: Slug
    let language: Language
    let author: String?
    let state: StoryDraft.State?
    let publishedAt: Instant?
    let picture: String?
    let athletes: [String]?
    let sports: [String]?
    let text: StoryDraft.Text
    let notes: [String]

    /// Reads a file; refuses the first value that cannot be used. A file that names no language is in `fallback`.
    init(_ file: MarkdownFile, _ fallback: Language) throws {
        let document = try file.document()
        func value(_ key: String, most: Int = StoryText.lineLength) throws -> String? {
            guard let value = document.values[key] else { return nil }
            return try StoryText.plain(value.list.joined(separator: ", "), key, most: most)
        }
        name = file.name
        slug = try Self.slug(try value("slug") ?? file.stem)
        language = try Self.language(try value("language"), file.language, fallback)
        author = try value("author")
        state = try value("state").map(Self.state)
        publishedAt = try value("published").map(Self.instant)
        picture = try value("picture").map(Picture.name(from:))
        athletes = try document.values["athletes"].map { try Self.slugs($0.list, "athletes") }
        sports = try document.values["sports"].map { try Self.slugs($0.list, "sports") }
        guard let title = try value("title"), !title.isEmpty else {
            throw InvalidField("title", "A story needs a title. Write one.")
        }
        var text = StoryDraft.Text(title: title)
        text.summary = try value("summary", most: StoryText.summaryLength) ?? ""
        text.kicker = try value("sport") ?? ""
        text.pictureAlt = try value("pictureAlt") ?? ""
        let sanitizer = HTMLSanitizer(forStories: true)
        let html = try Markdown.html(document.body, through: sanitizer)
        text.blocks = try StoryBlocks.read(html, through: sanitizer)
        self.text = text
        let unknown = document.values.keys.filter { !Self.keys.contains($0) }.sorted()
        notes = unknown.isEmpty ? [] : ["\(file.name) says more than a story has: \(unknown.joined(separator: ", "))."]
    }

    /// Slugs of a list, or of one value with commas between, each once.
    private static func slugs(_ values: [String], _ field: String) throws -> [String] {
        let names = values.flatMap { $0.split(separator: ",") }.map { $0.split(whereSeparator: \.isWhitespace).joined() }
        var seen: Set<String> = []
        return try names.filter { !$0.isEmpty && seen.insert($0).inserted }.map { name in
            guard let slug = Slug(name) else {
                throw InvalidField(field, "“\(name.prefix(60))” is no slug: only lower-case letters, digits and hyphens are.")
            }
            return slug.text
        }
    }

    private static func slug(_ text: String) throws -> Slug {
        if let slug = Slug(text) { return slug }
        let advice = Slug(making: text).map { "Write \($0)." } ?? "Give it another one."
        throw InvalidField("slug", "“\(text.prefix(60))” is no slug: only lower-case letters, digits and hyphens are. \(advice)")
    }

    private static func language(_ text: String?, _ named: Language?, _ fallback: Language) throws -> Language {
        guard let text, !text.isEmpty else { return named ?? fallback }
        guard let language = Language(path: text) else {
            let known = Language.allCases.map(\.rawValue).joined(separator: ", ")
            throw InvalidField("language", "“\(text.prefix(40))” is not spoken here. Use one of \(known).")
        }
        guard named == nil || named == language else {
            let both = "The file's name says \(named?.rawValue ?? "") and its text \(language.rawValue)."
            throw InvalidField("language", "\(both) Correct one.")
        }
        return language
    }

    private static func state(_ text: String) throws -> StoryDraft.State {
        guard let state = StoryDraft.State(rawValue: text.lowercased()), state != .archived else {
            throw InvalidField("state", "“\(text.prefix(40))” is no state. Use published or draft.")
        }
        return state
    }

    /// A time with its zone, or a day, which begins at midnight UTC.
    private static func instant(_ text: String) throws -> Instant {
        guard let instant = Instant(text) ?? Instant("\(text)T00:00:00Z") else {
            throw InvalidField("published", "“\(text.prefix(40))” is no time. Write one such as 2018-02-09T11:00:00Z, or a day.")
        }
        return instant
    }
}
