import Yams

/// Reads the YAML of a front matter with Yams and takes from it only what a front matter may say.
enum FrontMatterYAML {
    /// The column, from 0, at which the content of a line begins at the latest; further right it would be nested too deep. The
    /// YAML parser calls itself for every level, so this also keeps it from running out of stack.
    private static let deepestColumn = 32
    /// Brackets that may be open at once.
    private static let deepestBracket = 32
    /// The opening fence is line 1 of the document.
    private static let linesBefore = 1

    /// What the lines between the fences say.
    static func values(_ lines: ArraySlice<Substring>) throws -> [String: FrontMatterValue] {
        let text = lines.joined(separator: "\n")
        guard text.utf8.count <= TextLimit.frontMatterBytes else {
            throw UnreadableInput(
                .tooLarge, line: 1,
                "The front matter is larger than \(TextLimit.frontMatterBytes / 1000) kB. Put text below it.")
        }
        try refuseNesting(lines)
        do {
            let parser = try Parser(yaml: text)
            // The parser owns the anchors: nodes point to them weakly.
            return try withExtendedLifetime(parser) { try parser.singleRoot().map(values) ?? [:] }
        } catch let error as YamlError {
            throw refusal(error)
        }
    }

    private static func values(_ root: Node) throws -> [String: FrontMatterValue] {
        guard case .mapping(let mapping) = root, root.anchor == nil else {
            throw refusal(root, "Write it as lines of KEY: VALUE.")
        }
        var values: [String: FrontMatterValue] = [:]
        for (key, value) in mapping { values[try plain(key)] = try self.value(value) }
        return values
    }

    private static func value(_ node: Node) throws -> FrontMatterValue {
        guard case .sequence(let sequence) = node, node.anchor == nil else { return .text(try plain(node)) }
        return .list(try sequence.map(plain))
    }

    /// A scalar as it is written; `~` and `null` without quotes say nothing.
    private static func plain(_ node: Node) throws -> String {
        guard case .scalar(let scalar) = node, node.anchor == nil else {
            throw refusal(node, "Only texts and lists of texts may stand here, without & and * references.")
        }
        let isNull = scalar.style == .plain && ["~", "null", "Null", "NULL"].contains(scalar.string)
        return isNull ? "" : scalar.string
    }

    private static func refuseNesting(_ lines: ArraySlice<Substring>) throws {
        var open = 0
        for (place, line) in lines.enumerated() {
            let column = line.prefix { " \t-?:".contains($0) }.count
            for byte in line.utf8 {
                if byte == UInt8(ascii: "[") || byte == UInt8(ascii: "{") { open += 1 }
                if byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}") { open = max(0, open - 1) }
            }
            guard column <= deepestColumn, open <= deepestBracket else {
                throw UnreadableInput(
                    .malformed, line: place + 1 + linesBefore, "The front matter is nested too deep.")
            }
        }
    }

    private static func refusal(_ node: Node, _ advice: String) -> UnreadableInput {
        let line = node.mark.map { $0.line + linesBefore }
        return UnreadableInput(.malformed, line: line, "The front matter is too intricate. \(advice)")
    }

    private static func refusal(_ error: YamlError) -> UnreadableInput {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            UnreadableInput(
                .malformed, line: mark.line + linesBefore,
                "The front matter is no YAML (\(problem)). Put a value with special characters in quotes.")
        case .duplicatedKeysInMapping(let keys, let context):
            UnreadableInput(
                .malformed, line: context.mark.line + linesBefore,
                "The front matter has a key twice: \(keys.joined(separator: ", ")).")
        default:
            UnreadableInput(
                .malformed, line: 1, "The front matter is no YAML, or holds characters that YAML forbids.")
        }
    }
}
