/// The words of a text without its elements.
package enum HTMLPlainText {
    /// The words of `html`, blocks and `<br>` on lines of their own, white space within a line made single blanks; refuses more
    /// than `HTMLLimit` allows. What the sanitiser drops does not count as words.
    package static func read(_ html: String) throws -> String {
        lines(of: try HTMLSanitizer().nodes(of: html)).joined(separator: "\n")
    }

    /// The lines of nodes that are arranged already, without the empty ones.
    static func lines(of nodes: [HTMLNode]) -> [String] {
        var lines = [""]
        collect(nodes, into: &lines)
        let joined = lines.map { $0.split(whereSeparator: \.isBreakable).joined(separator: " ") }
        return joined.filter { !$0.isEmpty }
    }

    private static func collect(_ nodes: [HTMLNode], into lines: inout [String]) {
        for node in nodes {
            switch node {
            case .text(let text): lines[lines.count - 1] += text
            case .element(let element):
                let isLine = HTMLNesting.isBlock(node) || element.name == "br"
                if isLine { lines.append("") }
                collect(element.children, into: &lines)
                if isLine { lines.append("") }
            }
        }
    }
}

extension Character {
    /// White space that may be made one blank; a no-break space is meant.
    fileprivate var isBreakable: Bool { isWhitespace && self != "\u{A0}" && self != "\u{202F}" }
}
