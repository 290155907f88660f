/// A Swift file as the rules see it.
struct SwiftSource {
    let text: Text
    /// Each line with the insides of strings, the comments and regular expressions as spaces.
    let code: [String]
    /// Each line with everything but comments as spaces.
    let comments: [String]
    /// The code in words and signs.
    let tokens: [Token]
    /// What the file declares, in the order in which it does.
    let declarations: [Declaration]

    init(_ text: Text) {
        self.text = text
        var splitter = CodeSplitter(text.lines)
        let split = splitter.split()
        code = split.code
        comments = split.comments
        tokens = Token.tokens(in: split.code)
        declarations = DeclarationReader.declarations(in: tokens)
    }

    var path: String { text.path }
    var module: String? { text.module }

    /// The type or function whose body the declaration is in.
    func parent(of declaration: Declaration) -> Declaration? { declaration.parent.map { declarations[$0] } }

    func token(_ index: Int) -> Token? { tokens.indices.contains(index) ? tokens[index] : nil }

    /// The imported modules, each with its line.
    var imports: [(line: Int, module: String)] {
        tokens.indices.compactMap { index in
            guard tokens[index].text == "import", isFirstOfItsLine(index), let next = token(index + 1) else { return nil }
            let names = Declaration.Keyword(rawValue: next.text) == nil ? next : token(index + 2)
            return names.map { (tokens[index].line, $0.text) }
        }
    }

    /// Whether only attributes and access words stand before a token in its line.
    private func isFirstOfItsLine(_ index: Int) -> Bool {
        let before = tokens[..<index].reversed().prefix { $0.line == tokens[index].line }
        return before.allSatisfy { $0.isAttribute || Declaration.accessWords.contains($0.text) }
    }

    /// The comment that ends on the line above `line`, as one text; empty when there is none.
    func comment(above line: Int) -> String {
        var index = line - 2
        var parts: [String] = []
        while index >= 0, isBlank(code[index]), !isBlank(comments[index]) {
            parts.insert(comments[index], at: 0)
            index -= 1
        }
        return parts.joined(separator: "\n")
    }

    private func isBlank(_ line: String) -> Bool { line.utf8.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0d } }

    /// Whether `///` with a sentence is right above the declaration, where attributes may stand between.
    func isDocumented(_ declaration: Declaration) -> Bool {
        [declaration.firstLine, declaration.line].contains { line in
            comment(above: line).split(separator: "\n").contains { row in
                let words = row.drop { $0 == " " }
                return words.hasPrefix("///") && words.contains { $0.isLetter || $0.isNumber }
            }
        }
    }
}
