import Foundation
import Values
import Web

/// The pages that a shop must have, one short text a language.
enum LegalPage {
    static let names = ["imprint", "privacy", "terms"]

    /// The pages that have a text.
    static func links(_ base: String, _ words: Words) -> [Fields] {
        names.filter { words.optional("\($0)Text") != nil }.map { ["url": "\(base)/\($0)", "title": words($0)] }
    }

    static func read(_ reading: PageReading, _ name: String, hubName: String) throws -> Page {
        guard names.contains(name), let text = reading.words.optional("\(name)Text") else { throw NotFound("page") }
        let paragraphs = text.replacing("{0}", with: hubName).split(separator: "\n").map { "<p>\(escaped($0))</p>" }
        return Page(
            title: reading.words(name), path: "/\(name)",
            fields: ["heading": reading.words(name), "html": paragraphs.joined(separator: "\n")])
    }

    private static func escaped(_ text: Substring) -> String {
        String(text).replacing("&", with: "&amp;").replacing("<", with: "&lt;")
    }
}
