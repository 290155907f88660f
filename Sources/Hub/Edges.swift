import Logging
import Releases
import Staff
import Storage
import Values

// What happens at an edge besides: nothing that fans see waits for any of it.

extension Hub {
    /// Edges that are told in one transaction.
    private static let edgesAtOnce = 200

    /// Leaves a fact for every edge that has come; returns how many there were.
    func tellEdges() async throws -> Int {
        let now = now()
        guard try await database.read({ try Opening.hasUntoldEdges(at: now, in: $0) }) else { return 0 }
        return try await database.write { try Opening.tellEdges(limit: Self.edgesAtOnce, at: now, in: $0) }
    }

    /// Instants follow their civil times when zone rules have changed since they were derived. What moved stands in the log of
    /// changes, and what a person has to decide as well. Returns 0, since looking again at once finds nothing.
    @discardableResult
    func rederiveOpenings() async throws -> Int {
        let now = now()
        let moves = try await database.write { tx in
            let moves = try Opening.rederive(at: now, in: tx)
            for move in moves { try Self.log(move, at: now, in: tx) }
            return moves
        }
        for move in moves {
            guard let times = move.times else {
                logger.warning("An opening's time is none, or two, by its zone's new rules", metadata: [
                    "opening": "\(move.opening.key)", "market": "\(move.opening.market)", "stays": "\(move.opening.opensAt)",
                ])
                continue
            }
            logger.warning("An opening moved because its zone's rules changed", metadata: [
                "opening": "\(move.opening.key)", "market": "\(move.opening.market)", "was": "\(move.opening.opensAt)",
                "is": "\(times.opensAt)",
            ])
        }
        return 0
    }

    private static func log(_ move: Opening.Move, at now: Instant, in tx: Transaction) throws {
        let release = try Release.find(move.opening.release, in: tx)
        func look(_ opensAt: Instant, _ closesAt: Instant) -> Snapshot {
            [
                "market": move.opening.market.text, "channel": move.opening.channel.rawValue, "opens": opensAt.description,
                "closes": closesAt == .never ? nil : closesAt.description,
            ]
        }
        let (opensAt, closesAt) = move.times ?? (move.opening.opensAt, move.opening.closesAt)
        try Change.record(
            move.times == nil ? "questioned" : "moved", "release", release.key, titled: release.name, by: .program,
            before: look(move.opening.opensAt, move.opening.closesAt), after: look(opensAt, closesAt), at: now, in: tx)
    }

    /// One line in the log of changes for an edge that came.
    static func logEdge(_ fact: Fact, at now: Instant, in tx: Transaction) throws {
        guard let opening = try Opening.known(Key(raw: fact.subject), in: tx) else { return }
        let release = try Release.find(opening.release, in: tx)
        try Change.record(
            fact.kind == Opening.EdgeFact.opened.rawValue ? "opened" : "closed", "release", release.key, titled: release.name,
            by: .program,
            after: ["market": opening.market.text, "channel": opening.channel.rawValue, "edge": fact.at.description],
            at: now, in: tx)
    }
}
