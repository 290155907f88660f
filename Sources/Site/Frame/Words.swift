import Foundation
import Values
import Web

/// The hub's words in one language, by name; values are put in as `{0}`, `{1}`.
struct Words: Sendable {
    /// What templates see.
    let fields: Fields
    private let texts: [String: String]

    /// Reads `<language>.json`; throws when it is missing or malformed.
    init(_ language: Language, folder: URL) throws {
        let data = try Data(contentsOf: folder.appendingPathComponent("\(language.path).json"))
        texts = try JSONDecoder().decode([String: String].self, from: data)
        var fields: Fields = [:]
        for (name, text) in texts { fields[name] = text }
        self.fields = fields
    }

    /// A text with its values; a name without a text is a bug.
    func callAsFunction(_ name: String, _ values: String...) -> String {
        guard var text = texts[name] else { preconditionFailure("there is no word \(name)") }
        for (place, value) in values.enumerated() { text = text.replacing("{\(place)}", with: value) }
        return text
    }

    /// What people in a market call the tax in prices.
    func tax(in market: MarketCode) -> String {
        switch market.text {
        case "US": self("taxSales")
        case "JP": self("taxConsumption")
        default: self("taxVat")
        }
    }

    /// A text for a stable code, or nil when there is none.
    func optional(_ name: String) -> String? { texts[name] }
}
