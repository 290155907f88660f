/// Replaces the shortcodes of a WordPress body.
///
/// A caption becomes a figure and an embed becomes a link. Others go, with their content kept, when they are WordPress's own,
/// have arguments or are closed later; `[sic]` and other words in brackets stay, and `[[name]]` becomes `[name]`.
struct Shortcodes {
    /// Names of what went, in order.
    private(set) var dropped: [String] = []
    private var neverClosed: Set<Substring> = []

    private static let captions: Set<Substring> = ["caption", "wp_caption"]
    private static let ofWordPress: Set<Substring> = ["gallery", "playlist", "audio", "video", "embed"]

    /// The text with every shortcode replaced.
    mutating func replaced(in text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "[")) else { return text }
        let closed = Self.closedNames(in: text)
        var out = ""
        var rest = text[...]
        while let bracket = rest.firstIndex(of: "[") {
            out += rest[..<bracket]
            rest = rest[bracket...]
            if let escaped = Self.escaped(rest) {
                out += escaped.dropFirst().dropLast()
                rest = rest[escaped.endIndex...]
            } else if let shortcode = Shortcode(at: rest), isShortcode(shortcode, closed) {
                rest = rest[shortcode.source.endIndex...]
                out += replacement(shortcode, &rest)
            } else {
                out += "["
                rest = rest.dropFirst()
            }
        }
        return out + rest
    }

    private static func closedNames(in text: String) -> Set<Substring> {
        var names: Set<Substring> = []
        var rest = text[...]
        while let mark = rest.firstRange(of: "[/") {
            rest = rest[mark.lowerBound...]
            if let closing = Shortcode(at: rest) { names.insert(closing.name) }
            rest = rest[mark.upperBound...]
        }
        return names
    }

    /// `[[name …]]`: a shortcode that is to be shown.
    private static func escaped(_ text: Substring) -> Substring? {
        guard text.hasPrefix("[["), let inner = Shortcode(at: text.dropFirst()) else { return nil }
        let end = inner.source.endIndex
        return end < text.endIndex && text[end] == "]" ? text[...end] : nil
    }

    private func isShortcode(_ shortcode: Shortcode, _ closed: Set<Substring>) -> Bool {
        Self.ofWordPress.contains(shortcode.name) || closed.contains(shortcode.name)
            || shortcode.arguments.contains("=")
    }

    private mutating func replacement(_ shortcode: Shortcode, _ rest: inout Substring) -> String {
        guard !shortcode.isClosing else { return "" }
        if Self.captions.contains(shortcode.name), let inner = takeContent(of: shortcode, &rest) {
            return Self.figure(inner, shortcode.argument("caption"))
        }
        if shortcode.name == "embed", let inner = takeContent(of: shortcode, &rest) {
            let address = HTMLWriter.escaped(String(inner.filter { !$0.isWhitespace }))
            return "<a href=\"\(address)\">\(address)</a>"
        }
        dropped.append(String(shortcode.name))
        return ""
    }

    /// What stands between a shortcode and its end, which is taken too; nil when it is never closed, which is looked for once.
    private mutating func takeContent(of shortcode: Shortcode, _ rest: inout Substring) -> Substring? {
        guard !neverClosed.contains(shortcode.name) else { return nil }
        guard let end = rest.firstRange(of: "[/\(shortcode.name)]") else {
            neverClosed.insert(shortcode.name)
            return nil
        }
        defer { rest = rest[end.upperBound...] }
        return rest[..<end.lowerBound]
    }

    /// The caption is what follows the picture and the link around it, or, in the oldest exports, an argument.
    private static func figure(_ inner: Substring, _ argument: Substring?) -> String {
        var pictureEnd = inner.startIndex
        if let image = inner.firstRange(of: "<img") {
            pictureEnd = inner[image.upperBound...].drop { $0 != ">" }.dropFirst().startIndex
            let after = inner[pictureEnd...].drop(while: \.isWhitespace)
            if after.hasPrefix("</a>") { pictureEnd = after.dropFirst("</a>".count).startIndex }
        }
        let caption = argument ?? inner[pictureEnd...]
        return "<figure>\(inner[..<pictureEnd])<figcaption>\(caption)</figcaption></figure>"
    }
}
