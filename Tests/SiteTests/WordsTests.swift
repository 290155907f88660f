import Foundation
import Testing
import Values

/// The words that templates and pages ask for are there in every language, with the same places for values.
struct WordsTests {
    private static let site = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Sources/Site")

    @Test
    func `every language has the same words, with the same places for values`() throws {
        let english = try Self.words(.english)
        for language in Language.allCases {
            let words = try Self.words(language)
            let (missing, extra) = (Set(english.keys).subtracting(words.keys), Set(words.keys).subtracting(english.keys))
            #expect(missing == [] && extra == [], "\(language)")
            for (name, text) in words {
                #expect(!text.isEmpty, "\(name) in \(language)")
                #expect(Self.places(text) == Self.places(english[name] ?? ""), "\(name) in \(language)")
            }
        }
    }

    @Test
    func `every word that a template or a page asks for exists`() throws {
        let known = Set(try Self.words(.english).keys)
        var asked: [String: String] = [:]
        for (file, text) in try Self.sources() {
            let pattern = file.hasSuffix(".mustache") ? /words\.([A-Za-z0-9]+)/ : /words\("([A-Za-z0-9]+)"/
            for match in text.matches(of: pattern) { asked[String(match.output.1)] = file }
        }
        #expect(asked.count > 100)
        let unknown = asked.filter { !known.contains($0.key) }
        #expect(unknown == [:])
    }

    private static func words(_ language: Language) throws -> [String: String] {
        let file = site.appendingPathComponent("Words/\(language.path).json")
        return try JSONDecoder().decode([String: String].self, from: Data(contentsOf: file))
    }

    private static func places(_ text: String) -> [String] {
        Set(text.matches(of: /\{[0-9]\}/).map { String($0.output) }).sorted()
    }

    private static func sources() throws -> [(String, String)] {
        try FileManager.default.subpathsOfDirectory(atPath: site.path)
            .filter { $0.hasSuffix(".mustache") || $0.hasSuffix(".swift") }
            .map { ($0, try String(contentsOf: site.appendingPathComponent($0), encoding: .utf8)) }
    }
}
