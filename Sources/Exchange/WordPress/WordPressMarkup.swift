/// A WordPress body cut into tags and the text between them, without judging either.
struct WordPressMarkup: Sequence, IteratorProtocol {
    enum Piece: Equatable {
        case text(Substring)
        /// A tag with its lower-case name.
        case tag(name: String, isClosing: Bool, source: Substring)
        /// An element whose content is not text with tags, from its start tag to its end tag.
        case verbatim(Substring)
    }

    private static let verbatim: Set<String> = ["pre", "script", "style", "textarea"]

    private var rest: Substring

    /// All of `text`, from its beginning.
    init(_ text: String) { rest = text[...] }

    mutating func next() -> Piece? {
        guard !rest.isEmpty else { return nil }
        if let end = Self.tagEnd(rest) { return takeTag(upTo: end) }
        var end = rest.utf8.index(after: rest.startIndex)
        while end < rest.endIndex, rest.utf8[end] != UInt8(ascii: "<") { end = rest.utf8.index(after: end) }
        return .text(take(upTo: end))
    }

    private mutating func takeTag(upTo end: Substring.Index) -> Piece {
        let whole = rest
        let source = take(upTo: end)
        let isClosing = source.hasPrefix("</")
        let inside = source.dropFirst(isClosing ? 2 : 1)
        let name = inside.prefix { $0.isASCII && ($0.isLetter || $0.isNumber) }.lowercased()
        guard !isClosing, Self.verbatim.contains(name) else {
            return .tag(name: name, isClosing: isClosing, source: source)
        }
        while let mark = rest.firstRange(of: "</") {
            let isEnd = rest[mark.upperBound...].prefix(name.count).lowercased() == name
            rest = rest[mark.upperBound...]
            guard isEnd else { continue }
            rest = rest.drop { $0 != ">" }.dropFirst()
            return .verbatim(whole[..<rest.startIndex])
        }
        rest = rest[rest.endIndex...]
        return .verbatim(whole)
    }

    private mutating func take(upTo end: Substring.Index) -> Substring {
        defer { rest = rest[end...] }
        return rest[..<end]
    }

    /// Where the tag ends that `text` begins with; a `>` within quotes does not end it. Nil when it begins with none, or when
    /// another `<` comes first, so that no text is searched twice.
    private static func tagEnd(_ text: Substring) -> Substring.Index? {
        var bytes = text.utf8.prefix(3).makeIterator()
        guard bytes.next() == UInt8(ascii: "<"), var letter = bytes.next() else { return nil }
        if letter == UInt8(ascii: "/") { letter = bytes.next() ?? 0 }
        guard (97...122).contains(letter | 0x20) else { return nil }
        var quote: UInt8?
        for place in text.utf8.indices {
            let byte = text.utf8[place]
            if let open = quote {
                if byte == open { quote = nil }
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = byte
            } else if byte == UInt8(ascii: ">") {
                return text.utf8.index(after: place)
            } else if byte == UInt8(ascii: "<"), place > text.startIndex {
                return nil
            }
        }
        return nil
    }
}
