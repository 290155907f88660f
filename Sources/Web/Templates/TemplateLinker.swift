/// Puts partials and parents into the places that name them, so that rendering meets only text, values and sections.
struct TemplateLinker {
    private let parsed: [String: [TemplateNode]]
    private var open: [String] = []

    init(_ parsed: [String: [TemplateNode]]) { self.parsed = parsed }

    /// Every template in its linked form; throws when one names a template that is not there, or itself.
    static func link(_ parsed: [String: [TemplateNode]]) throws -> [String: [TemplateNode]] {
        var linker = TemplateLinker(parsed)
        var linked: [String: [TemplateNode]] = [:]
        for (name, nodes) in parsed {
            linker.open = [name]
            linked[name] = try linker.link(nodes, [:])
        }
        return linked
    }

    /// `blocks` are the replacements of the innermost template that has this one as its parent, already linked.
    private mutating func link(_ nodes: [TemplateNode], _ blocks: [String: [TemplateNode]]) throws -> [TemplateNode] {
        var out: [TemplateNode] = []
        for node in nodes {
            switch node {
            case .text, .value: out.append(node)
            case .section(let name, let inner): out.append(.section(name, try link(inner, blocks)))
            case .inverted(let name, let inner): out.append(.inverted(name, try link(inner, blocks)))
            case .block(let name, let inner): out += try blocks[name] ?? link(inner, blocks)
            case .partial(let reference): out += try enter(reference, [:])
            case .parent(let reference, let replaced):
                // What is closest to the page wins.
                let own = try replaced.mapValues { try link($0, blocks) }
                out += try enter(reference, own.merging(blocks) { _, outer in outer })
            }
        }
        return Self.joined(out)
    }

    private mutating func enter(
        _ reference: TemplateReference, _ blocks: [String: [TemplateNode]]
    ) throws -> [TemplateNode] {
        func wrong(_ problem: String) -> MalformedTemplate {
            MalformedTemplate(template: open.last ?? "", line: reference.line, problem: problem)
        }
        guard let nodes = parsed[reference.name] else { throw wrong("there is no template “\(reference.name)”") }
        guard !open.contains(reference.name) else { throw wrong("“\(reference.name)” holds itself") }
        open.append(reference.name)
        defer { open.removeLast() }
        return try link(nodes, blocks)
    }

    /// Texts that follow each other are one.
    private static func joined(_ nodes: [TemplateNode]) -> [TemplateNode] {
        nodes.reduce(into: []) { out, node in
            if case .text(let next) = node, case .text(let last)? = out.last {
                out[out.count - 1] = .text(last + next)
            } else {
                out.append(node)
            }
        }
    }
}
