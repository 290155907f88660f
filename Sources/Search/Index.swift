import Foundation
package import Storage
package import Values

/// Writing the index: documents come in at the end and go by dying.
package enum Index {
    /// Rows that one statement reads or writes: few texts of statements, and far below either engine's limit of values.
    static let rowsAtOnce = 250

    /// Makes the index say what these documents say; returns how many were news to it.
    @discardableResult
    package static func put(_ documents: [Document], in tx: Transaction) throws -> Int {
        let known = try digests(of: documents.map(\.item), in: tx)
        let entries = documents.map { (document: $0, entry: Entry($0)) }.filter { known[$0.document.item] != $0.entry.digest }
        guard !entries.isEmpty else { return 0 }
        try kill(entries.map(\.document.item).filter { known[$0] != nil }, in: tx)
        let byKind = Dictionary(grouping: entries, by: \.document.kind)
        for kind in Kind.allCases {
            guard let entries = byKind[kind] else { continue }
            let aged = entries.sorted { ($0.document.freshAt, $0.document.item) < ($1.document.freshAt, $1.document.item) }
            try append(aged, kind, in: tx)
        }
        try KnownWords.add(entries.reduce(into: Set()) { $0.formUnion($1.entry.words) }, in: tx)
        tx.touch(.search)
        return entries.count
    }

    /// Takes items out of the index; returns how many were in it.
    @discardableResult
    package static func remove(_ items: [ItemKey], in tx: Transaction) throws -> Int {
        let known = try digests(of: items, in: tx)
        guard !known.isEmpty else { return 0 }
        try kill(known.keys.sorted(), in: tx)
        tx.touch(.search)
        return known.count
    }

    /// Whether nothing was ever written to it.
    package static func isUntouched(in tx: Transaction) throws -> Bool {
        try tx.count("SELECT count(*) FROM search_ends") == 0 && Waiting.count(in: tx) == 0
    }

    /// Every item of a kind that the index holds, in pages after a key.
    package static func items(_ kind: Kind, after item: ItemKey, limit: Int, in tx: Transaction) throws -> [ItemKey] {
        try tx.all("""
            SELECT item FROM search_documents WHERE item > \(item) AND kind = \(kind.rawValue) ORDER BY item LIMIT \(limit)
            """) { $0.key(0) }
    }

    static func digests(of items: [ItemKey], in tx: Transaction) throws -> [ItemKey: Int64] {
        var digests: [ItemKey: Int64] = [:]
        for part in items.parts(of: rowsAtOnce) {
            try tx.each("SELECT item, digest FROM search_documents WHERE item IN (\(SQL.list(part)))") { row in
                digests[row.key(0)] = row.int(1)
            }
        }
        return digests
    }

    /// Removes documents and their titles; what their postings say is passed over from now on.
    private static func kill(_ items: [ItemKey], in tx: Transaction) throws {
        var dead: [Place: Int] = [:]
        for part in items.parts(of: rowsAtOnce) {
            try tx.each("DELETE FROM search_documents WHERE item IN (\(SQL.list(part))) RETURNING kind, number") { row in
                dead[Place(kind: row.int(0), block: Block.of(row.int(1))), default: 0] += 1
            }
            try tx.run("DELETE FROM search_titles WHERE item IN (\(SQL.list(part)))")
        }
        for (place, count) in dead.sorted(by: { $0.key < $1.key }) {
            try tx.run("UPDATE search_blocks SET living = living - \(count) WHERE kind = \(place.kind) AND block = \(place.block)")
        }
    }

    private struct Place: Hashable, Comparable {
        let kind: Int64
        let block: Int64
        static func < (left: Place, right: Place) -> Bool { (left.kind, left.block) < (right.kind, right.block) }
    }

    /// Numbers the documents at the end of their kind. The kind's row is locked first: nobody else writes its blocks meanwhile.
    private static func append(_ entries: [(document: Document, entry: Entry)], _ kind: Kind, in tx: Transaction) throws {
        try tx.run("INSERT INTO search_ends (kind, next) VALUES (\(kind.rawValue), 0) ON CONFLICT (kind) DO NOTHING")
        let end = try tx.first("""
            UPDATE search_ends SET next = next + \(entries.count) WHERE kind = \(kind.rawValue) RETURNING next
            """) { $0.int(0) } ?? 0
        let first = end - Int64(entries.count)
        let numbered = entries.enumerated().map { offset, entry in
            Numbered(number: first + Int64(offset), document: entry.document, entry: entry.entry)
        }
        try insert(numbered, in: tx)
        for (block, entries) in Dictionary(grouping: numbered, by: { Block.of($0.number) }).sorted(by: { $0.key < $1.key }) {
            try extend(kind, block, entries, in: tx)
        }
    }

    private struct Numbered {
        let number: Int64
        let document: Document
        let entry: Entry
    }

    private static func insert(_ entries: [Numbered], in tx: Transaction) throws {
        for part in entries.parts(of: rowsAtOnce) {
            let rows: [SQL] = part.map { numbered in
                let (document, entry) = (numbered.document, numbered.entry)
                return """
                    (\(document.kind.rawValue), \(numbered.number), \(document.item), \(document.path), \(document.freshAt),
                    \(entry.digest), \(entry.termsDigest))
                    """
            }
            try tx.run("""
                INSERT INTO search_documents (kind, number, item, path, fresh_at, digest, terms)
                VALUES \(SQL.joined(rows, by: ", "))
                """)
        }
        let titles: [SQL] = entries.flatMap { entry in
            entry.document.texts.sorted { $0.key.rawValue < $1.key.rawValue }.map { language, text in
                "(\(entry.document.item), \(language.rawValue), \(text.title))"
            }
        }
        for part in titles.parts(of: rowsAtOnce) {
            try tx.run("INSERT INTO search_titles (item, language, title) VALUES \(SQL.joined(Array(part), by: ", "))")
        }
    }

    /// Adds documents to a block: what it says of each of their terms is read, lengthened and written.
    private static func extend(_ kind: Kind, _ block: Int64, _ entries: [Numbered], in tx: Transaction) throws {
        var added: [String: Data] = [:]
        for entry in entries {
            let place = Block.place(entry.number)
            for (term, levels) in entry.entry.terms {
                Posting(place: place, levels: levels.raw, rank: entry.document.rank).append(to: &added[term, default: Data()])
            }
        }
        for part in added.keys.sorted().parts(of: rowsAtOnce) {
            var known: [String: Data] = [:]
            try tx.each("""
                SELECT term, bytes FROM search_postings
                WHERE term IN (\(SQL.list(part))) AND kind = \(kind.rawValue) AND block = \(block)
                """) { known[$0.text(0)] = $0.bytes(1) }
            let rows = SQL.joined(part.map { term in
                "(\(term), \(kind.rawValue), \(block), \((known[term] ?? Data()) + (added[term] ?? Data())))"
            }, by: ", ")
            try tx.run("""
                INSERT INTO search_postings (term, kind, block, bytes) VALUES \(rows)
                ON CONFLICT (term, kind, block) DO UPDATE SET bytes = excluded.bytes
                """)
        }
        try tx.run("""
            INSERT INTO search_blocks (kind, block, living) VALUES (\(kind.rawValue), \(block), \(entries.count))
            ON CONFLICT (kind, block) DO UPDATE SET living = search_blocks.living + excluded.living
            """)
    }
}
