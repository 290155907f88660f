/// The second half of sanitising: elements that stand where HTML does not let them stand are moved or unwrapped, so that a
/// browser builds the same tree that we mean, and groups (`div`) dissolve without their words running together.
enum HTMLNesting {
    /// What is around a node.
    private struct Place {
        var parent: String?
        var isInLink = false
        /// Inside a heading, a term or preformatted text, where no block may stand.
        var isTextOnly = false

        /// Whether a line of text stands for itself here, and so becomes a paragraph.
        var takesParagraphs: Bool { (parent == nil || parent == "blockquote") && !isInLink && !isTextOnly }

        func inside(_ name: String) -> Place {
            Place(
                parent: name, isInLink: isInLink || name == "a",
                isTextOnly: isTextOnly || HTMLAllowList.textOnly.contains(name))
        }
    }

    /// The nodes of a whole text, each where it may stand.
    static func arranged(_ nodes: [HTMLNode]) -> [HTMLNode] { arranged(nodes, in: Place()) }

    /// Whether a node begins a line of its own; a link does when it is around blocks.
    static func isBlock(_ node: HTMLNode) -> Bool {
        guard let element = node.element else { return false }
        return HTMLAllowList.blocks.contains(element.name)
            || element.name == "a" && element.children.contains(where: isBlock)
    }

    /// Puts every run of running text between blocks through `wrap`; blank runs stay as they are.
    static func wrappingRuns(_ nodes: [HTMLNode], _ wrap: ([HTMLNode]) -> HTMLNode) -> [HTMLNode] {
        var out: [HTMLNode] = []
        var run: [HTMLNode] = []
        func endRun() {
            out += run.allSatisfy(\.isBlank) ? run : [wrap(run)]
            run = []
        }
        for node in nodes {
            if isBlock(node) {
                endRun()
                out.append(node)
            } else {
                run.append(node)
            }
        }
        endRun()
        return out
    }

    private static func arranged(_ nodes: [HTMLNode], in place: Place) -> [HTMLNode] {
        nodes.flatMap { node in node.element.map { arranged($0, in: place) } ?? [node] }
    }

    private static func arranged(_ element: HTMLElement, in place: Place) -> [HTMLNode] {
        guard mayStand(element, in: place) else { return dissolved(element, in: place) }
        if element.name == "a", place.isInLink { return arranged(element.children, in: place) }
        var whole = element
        whole.children = arranged(element.children, in: place.inside(element.name))
        if element.name == "p" { return paragraphs(whole) }
        if let part = HTMLAllowList.frames[element.name] {
            whole.children = framed(whole.children, in: element.name, part)
        }
        return HTMLAllowList.blocks.contains(element.name) ? [.element(whole)] : inline(whole)
    }

    /// No group may, no block within running text, and no part of a list, a table or a figure outside of one.
    private static func mayStand(_ element: HTMLElement, in place: Place) -> Bool {
        guard element.name != "div" else { return false }
        if place.isTextOnly, HTMLAllowList.blocks.contains(element.name) { return false }
        return HTMLAllowList.parents[element.name]?.contains(place.parent ?? "") ?? true
    }

    /// Emphasis of nothing goes. Emphasis around blocks and a link around a table go too, since parsers close them early.
    private static func inline(_ element: HTMLElement) -> [HTMLNode] {
        if HTMLWriter.void.contains(element.name) { return [.element(element)] }
        let isBroken = element.children.contains { element.name == "a" ? $0.name == "table" : isBlock($0) }
        return isBroken || element.children.isEmpty ? element.children : [.element(element)]
    }

    /// Puts what may not stand directly in a list or a table into the part before it, or into a new part.
    private static func framed(_ nodes: [HTMLNode], in frame: String, _ part: String) -> [HTMLNode] {
        var out: [HTMLNode] = []
        for node in nodes {
            if node.isBlank || isPart(node, of: frame) {
                out.append(node)
                continue
            }
            let inner = HTMLAllowList.frames[part].map { framed([node], in: part, $0) } ?? [node]
            let last = out.lastIndex { !$0.isBlank }
            if let last, var taker = out[last].element, taker.name == part {
                taker.children += inner
                out[last] = .element(taker)
            } else {
                out.append(.element(HTMLElement(name: part, children: inner)))
            }
        }
        return out
    }

    private static func isPart(_ node: HTMLNode, of frame: String) -> Bool {
        node.name.flatMap { HTMLAllowList.parents[$0] }?.contains(frame) ?? false
    }

    /// The content of a group: paragraphs where they fit, and otherwise text with a line end around it.
    private static func dissolved(_ element: HTMLElement, in place: Place) -> [HTMLNode] {
        let content = arranged(element.children, in: place)
        guard !content.allSatisfy({ $0.isBlank || isBlock($0) }) else { return content }
        guard place.takesParagraphs else { return [.text("\n")] + content + [.text("\n")] }
        return wrappingRuns(content) { .element(HTMLElement(name: "p", children: $0)) }
    }

    /// A paragraph ends before a block and begins again after it; one without content goes.
    private static func paragraphs(_ element: HTMLElement) -> [HTMLNode] {
        guard !element.children.allSatisfy(\.isBlank) else { return [] }
        guard element.children.contains(where: isBlock) else { return [.element(element)] }
        return wrappingRuns(element.children) { run in
            .element(HTMLElement(name: "p", attributes: element.attributes, children: run))
        }
    }
}
