/// Paragraphs for bodies of WordPress's classic editor: empty lines part paragraphs and a line end is a break, except within
/// preformatted text and between the parts of lists and tables.
struct WordPressParagraphs {
    private static let blocks = HTMLAllowList.blocks.union(HTMLAllowList.groups)
        .union(["h1", "h5", "h6", "tfoot", "form", "legend"])
    /// Blocks whose text is paragraphs; everywhere else a text stands for itself.
    private static let flows = HTMLAllowList.groups.union(["blockquote"])
    /// Blocks that hold other blocks and no text.
    private static let frames: Set<String> = [
        "ul", "ol", "dl", "table", "thead", "tbody", "tfoot", "tr", "figure", "form",
    ]

    private var out = ""
    private var run = ""
    private var open: [String] = []

    /// The text with its paragraphs marked.
    static func made(from text: String) -> String {
        var paragraphs = WordPressParagraphs()
        for piece in WordPressMarkup(text) { paragraphs.take(piece) }
        paragraphs.endRun()
        return paragraphs.out
    }

    private mutating func take(_ piece: WordPressMarkup.Piece) {
        switch piece {
        case .text(let text): run += text
        case .verbatim(let source):
            endRun()
            out += source
        case .tag(let name, let isClosing, let source):
            guard Self.blocks.contains(name) else { return run += source.replacing("\n", with: " ") }
            endRun()
            out += source
            isClosing ? close(name) : open(name)
        }
    }

    /// What is deeper than the sanitiser takes need not be remembered.
    private mutating func open(_ name: String) {
        if name != "hr", open.count <= HTMLLimit.depth { open.append(name) }
    }

    private mutating func close(_ name: String) {
        if let last = open.lastIndex(of: name) { open.removeSubrange(last...) }
    }

    private mutating func endRun() {
        defer { run = "" }
        let pieces = Self.pieces(of: run)
        let place = open.last
        if let place, Self.frames.contains(place) {
            out += run
        } else if pieces.count > 1 || place.map(Self.flows.contains) ?? true {
            for piece in pieces { out += "<p>\(Self.withBreaks(piece))</p>\n" }
        } else {
            out += pieces.first.map(Self.withBreaks) ?? run
        }
    }

    /// What stands between empty lines, without blanks around it.
    private static func pieces(of run: String) -> [Substring] {
        var pieces: [Substring] = []
        var start: Substring.Index?
        var end = run.startIndex
        for line in run.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.allSatisfy(\.isWhitespace) {
                if let begun = start { pieces.append(run[begun..<end]) }
                start = nil
            } else {
                start = start ?? line.startIndex
                end = line.endIndex
            }
        }
        if let begun = start { pieces.append(run[begun..<end]) }
        return pieces
    }

    /// Line ends as `<br>`, where the author did not write one; an address on a line of its own, which WordPress would embed, as
    /// a link.
    private static func withBreaks(_ piece: Substring) -> String {
        var out = ""
        for line in piece.split(separator: "\n") {
            if !out.isEmpty { out += endsInBreak(out) ? "\n" : "<br>\n" }
            out += linked(line)
        }
        return out
    }

    private static func endsInBreak(_ text: String) -> Bool {
        ["<br>", "<br/>", "<br />"].contains { text.hasSuffix($0) }
    }

    private static func linked(_ line: Substring) -> String {
        let isAddress = line.hasPrefix("https://") || line.hasPrefix("http://")
        let isAlone = !line.contains { $0.isWhitespace || "<>\"'".contains($0) }
        guard isAddress, isAlone else { return String(line) }
        return "<a href=\"\(line)\">\(line)</a>"
    }
}
