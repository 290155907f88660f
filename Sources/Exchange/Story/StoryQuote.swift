/// Somebody's words on their own.
enum StoryQuote {
    /// What may be in a quotation that becomes a quote; anything else would be lost with the markup.
    private static let plain: Set<String> = [
        "p", "br", "cite", "q", "em", "strong", "b", "i", "u", "sub", "sup", "a", "abbr", "time", "span",
    ]
    private static let dashes: Set<Character> = ["—", "–", "―"]

    /// The quote; nil when the quotation holds more than words, or nothing.
    static func read(_ element: HTMLElement) -> StoryBlock? {
        guard isPlain(element) else { return nil }
        var children = element.children
        let cited = takeCite(&children)
        var lines = HTMLPlainText.lines(of: children)
        let by = cited ?? (lines.count > 1 ? lines.last.flatMap(speaker) : nil)
        if cited == nil, by != nil { lines.removeLast() }
        return lines.isEmpty ? nil : .quote(text: lines.joined(separator: "\n"), by: by)
    }

    private static func isPlain(_ element: HTMLElement) -> Bool {
        element.elements.allSatisfy { plain.contains($0.name) && isPlain($0) }
    }

    /// Removes a `cite` that ends the quotation, by itself or as the end of the last paragraph, and returns its words.
    private static func takeCite(_ children: inout [HTMLNode]) -> String? {
        let last = children.lastIndex { !$0.isBlank }
        guard let last, var element = children[last].element else { return nil }
        if element.name == "cite" {
            children.removeSubrange(last...)
            let words = HTMLPlainText.lines(of: element.children).joined(separator: " ")
            return speaker(words) ?? (words.isEmpty ? nil : words)
        }
        guard element.name == "p", let by = takeCite(&element.children) else { return nil }
        children[last] = .element(element)
        return by
    }

    /// Who a line with a dash in front names.
    private static func speaker(_ line: String) -> String? {
        guard line.first.map(dashes.contains) ?? false || line.hasPrefix("--") else { return nil }
        let name = line.drop { dashes.contains($0) || $0 == "-" || $0 == " " }
        return name.isEmpty ? nil : String(name)
    }
}
