package import Releases
package import Storage
package import Values

extension Story {
    /// The stories that are told in a market.
    package static let addressed = Addressed<Story>("stories", as: "s") { "s.state = 'published' AND \($0.opens("s.key"))" }

    /// Handles of the products that some stories show, story by story in the order of the keys.
    package static func products(in stories: [Key<Story>], in tx: Transaction) throws -> [Slug] {
        guard !stories.isEmpty else { return [] }
        let list = SQL.joined(stories.map { "\($0)" }, by: ", ")
        var found: [Key<Story>: [Slug]] = [:]
        try tx.each("SELECT story, handle FROM story_products WHERE story IN (\(list)) ORDER BY story, handle") { row in
            found[row.key(0), default: []].append(try row.value(1) { Slug($0) })
        }
        var seen: Set<Slug> = []
        return stories.flatMap { found[$0] ?? [] }.filter { seen.insert($0).inserted }
    }

    /// The open stories of some slugs, in the order of the slugs; the others are left out.
    package static func open(
        _ slugs: [Slug], in language: Language, through gate: Gate, in tx: Transaction
    ) throws -> [Story] {
        guard !slugs.isEmpty else { return [] }
        let list = SQL.joined(slugs.map { "\($0)" }, by: ", ")
        let stories = try tx.all("""
            \(columns) FROM stories s \(text(language))
            WHERE s.slug IN (\(list)) AND s.state = 'published' AND \(gate.opens("s.key"))
            """, Story.init)
        let order = Dictionary(slugs.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        return stories.sorted { order[$0.slug] ?? 0 < order[$1.slug] ?? 0 }
    }
}
