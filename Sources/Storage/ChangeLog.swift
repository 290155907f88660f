import Values

/// What each commit changed, kept for a few minutes so that the other processes on the same database can forget their pages.
enum ChangeLog {
    /// Rows older than this are deleted; a process that slept longer forgets everything instead.
    static let keptSeconds: Int64 = 600

    static func append(_ scope: TransactionScope, in tx: Transaction) throws {
        guard !scope.topics.isEmpty else { return }
        let topics = scope.topics.map { String($0.raw) }.joined(separator: ",")
        try tx.run("""
            INSERT INTO changes (key, node, topics, at)
            VALUES (\(try tx.newKey(of: Never.self)), \(scope.lease.node ?? -1), \(topics), \(Instant.now))
            """)
    }

    static func prune(before instant: Instant, in tx: Transaction) throws {
        try tx.run("DELETE FROM changes WHERE at < \(instant)")
    }
}

extension Transaction {
    fileprivate func newKey<Of>(of _: Of.Type) throws -> Key<Of> { try scope.lease.newKey() }
}

/// Follows the change log from one process: each call tells what other nodes changed since the last one.
struct ChangeReader {
    /// Commits become visible out of key order; looking back this far and remembering what was seen misses none.
    private static let overlapSeconds: Int64 = 30

    private let node: Int64
    private var seen: [Int64: Instant] = [:]
    private var since: Instant

    init(node: Int64, since: Instant) {
        self.node = node
        self.since = since
    }

    mutating func news(in rows: [(key: Int64, topics: String)], at now: Instant) -> Set<Topic> {
        var topics: Set<Topic> = []
        for row in rows where seen.updateValue(now, forKey: row.key) == nil {
            topics.formUnion(row.topics.split(separator: ",").compactMap { Int64($0) }.map(Topic.init(raw:)))
        }
        let horizon = now.adding(seconds: -2 * Self.overlapSeconds)
        seen = seen.filter { $0.value > horizon }
        since = now
        return topics
    }

    var query: SQL {
        """
        SELECT key, topics FROM changes
        WHERE at > \(since.adding(seconds: -Self.overlapSeconds)) AND node <> \(node)
        """
    }
}
