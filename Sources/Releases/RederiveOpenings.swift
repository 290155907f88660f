package import Storage
package import Values

extension Opening {
    /// An edge of an opening that came to lie elsewhere when zone rules changed.
    package struct Move: Sendable {
        /// The opening as it was.
        package let opening: Opening
        /// Its start and end by the new rules; nil when a person has to decide, and meanwhile it stays as it was.
        package let times: (opensAt: Instant, closesAt: Instant)?
    }

    /// Derives the instants of all edges that are still to come from their civil times again, as zone rules may have changed;
    /// returns the openings that moved, and once for each change of the rules those about which a person has to decide.
    ///
    /// What has happened has happened: an edge that is over stays where it was. An opening that a node with newer rules derived is
    /// left alone, so that two programs side by side do not move it to and fro. `rules` is the version of this program's own.
    package static func rederive(
        by rules: String = ZoneData.version, at now: Instant, in tx: Transaction
    ) throws -> [Move] {
        let rows = try tx.all("""
            SELECT key, release, market, channel, start_time, end_time, opens_at, closes_at, zone_data FROM openings
            WHERE zone_data <= \(rules) AND (opens_at > \(now) OR closes_at > \(now) AND closes_at < \(Instant.never))
            ORDER BY key
            """) { (try Opening($0), $0.text(8)) }
        var moves: [Move] = []
        for (opening, known) in rows {
            let times = opening.derived(at: now)
            let stays = times.map { $0 == (opening.opensAt, opening.closesAt) } ?? (known == rules)
            guard !stays || known != rules else { continue }
            let (opensAt, closesAt) = times ?? (opening.opensAt, opening.closesAt)
            try tx.run("""
                UPDATE openings SET opens_at = \(opensAt), closes_at = \(closesAt), zone_data = \(rules)
                WHERE key = \(opening.key)
                """)
            guard !stays else { continue }
            moves.append(Move(opening: opening, times: times))
            tx.touch(.releases)
        }
        return moves
    }

    /// Start and end by today's rules; nil when a civil time is none, or two, or the end is no longer after the start.
    private func derived(at now: Instant) -> (opensAt: Instant, closesAt: Instant)? {
        do {
            let opens = opensAt > now ? try start.resolve(field: "from") : opensAt
            let closes = closesAt > now ? try end?.resolve(field: "to") ?? .never : closesAt
            return closes > opens ? (opens, closes) : nil
        } catch {
            return nil
        }
    }
}
