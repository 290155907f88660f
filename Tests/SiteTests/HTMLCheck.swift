import CXML2

/// What another program, libxml2, finds wrong in a page.
enum HTMLCheck {
    /// HTML 4 is all that libxml2 knows, so that it takes newer elements for unknown (`XML_HTML_UNKNOWN_TAG`).
    private static let unknownTag: Int32 = 801

    private final class Findings {
        var texts: [String] = []
    }

    /// One line for each error, none when all is right.
    static func errors(in html: String) -> [String] {
        let findings = Findings()
        let pointer = Unmanaged.passUnretained(findings).toOpaque()
        guard let parser = htmlNewParserCtxt() else { return ["no parser"] }
        xmlSetStructuredErrorFunc(pointer) { pointer, error in
            guard let pointer, let error = error?.pointee, error.code != HTMLCheck.unknownTag else { return }
            let text = error.message.map { String(cString: $0) } ?? "error \(error.code)"
            Unmanaged<Findings>.fromOpaque(pointer).takeUnretainedValue().texts.append("line \(error.line): \(text)")
        }
        let document = htmlCtxtReadMemory(parser, html, Int32(html.utf8.count), nil, "UTF-8", Int32(HTML_PARSE_NONET.rawValue))
        xmlSetStructuredErrorFunc(nil, nil)
        xmlFreeDoc(document)
        htmlFreeParserCtxt(parser)
        return findings.texts
    }

    /// What a page must not hold: styles and scripts of its own, and traces of templates.
    static func intruders(in page: String) -> [String] {
        // Data for machines is no script, and holds no character that could make it one.
        let html = page.replacing(/<script type="application\/ld\+json">[^<>&]*<\/script>/, with: "")
        let patterns: [(String, Regex<Substring>)] = [
            ("a style element", /<style[\s>]/), ("a script of its own", /<script(?![^>]*\ssrc="\/assets\/)/),
            ("a script address", /(?:href|src|action)="\s*javascript:/),
            ("a trace of a template", /\{\{|\}\}/), ("a place for a value", /\{[0-9]\}/), ("an empty heading", /<h[1-6][^>]*>\s*<\/h[1-6]>/),
            ("an empty address", /(?:href|src|action)=""/), ("a missing value", /Optional\(|nil/),
        ]
        let bare = html.replacing(/"[^"]*"/, with: "\"\"")
        let attributes: [(String, Regex<Substring>)] = [
            ("a style attribute", /<[^>]*\sstyle\s*=/), ("an event attribute", /<[^>]*\son[a-z]+\s*=/),
        ]
        return patterns.filter { html.contains($0.1) }.map(\.0) + attributes.filter { bare.contains($0.1) }.map(\.0)
    }
}
