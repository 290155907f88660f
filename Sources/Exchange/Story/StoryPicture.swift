/// Pictures that stand on their own: in a paragraph or a figure that holds nothing else.
enum StoryPicture {
    /// The pictures of a paragraph, a figure or a gallery of figures, a caption with the last picture of its figure; nil when
    /// there is anything else.
    static func read(_ element: HTMLElement) -> [StoryBlock]? {
        var pictures: [StoryBlock] = []
        var lines: [String] = []
        guard collect(element.children, &pictures, &lines), let last = pictures.last else { return nil }
        guard case .picture(let source, let alt, let own) = last, !lines.isEmpty else { return pictures }
        let caption = ([own].compactMap(\.self) + lines).joined(separator: "\n")
        return pictures.dropLast() + [.picture(source: source, alt: alt, caption: caption)]
    }

    /// Running text without its pictures, nil when nothing else was there, and the pictures: running text holds none.
    static func lifted(out node: HTMLNode) -> (rest: HTMLNode?, pictures: [StoryBlock]) {
        guard var element = node.element else { return (node, []) }
        if element.name == "img" {
            return (nil, [.picture(source: element["src"] ?? "", alt: element["alt"] ?? "", caption: nil)])
        }
        var pictures: [StoryBlock] = []
        element.children = element.children.compactMap { child in
            let (rest, found) = lifted(out: child)
            pictures += found
            return rest
        }
        let isLeftEmpty = !pictures.isEmpty && element.children.allSatisfy(\.isBlank)
        return (isLeftEmpty ? nil : .element(element), pictures)
    }

    /// Gathers what is in a figure; false as soon as something else is found. A link around a picture led to a larger one.
    private static func collect(
        _ nodes: [HTMLNode], _ pictures: inout [StoryBlock], _ lines: inout [String]
    ) -> Bool {
        for node in nodes where !node.isBlank {
            guard let element = node.element else { return false }
            switch element.name {
            case "img":
                let (source, alt) = (element["src"] ?? "", element["alt"] ?? "")
                pictures.append(.picture(source: source, alt: alt, caption: nil))
            case "br": continue
            case "figcaption": lines += HTMLPlainText.lines(of: element.children)
            case "a", "p":
                guard collect(element.children, &pictures, &lines) else { return false }
            case "figure":
                guard let inner = read(element) else { return false }
                pictures += inner
            default: return false
            }
        }
        return true
    }
}
