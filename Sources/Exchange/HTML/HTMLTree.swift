import CXML2

/// Reads HTML of any quality with libxml2 and hands it over as our own tree; nothing is judged here.
enum HTMLTree {
    /// Whatever is wrong is repaired without a word, nothing is fetched, and the text is UTF-8 whatever it says itself.
    private static let options = CInt(
        HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NOERROR.rawValue | HTML_PARSE_NOWARNING.rawValue
            | HTML_PARSE_NONET.rawValue | HTML_PARSE_NODEFDTD.rawValue | HTML_PARSE_IGNORE_ENC.rawValue)

    /// The nodes of a fragment or of a whole document's head and body; comments, doctypes and instructions are left out.
    /// Refuses a text that is larger or deeper than `HTMLLimit` allows.
    static func read(_ html: String) throws -> [HTMLNode] {
        guard html.utf8.count <= HTMLLimit.bytes else {
            throw UnreadableInput(
                .tooLarge, "The text is larger than \(HTMLLimit.bytes / 1_000_000) MB. Split it.")
        }
        xmlInitParser()
        let source = Array("<html><body>".utf8) + HTMLSource.repaired(html)
        let document = source.withUnsafeBytes { bytes in
            let characters = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
            return htmlReadMemory(characters, CInt(bytes.count), nil, "UTF-8", options)
        }
        guard let document else { return [] }
        defer { xmlFreeDoc(document) }
        return try nodes(from: document.pointee.children, depth: 0).flatMap(withoutFrame)
    }

    /// The elements that every document has around its content.
    private static func withoutFrame(_ node: HTMLNode) -> [HTMLNode] {
        guard let element = node.element, ["html", "body"].contains(element.name) else { return [node] }
        return element.children.flatMap(withoutFrame)
    }

    private static func nodes(from first: xmlNodePtr?, depth: Int) throws -> [HTMLNode] {
        guard depth <= HTMLLimit.depth + 2 else {
            throw UnreadableInput(.tooLarge, "The elements nest more than \(HTMLLimit.depth) deep.")
        }
        var nodes: [HTMLNode] = []
        var next = first
        while let node = next?.pointee {
            switch node.type {
            case XML_TEXT_NODE, XML_CDATA_SECTION_NODE: nodes.append(.text(string(node.content)))
            case XML_ELEMENT_NODE:
                var element = HTMLElement(name: string(node.name).lowercased())
                element.attributes = attributes(from: node.properties)
                element.children = try Self.nodes(from: node.children, depth: depth + 1)
                nodes.append(.element(element))
            default: break
            }
            next = node.next
        }
        return nodes
    }

    private static func attributes(from first: UnsafeMutablePointer<xmlAttr>?) -> [HTMLElement.Attribute] {
        var attributes: [HTMLElement.Attribute] = []
        var next = first
        while let attribute = next?.pointee {
            let name = string(attribute.name).lowercased()
            attributes.append(HTMLElement.Attribute(name: name, value: text(of: attribute.children)))
            next = attribute.next
        }
        return attributes
    }

    /// A value is a list of text nodes; an entity that libxml2 does not know stays out of it.
    private static func text(of first: xmlNodePtr?) -> String {
        var text = ""
        var next = first
        while let node = next?.pointee {
            if node.type == XML_TEXT_NODE { text += string(node.content) }
            next = node.next
        }
        return text
    }

    private static func string(_ characters: UnsafePointer<xmlChar>?) -> String {
        characters.map { String(cString: $0) } ?? ""
    }
}
