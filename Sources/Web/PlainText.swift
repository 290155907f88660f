/// The words of HTML that was sanitised: without tags, with the five names of characters resolved.
package enum PlainText {
    /// Words with single blanks between.
    package static func of(_ html: String) -> String {
        var out = ""
        var isInTag = false
        for character in html {
            switch character {
            case "<": isInTag = true
            case ">" where isInTag:
                isInTag = false
                out.append(" ")
            default: if !isInTag { out.append(character) }
            }
        }
        let names = ["&lt;": "<", "&gt;": ">", "&quot;": "\"", "&#39;": "'", "&nbsp;": " "]
        let resolved = names.reduce(out) { $0.replacing($1.key, with: $1.value) }.replacing("&amp;", with: "&")
        return resolved.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
