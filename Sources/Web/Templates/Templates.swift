// Templates are written in Mustache (specification 1.4, with inheritance, without lambdas) and rendered by an engine of our own:
// pages for one fan, the basket, the till and every page that is not kept are made for each request, and most of that time was the
// template library's, which finds values by reflection. `docs/decisions/templates.md` has the figures.

package import Foundation

/// The templates of one surface, compiled once.
package struct Templates: Sendable {
    private let linked: [String: [TemplateNode]]

    /// Compiles every `.mustache` file of a folder; throws with the file's name and line when one is malformed.
    package init(folder: URL) throws {
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        var texts: [String: String] = [:]
        for file in files where file.pathExtension == "mustache" {
            texts[file.deletingPathExtension().lastPathComponent] = try String(contentsOf: file, encoding: .utf8)
        }
        try self.init(texts: texts)
    }

    /// Compiles templates by their names; throws with the name and line when one is malformed.
    init(texts: [String: String]) throws {
        var parsed: [String: [TemplateNode]] = [:]
        for (name, text) in texts { parsed[name] = try TemplateParser.parse(text, of: name) }
        linked = try TemplateLinker.link(parsed)
    }

    /// Renders a template as UTF-8; one that does not exist is a bug.
    package func render(_ name: String, _ fields: Fields) -> [UInt8] {
        guard let nodes = linked[name] else { preconditionFailure("there is no template \(name)") }
        var writer = TemplateWriter(fields)
        writer.write(nodes)
        return writer.bytes
    }
}
