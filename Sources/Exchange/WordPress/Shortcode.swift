/// One `[name …]` or `[/name]` in a WordPress body.
struct Shortcode {
    /// The name, as written.
    let name: Substring
    /// What stands between the name and the closing bracket.
    let arguments: Substring
    /// Whether it is `[/name]`.
    let isClosing: Bool
    /// All of it, brackets included.
    let source: Substring

    /// The shortcode that begins at a `[`; nil when this is a bracket of the text.
    init?(at text: Substring) {
        var rest = text.dropFirst()
        isClosing = rest.first == "/"
        if isClosing { rest = rest.dropFirst() }
        name = rest.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_" || $0 == "-") }
        guard name.first?.isLetter == true, let end = Self.end(of: rest[name.endIndex...]) else { return nil }
        arguments = rest[name.endIndex..<end]
        guard arguments.isEmpty || arguments.first == " " || arguments.first == "/" else { return nil }
        source = text[...end]
    }

    /// The closing bracket, which does not count within quotes; none behind another opening bracket.
    private static func end(of text: Substring) -> Substring.Index? {
        var quote: Character?
        for place in text.indices {
            let character = text[place]
            if let open = quote {
                if character == open { quote = nil }
            } else if character == "\"" || character == "'" {
                quote = character
            } else if character == "]" {
                return place
            } else if character == "[" {
                return nil
            }
        }
        return nil
    }

    /// The value of `name="value"`.
    func argument(_ name: String) -> Substring? {
        guard let start = arguments.firstRange(of: " \(name)=")?.upperBound else { return nil }
        let value = arguments[start...]
        guard let quote = value.first, quote == "\"" || quote == "'" else {
            return value.prefix { $0 != " " }
        }
        return value.dropFirst().prefix { $0 != quote }
    }
}
