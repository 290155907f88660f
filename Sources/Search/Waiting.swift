package import Storage
package import Values

/// Items that changed and whose documents are to be made again: added by the transaction that takes the fact out of the outbox,
/// taken by the one that writes the index, so that none is lost and none is done twice.
package enum Waiting {
    /// Puts items on the list; those that are on it stay.
    package static func add(_ items: [ItemKey], _ kind: Kind, in tx: Transaction) throws {
        for part in items.parts(of: Index.rowsAtOnce) {
            let rows = SQL.joined(part.map { "(\($0), \(kind.rawValue))" }, by: ", ")
            try tx.run("INSERT INTO search_waiting (item, kind) VALUES \(rows) ON CONFLICT (item) DO NOTHING")
        }
    }

    /// Takes up to `limit` items from the list, those that came into being first.
    package static func take(limit: Int, in tx: Transaction) throws -> [(item: ItemKey, kind: Kind)] {
        try tx.all("""
            DELETE FROM search_waiting WHERE item IN (SELECT item FROM search_waiting ORDER BY item LIMIT \(limit))
            RETURNING item, kind
            """) { (item: $0.key(0), kind: try $0.kind(1)) }.sorted { $0.item < $1.item }
    }

    /// How many wait.
    package static func count(in tx: Transaction) throws -> Int64 { try tx.count("SELECT count(*) FROM search_waiting") }
}

extension Row {
    func kind(_ column: Int) throws -> Kind {
        guard let kind = Kind(rawValue: int(column)) else {
            throw Fault(.storageBroken, during: "reading the search index", cause: "kind \(int(column)) is unknown")
        }
        return kind
    }
}
