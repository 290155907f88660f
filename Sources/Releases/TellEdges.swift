package import Storage
package import Values

extension Opening {
    /// The names of the facts about edges; each fact's subject is the opening.
    package enum EdgeFact: String, Sendable {
        case opened = "release.opened"
        case closed = "release.closed"
    }

    /// Leaves a fact in the outbox for every edge that has come and was not told: `release.opened` when a release opened in a
    /// market on a channel, `release.closed` when it closed there. Returns how many edges there were.
    ///
    /// Nothing that fans see waits for it: pages ask the gate. It is for what follows an edge besides, once, however many nodes
    /// look and however late. The same edge of the same release in the same market and channel is told once, also when its opening
    /// was written anew meanwhile.
    package static func tellEdges(limit: Int, at now: Instant, in tx: Transaction) throws -> Int {
        try tell(.opened, "told_start", "opens_at", limit, now, tx) + tell(.closed, "told_end", "closes_at", limit, now, tx)
    }

    /// Whether an edge waits to be told.
    package static func hasUntoldEdges(at now: Instant, in tx: Transaction) throws -> Bool {
        try tx.first("""
            SELECT 1 WHERE EXISTS (SELECT 1 FROM openings WHERE told_start = 0 AND opens_at <= \(now) AND held = 0)
                OR EXISTS (SELECT 1 FROM openings WHERE told_end = 0 AND closes_at <= \(now) AND held = 0)
            """) { _ in true } ?? false
    }

    private static func tell(
        _ fact: EdgeFact, _ mark: SQL, _ edge: SQL, _ limit: Int, _ now: Instant, _ tx: Transaction
    ) throws -> Int {
        // The second condition is looked at again when another node had the row meanwhile.
        let come = try tx.all("""
            UPDATE openings SET \(mark) = 1 WHERE key IN (
                SELECT key FROM openings WHERE \(mark) = 0 AND \(edge) <= \(now) AND held = 0
                ORDER BY \(edge), key LIMIT \(limit)
            ) AND \(mark) = 0
            RETURNING key, release, market, channel, start_time, end_time, opens_at, closes_at
            """, Opening.init)
        for opening in come.sorted(by: { ($0.opensAt, $0.key) < ($1.opensAt, $1.key) }) {
            let at = fact == .opened ? opening.opensAt : opening.closesAt
            let isNew = try tx.run("""
                INSERT INTO told_edges (release, market, channel, edge, at, told_at)
                VALUES (\(opening.release), \(opening.market), \(opening.channel.rawValue), \(fact.rawValue), \(at), \(now))
                ON CONFLICT (release, market, channel, edge, at) DO NOTHING
                """) == 1
            if isNew { try tx.record(fact.rawValue, of: opening.key, at: at) }
        }
        return come.count
    }
}
