/// A piece of HTML as a tree: text with its entities resolved, or an element with lower-case names.
indirect enum HTMLNode: Hashable, Sendable {
    case text(String)
    case element(HTMLElement)

    /// The element, when this is one.
    var element: HTMLElement? { if case .element(let element) = self { element } else { nil } }

    /// The name, when this is an element.
    var name: String? { element?.name }

    /// Whether this is text of nothing but white space; a no-break space is content.
    var isBlank: Bool {
        guard case .text(let text) = self else { return false }
        return text.utf8.allSatisfy { $0 == 0x20 || (0x09...0x0D).contains($0) }
    }
}

/// An element with its attributes in the order of the source.
struct HTMLElement: Hashable, Sendable {
    /// One attribute, its value with entities resolved.
    struct Attribute: Hashable, Sendable {
        let name: String
        let value: String
    }

    var name: String
    var attributes: [Attribute] = []
    var children: [HTMLNode] = []

    /// The value of an attribute, or nil.
    subscript(attribute: String) -> String? { attributes.first { $0.name == attribute }?.value }

    /// The children that are elements.
    var elements: [HTMLElement] { children.compactMap(\.element) }
}
