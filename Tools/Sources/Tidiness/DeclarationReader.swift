/// Finds the declarations in the tokens of a file by their keywords, and their bodies by counting braces.
struct DeclarationReader {
    private let tokens: [Token]
    private var declarations: [Declaration] = []
    /// Which declaration's body opens at a token.
    private var openings: [Int: Int] = [:]
    /// The braces that are open: each with the declaration whose body it is.
    private var scopes: [Int?] = []

    static func declarations(in tokens: [Token]) -> [Declaration] {
        var reader = DeclarationReader(tokens)
        for index in tokens.indices { reader.read(index) }
        return reader.declarations
    }

    private init(_ tokens: [Token]) { self.tokens = tokens }

    private mutating func read(_ index: Int) {
        let token = tokens[index]
        if token.text == "{" {
            scopes.append(openings[index])
        } else if token.text == "}" {
            guard let scope = scopes.popLast(), let declaration = scope else { return }
            guard let start = declarations[declaration].body?.lowerBound else { return }
            declarations[declaration].body = start...token.line
        } else if let keyword = keyword(at: index) {
            add(keyword, at: index)
        }
    }

    private mutating func add(_ keyword: Declaration.Keyword, at index: Int) {
        let first = firstModifier(before: index)
        let name = name(keyword, at: index)
        let body = bodyStart(keyword, after: name.end)
        if let body { openings[body] = declarations.count }
        declarations.append(Declaration(
            keyword: keyword, name: name.text, modifiers: tokens[first..<index].map(\.text),
            signature: tokens[name.end..<(body ?? signatureEnd(after: name.end))].map(\.text),
            firstLine: tokens[first].line, line: tokens[index].line,
            body: body.map { tokens[$0].line...tokens[$0].line }, parent: scopes.last { $0 != nil } ?? nil))
    }

    /// The keyword of a declaration at `index`; nil where the word means something else, such as in `.init(`.
    private func keyword(at index: Int) -> Declaration.Keyword? {
        guard let keyword = Declaration.Keyword(rawValue: tokens[index].text), text(index - 1) != ".", index + 1 < tokens.count
        else { return nil }
        let next = tokens[index + 1]
        switch keyword {
        case .`init`: return ["(", "<", "?", "!"].contains(next.text) ? keyword : nil
        case .subscript: return ["(", "<"].contains(next.text) ? keyword : nil
        case .deinit: return next.text == "{" ? keyword : nil
        case .func: return next.text == ":" ? nil : keyword
        case .var, .let: return next.isWord || next.text == "(" ? keyword : nil
        default: return next.isWord && !Self.neverNames.contains(next.text) ? keyword : nil
        }
    }

    /// Words that may follow `class`, `actor` or `protocol` where these do not declare a type.
    private static let neverNames: Set<String> = Declaration.modifierWords.union([
        "func", "var", "let", "init", "subscript", "in", "else", "where", "is", "as",
    ])

    private func firstModifier(before index: Int) -> Int {
        var first = index
        while first > 0, isModifier(tokens[first - 1]) { first -= 1 }
        return first
    }

    private func isModifier(_ token: Token) -> Bool {
        token.isAttribute || Declaration.modifierWords.contains(String(token.text.prefix { $0 != "(" }))
    }

    private func name(_ keyword: Declaration.Keyword, at index: Int) -> (text: String, end: Int) {
        switch keyword {
        case .`init`, .deinit, .subscript: return (keyword.rawValue, index + 1)
        case .func where !tokens[index + 1].isWord:
            let end = tokens[(index + 1)...].firstIndex { $0.text == "(" } ?? tokens.count
            return (tokens[(index + 1)..<end].map(\.text).joined(), end)
        default: return (tokens[index + 1].text.filter { $0 != "`" }, index + 2)
        }
    }

    /// The token that opens the body, or nil for a declaration without one.
    private func bodyStart(_ keyword: Declaration.Keyword, after start: Int) -> Int? {
        guard keyword != .let, keyword != .typealias else { return nil }
        let end = signatureEnd(after: start)
        guard text(end) == "{" else { return nil }
        return end
    }

    /// Where a signature stops: at its body, at a value, or where the next declaration or statement begins.
    private func signatureEnd(after start: Int) -> Int {
        var depth = 0
        for index in start..<max(start, tokens.count) {
            switch tokens[index].text {
            case "(", "[": depth += 1
            case ")", "]": depth -= 1
            case "{", "}", "=": if depth <= 0 { return index }
            default: if depth <= 0, keyword(at: index) != nil || startsNext(index) { return index }
            }
        }
        return tokens.count
    }

    /// Whether a token at the start of a line begins something new.
    private func startsNext(_ index: Int) -> Bool {
        guard index > 0, tokens[index].line > tokens[index - 1].line else { return false }
        let text = tokens[index].text
        return isModifier(tokens[index]) && text != "async" || text == "case" || text == "#"
    }

    private func text(_ index: Int) -> String? { tokens.indices.contains(index) ? tokens[index].text : nil }
}
