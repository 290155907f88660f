import Releases
package import Storage
package import Values

extension Story {
    /// What a story is about.
    package enum Subject: Hashable, Sendable {
        case athlete(Slug)
        case sport(Slug)

        /// A condition for a query: true for stories, `s` in the query, that are about it, where it is open itself.
        func condition(through gate: Gate) -> SQL {
            switch self {
            case .athlete(let slug):
                """
                s.key IN (SELECT l.story FROM story_athletes l JOIN athletes subject ON subject.slug = l.slug
                    WHERE l.slug = \(slug) AND \(gate.opens("subject.key")))
                """
            case .sport(let slug):
                """
                s.key IN (SELECT l.story FROM story_sports l JOIN sports subject ON subject.slug = l.slug
                    WHERE l.slug = \(slug) AND \(gate.opens("subject.key")))
                """
            }
        }
    }

    /// Handles of the products that some stories show, those of the first story first; whoever shows them asks whether they are
    /// open.
    package static func products(of stories: [Key<Story>], limit: Int, in tx: Transaction) throws -> [Slug] {
        guard !stories.isEmpty else { return [] }
        let list = SQL.joined(stories.map { "\($0)" }, by: ", ")
        let links = try tx.all("SELECT story, handle FROM story_products WHERE story IN (\(list)) ORDER BY story, handle") { row in
            (story: row.key(0, of: Story.self), handle: Slug(row.text(1)))
        }
        let order = Dictionary(stories.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        var seen: Set<Slug> = []
        let handles = links.sorted { order[$0.story] ?? 0 < order[$1.story] ?? 0 }.compactMap(\.handle)
        return Array(handles.filter { seen.insert($0).inserted }.prefix(limit))
    }
}

/// The athletes and sports that a story is about, as they are stored: by their slugs, so that either may come in first.
enum SubjectLinks {
    /// Links that only a text's blocks make stand from here on.
    private static let fromText = 1_000

    /// The slugs that somebody named, in their order.
    static func named(_ table: SQL, _ story: Key<Story>, in tx: Transaction) throws -> [String] {
        try tx.all("SELECT slug FROM \(table) WHERE story = \(story) AND position < \(fromText) ORDER BY position") { $0.text(0) }
    }

    /// Makes a story's links those that are named, and after them those that its text shows.
    static func write(_ named: [String], _ shown: Set<String>, _ table: SQL, _ story: Key<Story>, in tx: Transaction) throws {
        try tx.run("DELETE FROM \(table) WHERE story = \(story)")
        let others = shown.subtracting(named).sorted()
        let links = named.enumerated().map { ($1, $0) } + others.enumerated().map { ($1, fromText + $0) }
        for (slug, position) in links {
            try tx.run("INSERT INTO \(table) (story, slug, position) VALUES (\(story), \(slug), \(position))")
        }
    }
}
