/// Writes HTML as Markdown, as far as that goes. Whether it went well is for `StoryMarkdown` to check.
struct MarkdownWriter {
    /// Whether emphasis is written with stars; beside some punctuation and in scripts without blanks only tags will do.
    let marksEmphasis: Bool

    /// A block, or nil for one that Markdown has no form for.
    func block(_ node: HTMLNode) -> String? {
        guard let element = node.element else { return inline([node]) }
        guard element.attributes.isEmpty || element.name == "ol" else { return nil }
        switch element.name {
        case "p": return line(element.children)
        case "h2": return "## " + line(element.children)
        case "h3": return "### " + line(element.children)
        case "h4": return "#### " + line(element.children)
        case "hr": return "***"
        case "ul", "ol": return list(element)
        case "blockquote": return blocks(element.children).map { $0.indented(by: "> ", first: "> ") }
        case "pre": return fence(element)
        default: return nil
        }
    }

    private func blocks(_ nodes: [HTMLNode]) -> String? {
        let parts = nodes.filter { !$0.isBlank }.map(block)
        guard !parts.contains(nil) else { return nil }
        return parts.compactMap { $0 }.joined(separator: "\n\n")
    }

    private func fence(_ pre: HTMLElement) -> String? {
        guard pre.children.count == 1, let code = pre.children[0].element, code.name == "code", code.attributes.isEmpty,
            code.children.count == 1, case .text(let text) = code.children[0], text.hasSuffix("\n"), !text.contains("```")
        else { return nil }
        return "```\n\(text)```"
    }

    private func list(_ list: HTMLElement) -> String? {
        let items = list.children.filter { !$0.isBlank }
        guard items.allSatisfy({ $0.name == "li" && $0.element?.attributes.isEmpty == true }) else { return nil }
        let isLoose = items.contains { $0.element?.elements.contains { $0.name == "p" } ?? false }
        let start = list["start"].flatMap { Int($0) } ?? 1
        guard list.attributes.allSatisfy({ $0.name == "start" }), (0...999_999_999).contains(start) else { return nil }
        var lines: [String] = []
        for (place, item) in items.enumerated() {
            let mark = list.name == "ol" ? "\(start + place). " : "- "
            guard let text = self.item(item.element?.children ?? []) else { return nil }
            lines.append(text.indented(by: String(repeating: " ", count: mark.count), first: mark))
        }
        return lines.joined(separator: isLoose ? "\n\n" : "\n")
    }

    /// What is in an item: text, then maybe a list; or blocks.
    private func item(_ nodes: [HTMLNode]) -> String? {
        guard let cut = nodes.firstIndex(where: HTMLNesting.isBlock) else { return line(nodes) }
        let text = nodes[..<cut].contains { !$0.isBlank } ? line(Array(nodes[..<cut])) : ""
        guard let rest = blocks(Array(nodes[cut...])) else { return nil }
        return text.isEmpty ? rest : "\(text)\n\(rest)"
    }

    /// Running text that begins a line, where some characters would mean something else.
    private func line(_ nodes: [HTMLNode]) -> String {
        let text = inline(nodes).split(separator: "\n", omittingEmptySubsequences: false)
            .map { line in Self.guarded(line.drop { $0 == " " }) }
        var whole = text.joined(separator: "\n").drop { $0 == "\n" }
        while whole.last == "\n" || whole.last == " " { whole.removeLast() }
        return String(whole)
    }

    private static func guarded(_ line: Substring) -> String {
        guard let first = line.first else { return "" }
        if "#>-+=~".contains(first) { return "\\" + line }
        let digits = line.prefix { $0.isASCII && $0.isNumber }
        let rest = line.dropFirst(digits.count)
        if !digits.isEmpty, let mark = rest.first, ".)".contains(mark) { return "\(digits)\\\(rest)" }
        return String(line)
    }

    private func inline(_ nodes: [HTMLNode]) -> String { nodes.map(inline).joined() }

    private func inline(_ node: HTMLNode) -> String {
        guard let element = node.element else {
            if case .text(let text) = node { return Self.escaped(text) }
            return ""
        }
        let plain = element.attributes.isEmpty
        switch element.name {
        case "br" where plain: return "\\\n"
        case "em" where plain && marksEmphasis: return "*\(inline(element.children))*"
        case "strong" where plain && marksEmphasis: return "**\(inline(element.children))**"
        case "code" where plain: return code(element) ?? tagged(element)
        case "a": return link(element) ?? tagged(element)
        default: return tagged(element)
        }
    }

    private func code(_ element: HTMLElement) -> String? {
        guard element.children.count == 1, case .text(let text) = element.children[0], !text.contains("`"), !text.isEmpty else {
            return nil
        }
        return "`\(text)`"
    }

    private func link(_ element: HTMLElement) -> String? {
        guard let href = element["href"], element.attributes.allSatisfy({ ["href", "rel"].contains($0.name) }),
            href.utf8.allSatisfy({ $0 > 32 && $0 < 127 && !"()<>\\".utf8.contains($0) }), !href.isEmpty
        else { return nil }
        return "[\(inline(element.children))](\(href))"
    }

    /// As tags around what is in it, in Markdown.
    private func tagged(_ element: HTMLElement) -> String {
        var empty = element
        empty.children = []
        let tags = HTMLWriter.write([.element(empty)])
        guard !HTMLWriter.void.contains(element.name) else { return tags }
        return tags.dropLast("</\(element.name)>".count) + inline(element.children) + "</\(element.name)>"
    }

    /// Text in which nothing is markup. An underscore within a word means nothing, nor does an ampersand before a blank.
    private static func escaped(_ text: String) -> String {
        var out = ""
        let characters = Array(text)
        for (place, character) in characters.enumerated() {
            let next = place + 1 < characters.count ? characters[place + 1] : " "
            let before = place > 0 ? characters[place - 1] : " "
            let isMarkup = switch character {
            case "\\", "`", "*", "[", "]", "<": true
            case "_": !(before.isLetter || before.isNumber) || !(next.isLetter || next.isNumber)
            case "&": next.isLetter || next == "#"
            default: false
            }
            if isMarkup { out.append("\\") }
            out.append(character)
        }
        return out
    }
}

extension String {
    fileprivate func indented(by margin: String, first: String) -> String {
        split(separator: "\n", omittingEmptySubsequences: false).enumerated().map { place, line in
            place == 0 ? first + line : line.isEmpty && margin.allSatisfy { $0 == " " } ? "" : margin + line
        }.joined(separator: "\n")
    }
}
