import Catalogue
import Exchange
import Foundation
import Hub
import Staff
import Storage
import Stories
import Values
import Web

/// How texts of a form become values of a draft; each refuses with the name of its field.
enum CardForm {
    /// Lines of one field.
    private static let linesLimit = 200

    /// A text on one line, or more where it may be longer.
    static func text(_ name: String, _ facts: [String: String], most: Int = MarkdownValues.lineLength) throws -> String {
        let text = facts[name, default: ""].split(separator: " ").joined(separator: " ")
        guard text.count <= most else {
            throw InvalidField(name, "The text has \(text.count) characters, and \(most) is the limit; shorten it.")
        }
        return text
    }

    /// What is said in each language in which the title is not empty; a language with other texts and no title is refused.
    static func texts<Text>(
        _ title: String, _ facts: [String: String], _ make: (String, Language) throws -> Text
    ) throws -> [Language: Text] {
        var texts: [Language: Text] = [:]
        for language in Language.allCases {
            let name = try text("\(title).\(language.path)", facts)
            let others = facts.contains { $0.key.hasSuffix(".\(language.path)") && !$0.value.isEmpty }
            guard !name.isEmpty || !others else {
                throw InvalidField("\(title).\(language.path)", "There is a text in \(language.ownName) and no name; write one.")
            }
            if !name.isEmpty { texts[language] = try make(name, language) }
        }
        guard !texts.isEmpty else { throw InvalidField("\(title).en", "Write a name in at least one language.") }
        return texts
    }

    /// The first language in which there is a title.
    static func language(_ title: String, _ facts: [String: String]) -> Language {
        Language.allCases.first { !facts["\(title).\($0.path)", default: ""].isEmpty } ?? .english
    }

    static func number(_ name: String, _ facts: [String: String]) throws -> Int64? {
        let text = facts[name, default: ""]
        if text.isEmpty { return nil }
        guard let number = Int64(text), (0...1_000_000).contains(number) else {
            throw InvalidField(name, "Write a whole number, or leave it empty.")
        }
        return number
    }

    static func lines(_ name: String, _ facts: [String: String]) throws -> [String] {
        let lines = facts[name, default: ""].split(whereSeparator: \.isNewline)
            .map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
        guard lines.count <= linesLimit else {
            throw InvalidField(name, "There are more than \(linesLimit) lines; leave some out.")
        }
        return lines
    }

    static func slugs(_ name: String, _ facts: [String: String]) throws -> [Slug] {
        try lines(name, facts).map { text in
            guard let slug = Slug(text) else { throw InvalidField(name, "“\(text.prefix(60))” is no address. Correct it.") }
            return slug
        }
    }

    static func markets(_ facts: [String: String], among markets: [Market]) throws -> Set<MarketCode> {
        let codes = Set(facts["markets", default: ""].split(separator: " ").compactMap { MarketCode($0) })
        guard codes.isSubset(of: markets.map(\.code)) else { throw InvalidField("markets", "Choose markets that the hub has.") }
        return codes
    }
}

extension Card {
    /// A card of a stored thing; what is empty is left out.
    init(_ key: Int64, _ language: Language, _ title: String, _ facts: [String: String], _ markets: Set<MarketCode>) {
        var facts = facts
        facts["markets"] = markets.sorted().map(\.text).joined(separator: " ")
        self.init(
            key: key, title: facts["\(title).\(language.path)"] ?? "", language: language,
            facts: facts.filter { !$0.value.isEmpty })
    }
}
