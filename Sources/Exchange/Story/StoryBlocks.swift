/// Turns the HTML of a story into its blocks.
///
/// A paragraph of nothing but pictures and a figure become pictures, a quotation at the top becomes a quote, a paragraph of
/// nothing but a link to `product:HANDLE` becomes a product, one to `film:SLUG` a film, one to `athlete:SLUG` an athlete's card,
/// and a list of nothing but links to products becomes a shelf. Everything between those is running text, one block for each
/// stretch, and a picture within it is lifted out and follows. What a block could not hold, such as a table within a quotation,
/// stays running text as a whole; only a link around a picture and the markup of a quote go.
package enum StoryBlocks {
    /// The blocks of `html`, sanitised here; a sanitiser that lets no products through finds none.
    package static func read(_ html: String, through sanitizer: HTMLSanitizer) throws -> [StoryBlock] {
        var blocks: [StoryBlock] = []
        var running: [HTMLNode] = []
        func endText() {
            let html = HTMLWriter.write(running).trimmed
            if !html.isEmpty { blocks.append(.text(html: html)) }
            running = []
        }
        let nodes = HTMLNesting.wrappingRuns(try sanitizer.nodes(of: html)) { run in
            .element(HTMLElement(name: "p", children: run))
        }
        for node in nodes {
            if let found = node.element.flatMap(Self.blocks) {
                endText()
                blocks += found
            } else {
                let (rest, pictures) = StoryPicture.lifted(out: node)
                if let rest { running.append(rest) }
                guard !pictures.isEmpty else { continue }
                endText()
                blocks += pictures
            }
        }
        endText()
        return blocks
    }

    /// The blocks that an element at the top is, or nil when it is running text.
    private static func blocks(_ element: HTMLElement) -> [StoryBlock]? {
        switch element.name {
        case "p": linked(element) ?? StoryPicture.read(element)
        case "figure": quoteInFigure(element) ?? StoryPicture.read(element)
        case "blockquote": StoryQuote.read(element).map { [$0] }
        case "ul", "ol": shelf(element).map { [.products(handles: $0)] }
        default: nil
        }
    }

    /// WordPress puts quotations into figures.
    private static func quoteInFigure(_ figure: HTMLElement) -> [StoryBlock]? {
        guard let quote = onlyChild(figure), quote.name == "blockquote" else { return nil }
        return StoryQuote.read(quote).map { [$0] }
    }

    /// A product or an athlete, when all that a paragraph holds is a link to one.
    private static func linked(_ element: HTMLElement) -> [StoryBlock]? {
        if let handle = product(element) { return [.product(handle: handle)] }
        guard let link = onlyChild(element), link.name == "a" else { return nil }
        if let slug = link["href"].flatMap(HTMLAddress.film) { return [.film(slug: slug)] }
        return link["href"].flatMap(HTMLAddress.athlete).map { [.athlete(slug: $0)] }
    }

    private static func shelf(_ list: HTMLElement) -> [String]? {
        let items = list.children.filter { !$0.isBlank }
        let handles = items.compactMap { item in
            item.element.flatMap { product(onlyChild($0).flatMap { $0.name == "p" ? $0 : nil } ?? $0) }
        }
        return !items.isEmpty && handles.count == items.count ? handles : nil
    }

    /// The handle, when all that an element holds is a link to a product.
    private static func product(_ element: HTMLElement) -> String? {
        guard let link = onlyChild(element), link.name == "a" else { return nil }
        return link["href"].flatMap(HTMLAddress.product)
    }

    /// The one element in `element`, when there is nothing else but white space.
    static func onlyChild(_ element: HTMLElement) -> HTMLElement? {
        let children = element.children.filter { !$0.isBlank }
        return children.count == 1 ? children[0].element : nil
    }
}
