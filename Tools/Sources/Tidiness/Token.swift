/// A word, an attribute with its arguments, or a sign of Swift.
struct Token: Equatable {
    /// The word, with its backticks if it has them, the attribute from `@` to its last parenthesis, or one sign.
    let text: String
    /// The line, counted from 1.
    let line: Int
    /// Whether nothing stands between it and the token before, so that `try!` differs from `try !done`.
    let isAttached: Bool

    var isWord: Bool { text.first.map { $0.isLetter || $0 == "_" || $0 == "`" } ?? false }
    var isAttribute: Bool { text.first == "@" }

    /// The tokens of lines of code; numbers count as words' parts and are of no use here.
    static func tokens(in code: [String]) -> [Token] {
        var reader = TokenReader(code)
        return reader.read()
    }
}

private struct TokenReader {
    private let characters: [(character: Character, line: Int)]
    private var at = 0

    init(_ code: [String]) {
        characters = code.enumerated().flatMap { index, line in (line + "\n").map { ($0, index + 1) } }
    }

    mutating func read() -> [Token] {
        var tokens: [Token] = []
        while at < characters.count {
            let (character, line) = characters[at]
            if character.isWhitespace {
                at += 1
            } else {
                let isAttached = at > 0 && !characters[at - 1].character.isWhitespace
                tokens.append(Token(text: next(character), line: line, isAttached: isAttached))
            }
        }
        return tokens
    }

    private mutating func next(_ character: Character) -> String {
        at += 1
        if character == "`" { return "`" + quoted() }
        guard character == "@" || Self.isPartOfWord(character) else { return String(character) }
        var text = String(character) + word()
        // `package(set)` and `@available(...)` are one token each; a space before the parenthesis ends them.
        if peek == "(", character == "@" || Declaration.accessWords.contains(text) { text += parenthesised() }
        return text
    }

    private var peek: Character? { at < characters.count ? characters[at].character : nil }

    private mutating func word() -> String {
        var text = ""
        while let character = peek, Self.isPartOfWord(character) {
            text.append(character)
            at += 1
        }
        return text
    }

    /// The rest of a word in backticks, which may hold spaces, to its end or the line's.
    private mutating func quoted() -> String {
        var text = ""
        while let character = peek, !character.isNewline {
            text.append(character)
            at += 1
            if character == "`" { break }
        }
        return text
    }

    private mutating func parenthesised() -> String {
        var text = ""
        var depth = 0
        repeat {
            guard let character = peek else { break }
            if character == "(" { depth += 1 }
            if character == ")" { depth -= 1 }
            text.append(character)
            at += 1
        } while depth > 0
        return text
    }

    private static func isPartOfWord(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || character == "_"
    }
}
