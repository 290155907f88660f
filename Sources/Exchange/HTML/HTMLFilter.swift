/// The first half of sanitising: of every element and attribute, whether it may stay. Where it may stand is `HTMLNesting`'s.
struct HTMLFilter: Sendable {
    /// Numbers in attributes: the largest picture, the widest table.
    private static let largestNumber = 20_000

    let address: HTMLAddress

    /// The nodes that may stay; elements that only group are all called `div` afterwards.
    func kept(_ nodes: [HTMLNode]) -> [HTMLNode] { nodes.flatMap(kept) }

    private func kept(_ node: HTMLNode) -> [HTMLNode] {
        guard let element = node.element else { return [node] }
        guard !HTMLAllowList.dropped.contains(element.name) else { return [] }
        if let character = Self.character(element) { return [.text(character)] }
        let children = kept(element.children)
        guard !HTMLAllowList.groups.contains(element.name) else {
            return [.element(HTMLElement(name: "div", children: children))]
        }
        let name = HTMLAllowList.renamed[element.name] ?? element.name
        guard HTMLAllowList.elements.contains(name) else { return children }
        let attributes = attributes(of: element, as: name)
        return placed(HTMLElement(name: name, attributes: attributes, children: children))
    }

    /// The character that a picture stands for: blogs draw their emoji.
    private static func character(_ element: HTMLElement) -> String? {
        guard element.name == "img", let alt = element["alt"], alt.count == 1, let scalar = alt.unicodeScalars.first
        else { return nil }
        return scalar.properties.isEmoji && scalar.value > 0xFF ? alt : nil
    }

    /// An element whose point is an attribute goes without it: a link to nowhere, a picture of nothing.
    private func placed(_ element: HTMLElement) -> [HTMLNode] {
        if HTMLWriter.void.contains(element.name) {
            var alone = element
            alone.children = []
            let isPointless = element.name == "img" && element["src"] == nil
            return (isPointless ? [] : [.element(alone)]) + element.children
        }
        let needed = ["a": "href", "span": "lang"][element.name]
        if let needed, element[needed] == nil { return element.children }
        return [.element(element)]
    }

    private func attributes(of element: HTMLElement, as name: String) -> [HTMLElement.Attribute] {
        let allowed = HTMLAllowList.everywhere.union(HTMLAllowList.attributes[name] ?? [])
        var kept = element.attributes.compactMap { attribute -> HTMLElement.Attribute? in
            guard allowed.contains(attribute.name) else { return nil }
            return value(of: attribute).map { HTMLElement.Attribute(name: attribute.name, value: $0) }
        }
        if name == "span" { kept.removeAll { $0.name != "lang" } }
        if name == "img", element["alt"] == nil { kept.append(.init(name: "alt", value: "")) }
        if name == "a", let link = kept.first(where: { $0.name == "href" }), address.isForeign(link.value) {
            kept.append(.init(name: "rel", value: "nofollow noopener"))
        }
        return kept
    }

    private func value(of attribute: HTMLElement.Attribute) -> String? {
        switch attribute.name {
        case "href": address.link(attribute.value)
        case "src": address.picture(attribute.value)
        case "cite": address.source(attribute.value)
        case "width", "height", "colspan", "rowspan": number(attribute.value, from: 0)
        case "start": number(attribute.value, from: -Self.largestNumber)
        case "lang": isLanguage(attribute.value) ? attribute.value : nil
        case "dir": ["ltr", "rtl", "auto"].first { $0 == attribute.value.lowercased() }
        case "reversed": ""
        default: attribute.value
        }
    }

    private func number(_ text: String, from lowest: Int) -> String? {
        guard let number = Int(text), (lowest...Self.largestNumber).contains(number) else { return nil }
        return String(number)
    }

    /// The shape of a BCP 47 tag.
    private func isLanguage(_ text: String) -> Bool {
        guard (1...35).contains(text.utf8.count) else { return false }
        return text.utf8.allSatisfy { byte in
            (97...122).contains(byte | 0x20) || (48...57).contains(byte) || byte == UInt8(ascii: "-")
        }
    }
}
