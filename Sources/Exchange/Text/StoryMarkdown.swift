/// Running text as people edit it: Markdown that comes to the same HTML again, whatever the HTML is.
///
/// What Markdown can say is said in Markdown; the rest stands in it as HTML. Every step is checked by rendering it again, so that a
/// text which nobody touched is not changed by having been open.
package enum StoryMarkdown {
    /// The Markdown of sanitised running text.
    package static func write(_ html: String) -> String {
        guard let nodes = try? HTMLTree.read(html), !nodes.isEmpty else { return "" }
        let parts = nodes.filter { !$0.isBlank }.map(part)
        let text = parts.joined(separator: "\n\n")
        return says(text, html) ? text : nodes.filter { !$0.isBlank }.map(raw).joined(separator: "\n\n")
    }

    /// The sanitised HTML of Markdown that somebody edited, for a story; refuses what is too large.
    package static func read(_ text: String) throws -> String {
        try Markdown.html(text, through: HTMLSanitizer(forStories: true))
    }

    /// Whether two texts of HTML show the same: white space that browsers do not show does not count.
    package static func isSame(_ one: String, _ other: String) -> Bool {
        one == other || (try? canonical(HTMLTree.read(one))) == (try? canonical(HTMLTree.read(other)))
    }

    private static func says(_ text: String, _ html: String) -> Bool {
        (try? read(text)).map { isSame($0, html) } ?? false
    }

    /// One block: in Markdown, else with its emphasis as HTML, else as HTML.
    private static func part(_ node: HTMLNode) -> String {
        let html = HTMLWriter.write([node])
        for writer in [MarkdownWriter(marksEmphasis: true), MarkdownWriter(marksEmphasis: false)] {
            if let text = writer.block(node), says(text, html) { return text }
        }
        return raw(node)
    }

    /// As HTML on one line: an empty line would end it.
    private static func raw(_ node: HTMLNode) -> String { HTMLWriter.write([node]).replacing("\n", with: "&#10;") }

    private static func canonical(_ nodes: [HTMLNode], isPreformatted: Bool = false) -> [HTMLNode] {
        let isAmongBlocks = nodes.contains { HTMLNesting.isBlock($0) }
        var kept: [HTMLNode] = []
        for node in nodes {
            switch node {
            case .text(let text):
                if node.isBlank, isAmongBlocks { continue }
                kept.append(.text(isPreformatted ? text : collapsed(text)))
            case .element(var element):
                element.children = canonical(element.children, isPreformatted: isPreformatted || element.name == "pre")
                element.attributes.sort { $0.name < $1.name }
                kept.append(.element(element))
            }
        }
        return isPreformatted ? kept : trimmed(joined(kept))
    }

    /// Neighbouring texts as one; parsers may cut them anywhere.
    private static func joined(_ nodes: [HTMLNode]) -> [HTMLNode] {
        nodes.reduce(into: []) { kept, node in
            if case .text(let text) = node, case .text(let before)? = kept.last {
                kept[kept.count - 1] = .text(collapsed(before + text))
            } else {
                kept.append(node)
            }
        }
    }

    /// Without blanks where a line begins or ends.
    private static func trimmed(_ nodes: [HTMLNode]) -> [HTMLNode] {
        nodes.enumerated().compactMap { place, node in
            guard case .text(var text) = node else { return node }
            let follows = place == 0 || nodes[place - 1].name == "br" || HTMLNesting.isBlock(nodes[place - 1])
            let ends = place == nodes.count - 1 || nodes[place + 1].name == "br" || HTMLNesting.isBlock(nodes[place + 1])
            if follows { text = String(text.drop { $0 == " " }) }
            while ends, text.last == " " { text.removeLast() }
            return text.isEmpty ? nil : .text(text)
        }
    }

    private static func collapsed(_ text: String) -> String {
        var out = ""
        for character in text {
            let isSpace = character == " " || character == "\n" || character == "\t" || character == "\r\n"
            if !isSpace { out.append(character) } else if out.last != " " { out.append(" ") }
        }
        return out
    }
}
