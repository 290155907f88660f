import Exchange
import Values

/// The columns of Shopify's translation file (Settings, Languages, Export).
struct TranslationColumns: Sendable {
    static let header = [
        "Type", "Identification", "Field", "Locale", "Market", "Status", "Default content", "Translated content",
    ]

    let type: Int
    let identification: Int
    let field: Int
    let locale: Int
    let market: Int?
    let original: Int?
    let translation: Int

    /// Refuses a header that is no translation file's.
    init(_ header: CSVHeader) throws {
        func place(_ name: String) throws -> Int {
            guard let column = header.column(name) else {
                throw UnreadableInput(
                    .wrongFormat, line: 1,
                    "This is no translation file of Shopify: it has no column “\(name)”. Export the languages as CSV.")
            }
            return column
        }
        type = try place("Type")
        identification = try place("Identification")
        field = try place("Field")
        locale = try place("Locale")
        translation = try place("Translated content")
        market = header.column("Market")
        original = header.column("Default content")
    }
}

extension Language {
    /// The language that a translation file means by a locale; nil for one that the hub does not speak, traditional Chinese too.
    init?(locale: String) {
        let parts = locale.lowercased().replacing("_", with: "-").split(separator: "-").map(String.init)
        guard let first = parts.first else { return nil }
        if first == "zh" {
            guard parts.dropFirst().allSatisfy({ ["hans", "cn", "sg"].contains($0) }) else { return nil }
            self = .chinese
            return
        }
        guard let language = Language(path: first) else { return nil }
        self = language
    }

    /// How a translation file writes the language.
    var locale: String { self == .chinese ? "zh-CN" : rawValue }
}
