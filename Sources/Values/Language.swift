/// A language that the hub speaks to fans, by its BCP 47 tag.
package enum Language: String, CaseIterable, Hashable, Sendable, Codable, CodingKeyRepresentable {
    case english = "en"
    case japanese = "ja"
    case korean = "ko"
    case chinese = "zh-Hans"

    /// The tag as an address writes it: lower case, such as `zh-hans`.
    package var path: String { rawValue.lowercased() }

    /// Reads a tag in any case; nil for a language that the hub does not speak.
    package init?(path: some StringProtocol) {
        guard let match = Self.allCases.first(where: { $0.path == path.lowercased() }) else { return nil }
        self = match
    }

    /// The language's own name for itself.
    package var ownName: String {
        switch self {
        case .english: "English"
        case .japanese: "日本語"
        case .korean: "한국어"
        case .chinese: "简体中文"
        }
    }
}
