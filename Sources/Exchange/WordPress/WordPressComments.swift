/// HTML comments of a WordPress body: the block editor's marks, `more`, and what authors left.
struct WordPressComments {
    /// Whether the body was written with the block editor.
    private(set) var areBlocks = false
    /// Blocks that have no HTML of their own, such as `wp:latest-posts`.
    private(set) var dropped: [String] = []

    /// The text without comments; one that is never closed loses its mark only.
    mutating func removed(from text: String) -> String {
        var out = ""
        var rest = text[...]
        while let start = rest.firstRange(of: "<!--") {
            out += rest[..<start.lowerBound]
            rest = rest[start.upperBound...]
            guard let end = rest.firstRange(of: "-->") else { break }
            note(rest[..<end.lowerBound])
            rest = rest[end.upperBound...]
        }
        return out + rest
    }

    private mutating func note(_ comment: Substring) {
        guard let word = comment.split(separator: " ", maxSplits: 1).first, word.hasPrefix("wp:") else {
            areBlocks = areBlocks || comment.hasPrefix(" /wp:")
            return
        }
        areBlocks = true
        if comment.hasSuffix("/") { dropped.append(String(word)) }
    }
}
