/// What a key of a front matter says: text as it was written, or a list of such texts.
package enum FrontMatterValue: Hashable, Sendable {
    case text(String)
    case list([String])

    /// The text, or nil for a list. Numbers, dates and booleans are text too, as the file writes them.
    package var text: String? { if case .text(let text) = self { text } else { nil } }

    /// The list; a single text is a list of one, and an empty one a list of none.
    package var list: [String] {
        switch self {
        case .text(let text): text.isEmpty ? [] : [text]
        case .list(let list): list
        }
    }
}
