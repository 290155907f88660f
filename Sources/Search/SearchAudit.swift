package import Storage
import Values

/// Proves that the index says what the content says.
package enum SearchAudit {
    /// One sentence for each document that differs: postings against the documents' digests, titles, blocks, and numbers.
    package static func problems(in tx: Transaction) throws -> [String] {
        var digests: [Int64: [Int64: UInt64]] = [:]
        try tx.each("SELECT term, kind, block, bytes FROM search_postings") { row in
            let (term, kind, block) = (row.text(0), row.int(1), row.int(2))
            Posting.each(in: row.bytes(3)) { posting in
                let number = block * Block.size + Int64(posting.place)
                digests[kind, default: [:]][number, default: 0] &+= Entry.digest(of: term, posting.levels)
            }
        }
        var problems: [String] = []
        var living: [Int64: [Int64: Int64]] = [:]
        try tx.each("""
            SELECT kind, number, terms, path FROM search_documents ORDER BY kind, number
            """) { row in
                living[row.int(0), default: [:]][Block.of(row.int(1)), default: 0] += 1
                if digests[row.int(0)]?[row.int(1)] ?? 0 != UInt64(bitPattern: row.int(2)) {
                    let path = row.text(3)
                    problems.append("The postings of \(path) are not those of its words; 'stadion reindex' writes them anew.")
                }
            }
        try tx.each("SELECT kind, block, living FROM search_blocks ORDER BY kind, block") { row in
            let count = living[row.int(0)]?.removeValue(forKey: row.int(1)) ?? 0
            if count != row.int(2) {
                problems.append("Block \(row.int(1)) of \(try row.kind(0).name) holds \(count) documents and says \(row.int(2)).")
            }
        }
        for (kind, blocks) in living.sorted(by: { $0.key < $1.key }) where !blocks.isEmpty {
            problems.append("Blocks \(blocks.keys.sorted()) of kind \(kind) are not counted.")
        }
        return problems
    }

    /// One sentence for each of these documents that the index does not hold as it is, terms and all.
    package static func problems(with documents: [Document], in tx: Transaction) throws -> [String] {
        let entries = documents.map { (document: $0, entry: Entry($0)) }
        let stored = try Index.digests(of: documents.map(\.item), in: tx)
        let waiting = try Set(documents.map(\.item).parts(of: Index.rowsAtOnce).flatMap { part in
            try tx.all("SELECT item FROM search_waiting WHERE item IN (\(SQL.list(part)))") { $0.key(0, of: Item.self) }
        })
        return entries.filter { !waiting.contains($0.document.item) }.compactMap { document, entry in
            switch stored[document.item] {
            case nil: "\(document.path) is not in the search index."
            case entry.digest?: nil
            case 0?: nil
            default: "The search index holds other words than \(document.path) has; 'stadion reindex' writes it anew."
            }
        }
    }
}
