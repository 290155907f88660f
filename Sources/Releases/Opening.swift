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
        // What is open since ever has no hour at which anything could follow.
        let told = opensAt.ms <= 0 ? 1 : 0
        try tx.run("""
            INSERT INTO openings (key, release, market, channel, start_time, end_time, opens_at, closes_at, zone_data, told_start)
            VALUES (\(key), \(release), \(market), \(channel.rawValue), \(start.text), \(end?.text), \(opensAt), \(closesAt),
                \(ZoneData.version), \(told))
            """)
    }

    /// The opening of a key; throws when there is none.
    package static func find(_ key: Key<Opening>, in tx: Transaction) throws -> Opening {
        guard let opening = try known(key, in: tx) else { throw NotFound("opening") }
        return opening
    }

    /// The opening of a key, or nil when it is gone.
    package static func known(_ key: Key<Opening>, in tx: Transaction) throws -> Opening? {
        try tx.first("\(columns) WHERE key = \(key)", Opening.init)
    }

    /// Whether it holds at a moment.
    package func isOpen(at now: Instant) -> Bool { opensAt <= now && now < closesAt }

    func delete(in tx: Transaction) throws {
        try tx.run("DELETE FROM announcements WHERE opening = \(key)")
        try tx.run("DELETE FROM openings WHERE key = \(key)")
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
