import Foundation
package import Storage
package import Values

/// The way on which something is shown; the hub's own pages and interfaces are the digital one.
package enum Channel: String, Sendable, CaseIterable {
    case digital
    case social
    case television
    case outdoor
    case ground
}

/// Where and when a release is open.
package struct Opening: Sendable {
    /// Which opening.
    package let key: Key<Opening>
    /// What opens.
    package let release: Key<Release>
    /// Where.
    package let market: MarketCode
    /// On which channel.
    package let channel: Channel
    /// The start as it was decided.
    package let start: EdgeTime
    /// The end as it was decided, or nil for good.
    package let end: EdgeTime?
    /// The first millisecond in which it is open.
    package let opensAt: Instant
    /// The first millisecond in which it is closed again; `never` for good.
    package let closesAt: Instant

    static let columns: SQL = "SELECT key, release, market, channel, start_time, end_time, opens_at, closes_at FROM openings"

    func insert(in tx: Transaction) throws {
        try tx.run("""
            INSERT INTO openings (key, release, market, channel, start_time, end_time, opens_at, closes_at)
            VALUES (\(key), \(release), \(market), \(channel.rawValue), \(start.text), \(end?.text), \(opensAt), \(closesAt))
            """)
    }

    /// Derives every instant from its civil time again, as zone rules may have changed since; returns the openings that moved.
    ///
    /// A civil time that no longer exists, or exists twice now, keeps its instant and is returned as well, for a person to decide.
    package static func rederive(in tx: Transaction) throws -> [Opening] {
        var moved: [Opening] = []
        for opening in try tx.all("\(columns) ORDER BY key", Opening.init) {
            let opensAt = (try? opening.start.resolve(field: "from"))
            let closesAt = opening.end.map { try? $0.resolve(field: "to") } ?? .never
            guard opensAt != opening.opensAt || closesAt != opening.closesAt else { continue }
            moved.append(opening)
            guard let opensAt, let closesAt, closesAt > opensAt else { continue }
            try tx.run("UPDATE openings SET opens_at = \(opensAt), closes_at = \(closesAt) WHERE key = \(opening.key)")
            tx.touch(.releases)
        }
        return moved
    }
}

extension Opening {
    init(_ row: Row) throws {
        self.init(
            key: row.key(0), release: row.key(1), market: try row.value(2) { MarketCode($0) },
            channel: try row.value(3, Channel.init(rawValue:)), start: try row.value(4, EdgeTime.init(stored:)),
            end: row.isNull(5) ? nil : try row.value(5, EdgeTime.init(stored:)), opensAt: row.instant(6),
            closesAt: row.instant(7))
    }
}
