/// Renders linked templates into bytes.
struct TemplateWriter {
    /// Room for a usual page, so that it is not moved while it grows.
    private static let usualBytes = 48 * 1024

    private(set) var bytes: [UInt8] = []
    /// The fields and values around the place that is written, innermost last.
    private var stack: [FieldValue]

    init(_ fields: Fields) {
        stack = [.fields(fields)]
        bytes.reserveCapacity(Self.usualBytes)
    }

    /// Writes linked nodes.
    mutating func write(_ nodes: [TemplateNode]) {
        for node in nodes {
            switch node {
            case .text(let text): bytes.append(contentsOf: text)
            case .value(let name, let isEscaped): write(find(name), isEscaped)
            case .section(let name, let inner): write(inner, each: find(name))
            case .inverted(let name, let inner): if find(name)?.isShown != true { write(inner) }
            case .partial, .parent, .block: preconditionFailure("a template was not linked")
            }
        }
    }

    private mutating func write(_ inner: [TemplateNode], each value: FieldValue?) {
        guard let value, value.isShown else { return }
        switch value {
        case .list(let list):
            for element in list { write(inner, within: element) }
        case .flag: write(inner)
        case .text, .fields: write(inner, within: value)
        }
    }

    private mutating func write(_ inner: [TemplateNode], within value: FieldValue) {
        stack.append(value)
        write(inner)
        stack.removeLast()
    }

    private mutating func write(_ value: FieldValue?, _ isEscaped: Bool) {
        switch value {
        case .text(let text)?: isEscaped ? writeEscaped(text) : bytes.append(contentsOf: text.utf8)
        case .flag(let flag)?: bytes.append(contentsOf: (flag ? "true" : "false").utf8)
        case .fields?, .list?, nil: break
        }
    }

    /// Escapes for text and for quoted attributes alike.
    private mutating func writeEscaped(_ text: String) {
        var text = text
        text.withUTF8 { source in
            var start = 0
            for place in source.indices {
                guard let escape = Self.escapes[Int(source[place])] else { continue }
                bytes.append(contentsOf: source[start..<place])
                bytes.append(contentsOf: escape)
                start = place + 1
            }
            bytes.append(contentsOf: source[start...])
        }
    }

    /// The value of a name: its first part from the innermost fields outwards, the others within what was found.
    private func find(_ name: TemplateName) -> FieldValue? {
        guard let first = name.path.first else { return stack[stack.count - 1] }
        var found: FieldValue?
        if name.isLocal {
            if case .fields(let fields) = stack[stack.count - 1] { found = fields.value(first) }
        } else {
            for place in stack.indices.reversed() {
                if case .fields(let fields) = stack[place], let value = fields.value(first) {
                    found = value
                    break
                }
            }
        }
        for part in name.path.dropFirst() {
            guard case .fields(let fields)? = found else { return nil }
            found = fields.value(part)
        }
        return found
    }

    private static let escapes: [[UInt8]?] = {
        var escapes = [[UInt8]?](repeating: nil, count: 256)
        for (character, escape) in [("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\"", "&quot;"), ("'", "&#39;")] {
            escapes[Int(character.utf8.first ?? 0)] = Array(escape.utf8)
        }
        return escapes
    }()
}
