/// Reads the text of a template, in the syntax of Mustache's specification 1.4 with inheritance, without its lambdas and its change
/// of delimiters. A name with a dot in front asks the innermost fields only. A tag alone on a line takes the line with it.
struct TemplateParser {
    private let template: String
    private let source: [UInt8]
    private var position = 0
    private var open: [Frame] = []
    private var nodes: [TemplateNode] = []

    /// A tag that waits for its end, and what came before it.
    private struct Frame {
        let kind: UInt8
        let name: String
        let line: Int
        let before: [TemplateNode]
    }

    /// The pieces of a template; throws with the line that is wrong.
    static func parse(_ text: String, of template: String) throws -> [TemplateNode] {
        var parser = TemplateParser(template: template, source: Array(text.utf8))
        return try parser.read()
    }

    private init(template: String, source: [UInt8]) {
        self.template = template
        self.source = source
    }

    private mutating func read() throws -> [TemplateNode] {
        while let start = find("{{", from: position) {
            let isTriple = source[start...].starts(with: "{{{".utf8)
            guard let end = find(isTriple ? "}}}" : "}}", from: start) else { throw wrong("a tag without its end", at: start) }
            let content = String(decoding: source[start + (isTriple ? 3 : 2)..<end], as: UTF8.self)
            let past = end + (isTriple ? 3 : 2)
            try take(isTriple ? "{" + content : content, from: start, to: past)
        }
        addText(to: source.count)
        if let frame = open.last {
            throw MalformedTemplate(template: template, line: frame.line, problem: "“\(frame.name)” is never closed")
        }
        return nodes
    }

    /// Acts on one tag, after the text before it.
    private mutating func take(_ tag: String, from start: Int, to past: Int) throws {
        let kind = tag.utf8.first.flatMap { Self.kinds.contains($0) ? $0 : nil }
        let name = String((kind == nil ? tag[...] : tag.dropFirst()).drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
        let isAlone = kind.map { !Self.inline.contains($0) } == true ? line(around: start, past) : nil
        addText(to: isAlone?.lowerBound ?? start)
        position = isAlone?.upperBound ?? past
        guard kind == UInt8(ascii: "!") || Self.isName(name) else { throw wrong("“\(tag)” is no tag", at: start) }
        switch kind {
        case nil: nodes.append(.value(TemplateName(name), isEscaped: true))
        case UInt8(ascii: "{"), UInt8(ascii: "&"): nodes.append(.value(TemplateName(name), isEscaped: false))
        case UInt8(ascii: ">"): nodes.append(.partial(TemplateReference(name: name, line: number(at: start))))
        case UInt8(ascii: "/"): try close(name, at: start)
        case UInt8(ascii: "!"): break
        case let kind?:
            open.append(Frame(kind: kind, name: name, line: number(at: start), before: nodes))
            nodes = []
        }
    }

    private mutating func close(_ name: String, at start: Int) throws {
        guard let frame = open.popLast() else { throw wrong("“\(name)” was never opened", at: start) }
        guard frame.name == name else {
            throw wrong("“\(name)” ends here, but “\(frame.name)” of line \(frame.line) is open", at: start)
        }
        let inner = nodes
        nodes = frame.before
        switch frame.kind {
        case UInt8(ascii: "#"): nodes.append(.section(TemplateName(name), inner))
        case UInt8(ascii: "^"): nodes.append(.inverted(TemplateName(name), inner))
        case UInt8(ascii: "$"): nodes.append(.block(name, inner))
        default:
            var blocks: [String: [TemplateNode]] = [:]
            for case .block(let name, let content) in inner { blocks[name] = content }
            nodes.append(.parent(TemplateReference(name: name, line: frame.line), blocks))
        }
    }

    private mutating func addText(to end: Int) {
        if end > position { nodes.append(.text(Array(source[position..<end]))) }
        position = max(position, end)
    }

    /// The whole line of a tag that stands alone on it, with the line's end.
    private func line(around start: Int, _ past: Int) -> Range<Int>? {
        var from = start
        while from > 0, Self.isBlank(source[from - 1]) { from -= 1 }
        guard from == 0 || source[from - 1] == UInt8(ascii: "\n") else { return nil }
        var to = past
        while to < source.count, Self.isBlank(source[to]) { to += 1 }
        if to == source.count { return from..<to }
        return source[to] == UInt8(ascii: "\n") ? from..<to + 1 : nil
    }

    private func find(_ text: String, from start: Int) -> Int? {
        let wanted = Array(text.utf8)
        guard source.count >= wanted.count, start <= source.count - wanted.count else { return nil }
        return (start...source.count - wanted.count).first { place in
            source[place] == wanted[0] && source[place..<place + wanted.count].elementsEqual(wanted)
        }
    }

    private func wrong(_ problem: String, at place: Int) -> MalformedTemplate {
        MalformedTemplate(template: template, line: number(at: place), problem: problem)
    }

    private func number(at place: Int) -> Int { 1 + source[..<place].count { $0 == UInt8(ascii: "\n") } }

    private static let kinds = Set("#^/>!<$&{".utf8)
    /// Tags that print something where they stand.
    private static let inline = Set("&{".utf8)

    private static func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }

    private static func isName(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { byte in
            (97...122).contains(byte | 0x20) || (48...57).contains(byte) || "-_.".utf8.contains(byte)
        }
    }
}
