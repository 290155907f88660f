import Foundation
import Values
import Web

/// Says in the person's language why a field was refused. A domain gives its reason as an English sentence; the desk knows those
/// of what can be done here by the words whose names begin with `invalid_`, and finds the values in them.
struct Reasons: Sendable {
    private static let prefix = "invalid_"

    private struct Known {
        let word: String
        /// The sentence cut at its values.
        let parts: [String]
    }

    private let known: [Known]

    /// Learns the sentences from the English words; throws when they cannot be read.
    init(folder: URL) throws {
        let data = try Data(contentsOf: folder.appendingPathComponent("\(Language.english.path).json"))
        known = try JSONDecoder().decode([String: String].self, from: data).filter { $0.key.hasPrefix(Self.prefix) }
            .map { word, text in
                Known(word: word, parts: text.split(separator: /\{[0-9]\}/, omittingEmptySubsequences: false).map(String.init))
            }
            .sorted { $0.word < $1.word }
    }

    /// The reason in the language of the words; as it stands when nobody has translated it.
    func said(_ reason: String, _ words: Words) -> String {
        for sentence in known {
            if let values = Self.values(reason[...], sentence.parts[...]) { return words.optional(sentence.word, values) ?? reason }
        }
        return reason
    }

    /// What stands between the parts of a sentence, or nil when the text is another one.
    private static func values(_ text: Substring, _ parts: ArraySlice<String>) -> [String]? {
        guard let first = parts.first, text.hasPrefix(first) else { return nil }
        var (rest, values) = (text.dropFirst(first.count), [String]())
        for (place, part) in parts.dropFirst().enumerated() {
            let isLast = place == parts.count - 2
            let end = rest.endIndex..<rest.endIndex
            let next = isLast && part.isEmpty ? end : rest.range(of: part, options: isLast ? .backwards : [])
            guard let found = next else { return nil }
            values.append(String(rest[..<found.lowerBound]))
            rest = rest[found.upperBound...]
        }
        return rest.isEmpty ? values : nil
    }
}
