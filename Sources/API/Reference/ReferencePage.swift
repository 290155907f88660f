import HTTPTypes
import Staff
import Values
import Web

/// The document as a page for people: the same operations, without a script.
enum ReferencePage {
    static func html(_ document: OpenApiDocument) -> String {
        let tags = Operation.Tag.allCases.map { tag in section(tag, document.operations.filter { $0.tag == tag }) }
        let contents = Operation.Tag.allCases.map { "<li><a href=\"#\($0.rawValue)\">\($0.rawValue)</a></li>" }.joined()
        return """
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
            <title>\(escaped(document.name)): interface for machines</title>
            <link rel="stylesheet" href="\(ApiFrame.root)/reference.css"></head>
            <body><header><p class="hub">\(escaped(document.name))</p><h1>Interface for machines</h1>
            <p>The whole of it as <a href="\(ApiFrame.root)/openapi.json">OpenAPI 3.1</a>. Paths are below
            <code>\(escaped(document.root + ApiFrame.root))</code>.</p>
            <nav aria-label="Contents"><ul>\(contents)<li><a href="#codes">Codes</a></li></ul></nav></header>
            <main>\(paragraphs(document.json["info"]?["description"]?.string ?? ""))
            \(tags.joined(separator: "\n"))
            \(codes(document.operations))</main></body></html>

            """
    }

    private static func section(_ tag: Operation.Tag, _ operations: [Operation]) -> String {
        guard !operations.isEmpty else { return "" }
        return """
            <section id="\(tag.rawValue)"><h2>\(tag.rawValue)</h2><p>\(escaped(tag.about))</p>
            \(operations.map(article).joined(separator: "\n"))</section>
            """
    }

    private static func article(_ operation: Operation) -> String {
        let key = operation.scope.map { "<p class=\"scope\">Needs an API key with <code>\($0.rawValue)</code></p>" } ?? ""
        let parameters = rows(operation.allParameters.map { note in
            let place = note.place.rawValue + (note.isRequired ? "" : ", optional")
            return ("<code>\(note.name)</code> <span>\(place)</span>", inline(note.about))
        })
        let body = operation.body.map { body in
            "<h4>Body: \(body.record.name)</h4>"
                + rows(body.record.properties.map {
                    ("<code>\($0.name)</code>\($0.isRequired ? "" : " <span>optional</span>")", inline($0.about))
                }) + "<pre>\(escaped(String(decoding: body.example.data, as: UTF8.self)))</pre>"
        } ?? ""
        let answers = rows(operation.answers.map { ("<code>\($0.status.code)</code>", inline($0.about)) }
            + operation.refusals.map { ("<code>\($0.status)</code> <a href=\"#\($0.code)\">\($0.code)</a>", inline($0.about)) })
        return """
            <article id="\(operation.id)"><h3><span class="method">\(operation.method.rawValue)</span>
            <code>\(escaped(operation.path))</code></h3><p><strong>\(escaped(operation.summary)).</strong>
            \(inline(operation.about))</p>\(key)
            \(parameters.isEmpty ? "" : "<h4>Parameters</h4>\(parameters)")\(body)<h4>Answers</h4>\(answers)</article>
            """
    }

    private static func codes(_ operations: [Operation]) -> String {
        var known: [String: (status: Int, about: String)] = [:]
        for refused in operations.flatMap(\.allRefusals) where known[refused.code] == nil {
            known[refused.code] = (refused.status, refused.about)
        }
        let rows = known.sorted { $0.key < $1.key }.map { code, entry in
            "<tr id=\"\(code)\"><th scope=\"row\"><code>\(code)</code> <span>\(entry.status)</span></th>"
                + "<td>\(inline(entry.about))</td></tr>"
        }
        return "<section id=\"codes\"><h2>Codes</h2><table>\(rows.joined())</table></section>"
    }

    private static func rows(_ rows: [(String, String)]) -> String {
        guard !rows.isEmpty else { return "" }
        return "<table>" + rows.map { "<tr><th scope=\"row\">\($0.0)</th><td>\($0.1)</td></tr>" }.joined() + "</table>"
    }

    private static func paragraphs(_ text: String) -> String {
        text.split(separator: "\n\n").map { "<p>\(inline(String($0)))</p>" }.joined(separator: "\n")
    }

    /// Text with code between backticks.
    private static func inline(_ text: String) -> String {
        escaped(text).split(separator: "`", omittingEmptySubsequences: false).enumerated().map { place, part in
            place % 2 == 1 ? "<code>\(part)</code>" : String(part)
        }.joined()
    }

    private static func escaped(_ text: String) -> String { XML.escaped(text) }

    static let style = """
        :root { color-scheme: light dark; --paper: #fbf8f3; --ink: #14171f; --quiet: #5b6270; --line: #ddd6c9; --ice: #1f5fbf;
          --flame: #c8371a; }
        @media (prefers-color-scheme: dark) { :root { --paper: #101319; --ink: #f3efe7; --quiet: #a3a9b5; --line: #2a303b;
          --ice: #7fb0ff; --flame: #ff7a57; } }
        body { margin: 0 auto; max-width: 60rem; padding: 1.5rem 1.25rem 6rem; background: var(--paper); color: var(--ink);
          font: 1rem/1.6 system-ui, sans-serif; }
        h1 { font-size: 2.25rem; line-height: 1.1; margin: 0 0 1rem; }
        h2 { font-size: 1.6rem; margin: 3.5rem 0 .5rem; border-top: 3px solid var(--ink); padding-top: .5rem; }
        h3 { font-size: 1.1rem; margin: 2.5rem 0 .5rem; overflow-wrap: anywhere; }
        h4 { font-size: .95rem; margin: 1.25rem 0 .25rem; color: var(--quiet); }
        a { color: var(--ice); }
        code, pre { font-family: ui-monospace, monospace; font-size: .95em; }
        pre { overflow-x: auto; padding: .75rem 1rem; border: 1px solid var(--line); border-radius: 4px; white-space: pre-wrap;
          overflow-wrap: anywhere; }
        table { border-collapse: collapse; width: 100%; }
        th, td { text-align: left; vertical-align: top; padding: .4rem 1rem .4rem 0; border-top: 1px solid var(--line);
          overflow-wrap: anywhere; }
        th { width: 34%; font-weight: 400; }
        th span { color: var(--quiet); }
        nav ul { display: flex; flex-wrap: wrap; gap: .5rem 1.25rem; padding: 0; list-style: none; }
        .hub { color: var(--quiet); margin: 0; }
        .method { color: var(--flame); font-weight: 700; margin-right: .25rem; }
        .scope { color: var(--quiet); }
        """
}
