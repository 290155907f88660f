/// A piece of a template.
enum TemplateNode: Hashable, Sendable {
    /// Bytes as they are.
    case text([UInt8])
    /// A value, with what HTML would read as markup escaped, or as it is.
    case value(TemplateName, isEscaped: Bool)
    /// Shown for a value that there is, and once for each of a list.
    case section(TemplateName, [TemplateNode])
    /// Shown where there is no value.
    case inverted(TemplateName, [TemplateNode])
    /// Another template, in its place.
    case partial(TemplateReference)
    /// Another template, with blocks of it replaced.
    case parent(TemplateReference, [String: [TemplateNode]])
    /// A part that a template which has this as its parent may replace.
    case block(String, [TemplateNode])
}

/// Where a value is looked for.
struct TemplateName: Hashable, Sendable {
    /// The names on the way, outermost first; none for the value at hand.
    let path: [String]
    /// Whether only the innermost fields are asked, as a name with a dot in front wants; else the outer ones after them.
    let isLocal: Bool

    init(_ text: String) {
        isLocal = text.hasPrefix(".")
        path = text.split(separator: ".").map(String.init)
    }
}

/// The name of another template, and the line that names it.
struct TemplateReference: Hashable, Sendable {
    let name: String
    let line: Int
}

/// What is wrong with a template, with its name and line.
struct MalformedTemplate: Error, Hashable, CustomStringConvertible {
    let template: String
    let line: Int
    let problem: String

    var description: String { "\(template).mustache, line \(line): \(problem)" }
}
