package import Storage
import Values

extension Index {
    /// A block with fewer living documents is written anew.
    private static let fewLiving = Block.size / 4

    /// Throws away the postings of one block whose documents are all dead, or puts the last living ones of a block on the list to
    /// be written anew. Returns how many blocks it threw away.
    package static func sweep(in tx: Transaction) throws -> Int {
        let found = try tx.first("""
            SELECT b.kind, b.block, b.living FROM search_blocks b JOIN search_ends e ON e.kind = b.kind
            WHERE b.living <= \(fewLiving) AND b.block < e.next / \(Block.size) ORDER BY b.living, b.kind, b.block LIMIT 1
            """) { (kind: try $0.kind(0), block: $0.int(1), living: $0.int(2)) }
        guard let found else { return 0 }
        let numbers: SQL = """
            kind = \(found.kind.rawValue) AND number >= \(found.block * Block.size) AND number < \((found.block + 1) * Block.size)
            """
        if found.living > 0 {
            let items = try tx.all("SELECT item FROM search_documents WHERE \(numbers)") { $0.key(0, of: Item.self) }
            try tx.run("UPDATE search_documents SET digest = 0 WHERE \(numbers)")
            try Waiting.add(items, found.kind, in: tx)
            return 0
        }
        try tx.run("DELETE FROM search_postings WHERE kind = \(found.kind.rawValue) AND block = \(found.block)")
        try tx.run("DELETE FROM search_blocks WHERE kind = \(found.kind.rawValue) AND block = \(found.block)")
        return 1
    }

    /// Forgets what every document said, so that each is written anew when its item comes by; nothing is missing meanwhile.
    package static func distrust(in tx: Transaction) throws { try tx.run("UPDATE search_documents SET digest = 0") }
}
