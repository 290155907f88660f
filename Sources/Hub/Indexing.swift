import Catalogue
package import Releases
package import Search
import Storage
import Stories
package import Values

// Keeping the search index equal to the content, and asking it.

extension Hub {
    /// Items whose documents are made in one transaction, so that nobody waits long for the database.
    private static let itemsAtOnce = 100
    /// Keys that are read or listed at once.
    private static let keysAtOnce = 1000

    /// A finder for readers of a language in a market; every search of a fan or a machine goes through one.
    package static func finder(in language: Language, through gate: Gate) -> Finder {
        Finder(in: language, through: gate, showing: [
            .story: Story.isShown("d.item"), .product: Product.isSold("d.item", in: gate.market, at: gate.at),
        ])
    }

    /// The kind of item that a fact says was changed; nil for facts about something else.
    static func changedKind(_ fact: String) -> Kind? {
        switch fact {
        case "story.changed": .story
        case "product.changed": .product
        case "athlete.changed": .athlete
        case "sport.changed": .sport
        case "film.changed": .film
        default: nil
        }
    }

    /// Brings the documents of the items that wait longest up to date; returns how many items there were.
    func index() async throws -> Int {
        let now = now()
        guard try await database.read({ try Waiting.count(in: $0) }) > 0 else { return 0 }
        return try await database.write { tx in
            let waiting = try Waiting.take(limit: Self.itemsAtOnce, in: tx)
            for (kind, entries) in Dictionary(grouping: waiting, by: \.kind).sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
                let items = entries.map(\.item)
                let documents = try Documents.of(items, kind, at: now, in: tx)
                try Index.put(documents, in: tx)
                try Index.remove(Set(items).subtracting(documents.map(\.item)).sorted(), in: tx)
            }
            return waiting.count
        }
    }

    /// Follows up every fact and brings the index up to date, as the clockwork does all the time: after an import, and in tests.
    package func settle() async throws {
        while try await react() + index() > 0 {}
    }

    /// Writes the whole index anew, document by document: nothing is missing from it meanwhile. Returns how many items there are.
    package func rebuildIndex() async throws -> Int {
        try await database.write { try Index.distrust(in: $0) }
        var count = 0
        for kind in Kind.allCases {
            count += try await queue(kind) { try Documents.keys(kind, after: $0, limit: Self.keysAtOnce, in: $1) }
            _ = try await queue(kind) { try Index.items(kind, after: $0, limit: Self.keysAtOnce, in: $1) }
        }
        try await settle()
        while try await database.write({ try Index.sweep(in: $0) }) > 0 {}
        return count
    }

    /// A hub that has content and no index, as after an upgrade, gets one.
    func startIndex() async throws {
        guard try await database.read({ try Index.isUntouched(in: $0) }) else { return }
        for kind in Kind.allCases {
            _ = try await queue(kind) { try Documents.keys(kind, after: $0, limit: Self.keysAtOnce, in: $1) }
        }
    }

    /// Puts every product on the list of those whose documents are to be made again.
    static func queueProducts(in tx: Transaction) throws {
        var last = ItemKey(raw: 0)
        while case let items = try Documents.keys(.product, after: last, limit: keysAtOnce, in: tx), let end = items.last {
            try Waiting.add(items, .product, in: tx)
            last = end
        }
    }

    private func queue(
        _ kind: Kind, _ page: @escaping @Sendable (ItemKey, Transaction) throws -> [ItemKey]
    ) async throws -> Int {
        var (count, last) = (0, ItemKey(raw: 0))
        while true {
            let after = last
            let items = try await database.write { tx in
                let items = try page(after, tx)
                try Waiting.add(items, kind, in: tx)
                return items
            }
            guard let end = items.last else { return count }
            (count, last) = (count + items.count, end)
        }
    }

    /// One sentence for each item that the search index does not hold as it is.
    func indexProblems() async throws -> [String] {
        let now = now()
        return try await database.read { tx in
            var problems = try SearchAudit.problems(in: tx)
            for kind in Kind.allCases {
                var last = ItemKey(raw: 0)
                while case let items = try Documents.keys(kind, after: last, limit: Self.keysAtOnce, in: tx), let end = items.last {
                    problems += try SearchAudit.problems(with: Documents.of(items, kind, at: now, in: tx), in: tx)
                    last = end
                }
            }
            return problems
        }
    }
}
