/// Writes a tree as HTML that every parser reads the same way: quoted attributes, escaped text, every element closed.
enum HTMLWriter {
    /// Elements without an end tag.
    static let void: Set<String> = ["br", "hr", "img"]

    /// The nodes as text.
    static func write(_ nodes: [HTMLNode]) -> String {
        var out = ""
        for node in nodes { write(node, to: &out) }
        return out
    }

    private static func write(_ node: HTMLNode, to out: inout String) {
        switch node {
        case .text(let text): escape(text, to: &out)
        case .element(let element): write(element, to: &out)
        }
    }

    private static func write(_ element: HTMLElement, to out: inout String) {
        out += "<\(element.name)"
        for attribute in element.attributes {
            out += " \(attribute.name)=\""
            escape(attribute.value, to: &out)
            out += "\""
        }
        out += ">"
        guard !void.contains(element.name) else { return }
        for child in element.children { write(child, to: &out) }
        out += "</\(element.name)>"
    }

    /// Escapes for text and for quoted attributes alike.
    static func escape(_ text: String, to out: inout String) {
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": out += "&amp;"
            case "<": out += "&lt;"
            case ">": out += "&gt;"
            case "\"": out += "&quot;"
            default: out.unicodeScalars.append(scalar)
            }
        }
    }

    /// The text safe as content and as a quoted attribute.
    static func escaped(_ text: String) -> String {
        var out = ""
        escape(text, to: &out)
        return out
    }
}
