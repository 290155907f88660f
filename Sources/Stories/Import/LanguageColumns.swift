import Exchange
import Pictures
import Storage
import Values

/// Columns that say one thing in several languages: `Name / en`, `Name / ja` and so on.
struct LanguageColumns: Sendable {
    private let places: [Language: Int]

    init(_ name: String, in header: CSVHeader) {
        var places: [Language: Int] = [:]
        for language in Language.allCases { places[language] = header.column(Self.title(name, language)) }
        self.places = places
    }

    /// Whether the file has none of them.
    var isEmpty: Bool { places.isEmpty }

    /// What a row says, by language, on one line and without what is empty. Refuses what is too long.
    func values(_ row: CSVRow, _ name: String, most: Int = StoryText.lineLength) throws -> [Language: String] {
        var values: [Language: String] = [:]
        for (language, place) in places {
            let text = try StoryText.plain(row[place], Self.title(name, language), most: most)
            if !text.isEmpty { values[language] = text }
        }
        return values
    }

    /// What a column is called.
    static func title(_ name: String, _ language: Language) -> String { "\(name) / \(language.rawValue)" }
    /// What the columns are called, in the order of the hub's languages.
    static func titles(_ name: String) -> [String] { Language.allCases.map { title(name, $0) } }
}

/// One thing of a file: what it says, or why it cannot be taken.
struct SheetEntry<Draft: Sendable>: Sendable {
    let line: Int
    let subject: String
    let content: Result<Draft, SheetRefusal>

    var draft: Draft? { if case .success(let draft) = content { draft } else { nil } }
}

/// Why a row cannot be taken, as a report says it.
struct SheetRefusal: Error, Sendable {
    let reason: String

    init(_ error: any Error) {
        let refusal = error as? any Refusal
        reason = refusal.map { refusal in refusal.field.map { "\($0): \(refusal.reason)" } ?? refusal.reason } ?? "\(error)"
    }
}

extension ImportReport {
    /// Adds what became of the entries of a batch, whose drafts were written in their order.
    mutating func add<Draft>(_ batch: [SheetEntry<Draft>], _ outcomes: [Written<SportDraft.Change>]) {
        var next = outcomes.makeIterator()
        for entry in batch {
            switch entry.content {
            case .failure(let refusal): add(.line(entry.line), entry.subject, .refused, refusal.reason)
            case .success:
                switch next.next() {
                case .done(let change)?: add(.line(entry.line), entry.subject, change.outcome)
                case .refused(let refusal)?: add(.line(entry.line), entry.subject, .refused, SheetRefusal(refusal).reason)
                case nil: return
                }
            }
        }
    }
}
