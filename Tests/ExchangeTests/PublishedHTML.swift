@testable import Exchange
import Testing

/// A judge of sanitised HTML that shares no table and no parser with the sanitiser: it takes the text apart by the grammar of
/// well-formed HTML and says what is wrong with it.
enum PublishedHTML {
    private static let elements = Set(
        """
        p h2 h3 h4 ul ol li dl dt dd blockquote cite q em strong b i u s sub sup code pre br hr a img figure
        figcaption table thead tbody tr th td caption abbr time span
        """.split { $0 == " " || $0 == "\n" }.map(String.init))
    private static let attributes = Set(
        """
        href src title alt width height lang dir datetime cite colspan rowspan start reversed rel
        """.split { $0 == " " || $0 == "\n" }.map(String.init))
    private static let void: Set<String> = ["br", "hr", "img"]

    /// What is wrong; empty when nothing is.
    static func faults(_ html: String) -> [String] {
        var faults: [String] = []
        var open: [String] = []
        var rest = html[...]
        while let start = rest.firstIndex(of: "<") {
            faults += textFaults(rest[..<start])
            rest = rest[start...]
            guard let tag = rest.prefixMatch(of: /<(\/?)([a-z][a-z0-9]*)((?: [a-z]+="[^"<>]*")*)>/) else {
                return faults + ["no tag: \(rest.prefix(40))"]
            }
            let name = String(tag.2)
            if !elements.contains(name) { faults.append("element \(name)") }
            if tag.1 == "/" {
                if open.popLast() != name { faults.append("closes \(name)") }
            } else if !void.contains(name) {
                open.append(name)
            }
            faults += attributeFaults(tag.3)
            rest = rest[tag.range.upperBound...]
        }
        return faults + textFaults(rest) + open.map { "open \($0)" }
    }

    private static func textFaults(_ text: Substring) -> [String] {
        var faults: [String] = []
        if text.contains(">") { faults.append("a bare > in \(text.prefix(40))") }
        for piece in text.split(separator: "&", omittingEmptySubsequences: false).dropFirst()
        where !["amp;", "lt;", "gt;", "quot;"].contains(where: piece.hasPrefix) {
            faults.append("a bare & before \(piece.prefix(20))")
        }
        return faults
    }

    private static func attributeFaults(_ text: Substring) -> [String] {
        text.matches(of: /([a-z]+)="([^"]*)"/).flatMap { match -> [String] in
            let (name, value) = (String(match.1), match.2)
            var faults = attributes.contains(name) ? [] : ["attribute \(name)"]
            if ["href", "src", "cite"].contains(name), !isHarmless(value, name) {
                faults.append("\(name) \(value)")
            }
            if ["width", "height", "colspan", "rowspan", "start"].contains(name), Int(value) == nil {
                faults.append("\(name) \(value)")
            }
            if value.unicodeScalars.contains(where: { $0.value < 32 && !"\t\n".unicodeScalars.contains($0) })
            {
                faults.append("a control character in \(name)")
            }
            return faults + textFaults(value)
        }
    }

    private static func isHarmless(_ address: Substring, _ name: String) -> Bool {
        // A page fetches pictures by itself: a path of this site, or a name among the hub's pictures.
        if name == "src", !address.contains(where: { "/\\:".contains($0) }) { return true }
        let schemes = ["href": ["http://", "https://", "mailto:", "product:", "#"], "cite": ["http://", "https://"]][name] ?? []
        if schemes.contains(where: address.lowercased().hasPrefix) { return true }
        return address.hasPrefix("/") && !address.hasPrefix("//") && !address.hasPrefix("/\\")
    }

    /// Names of elements and attributes after libxml2 read the text again.
    static func names(_ nodes: [HTMLNode]) -> Set<String> {
        nodes.compactMap(\.element).reduce(into: []) { names, element in
            names.insert(element.name)
            names.formUnion(element.attributes.map { "\(element.name)@\($0.name)" })
            names.formUnion(Self.names(element.children))
        }
    }
}
