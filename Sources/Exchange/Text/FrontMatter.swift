/// What stands above a text between two lines of `---`: YAML, of which only plain values and lists of plain values are taken.
///
/// Anchors, aliases, maps within maps and lists within lists are refused, so that a small file stays small when it is read.
package struct FrontMatter: Hashable, Sendable {
    /// The keys and what they say; empty when the document has no front matter.
    package let values: [String: FrontMatterValue]
    /// The text below, with LF line ends.
    package let body: String
    /// The line on which the body begins, counted from 1.
    package let bodyLine: Int

    /// Takes a document apart; one that does not begin with a line of `---` is all body. Refuses, with the line, a front matter
    /// that is not closed, is no YAML, or says more than texts and lists of texts.
    package init(_ document: String) throws {
        guard document.utf8.count <= TextLimit.fileBytes else {
            throw UnreadableInput(
                .tooLarge, "The text is larger than \(TextLimit.fileBytes / 1_000_000) MB. Split it.")
        }
        let text = document.withUnixLines
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard let first = lines.first, Self.isFence(first.drop { $0 == "\u{FEFF}" }) else {
            (values, body, bodyLine) = ([:], text, 1)
            return
        }
        guard let end = lines.dropFirst().firstIndex(where: Self.isFence) else {
            throw UnreadableInput(
                .malformed, line: 1, "The front matter that begins here is never closed by a line of ---.")
        }
        values = try FrontMatterYAML.values(lines[1..<end])
        body = lines[(end + 1)...].joined(separator: "\n")
        bodyLine = end + 2
    }

    private static func isFence(_ line: Substring) -> Bool {
        line.hasPrefix("---") && line.dropFirst(3).allSatisfy { $0 == " " || $0 == "\t" }
    }
}
