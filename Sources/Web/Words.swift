package import Foundation
package import Values

/// A surface's words in one language, by name; values are put in as `{0}`, `{1}`.
package struct Words: Sendable {
    /// What templates see.
    package let fields: Fields
    private let texts: [String: String]

    /// Reads `<language>.json`; throws when it is missing or malformed.
    package init(_ language: Language, folder: URL) throws {
        let data = try Data(contentsOf: folder.appendingPathComponent("\(language.path).json"))
        texts = try JSONDecoder().decode([String: String].self, from: data)
        var fields: Fields = [:]
        for (name, text) in texts { fields[name] = text }
        self.fields = fields
    }

    /// A text with its values; a name without a text is a bug.
    package func callAsFunction(_ name: String, _ values: String...) -> String {
        guard let text = texts[name] else { preconditionFailure("there is no word \(name)") }
        return Self.filled(text, values)
    }

    /// A text with its values for a stable code, or nil when there is none.
    package func optional(_ name: String, _ values: [String] = []) -> String? {
        texts[name].map { Self.filled($0, values) }
    }

    private static func filled(_ text: String, _ values: [String]) -> String {
        var text = text
        for (place, value) in values.enumerated() { text = text.replacing("{\(place)}", with: value) }
        return text
    }
}
