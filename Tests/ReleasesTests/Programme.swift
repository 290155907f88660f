import Releases
import Storage
import TestKit
import Values

/// A database of releases, with words for times, markets and items.
struct Programme: Sendable {
    let database: Database

    static func with(_ engine: Engine, _ body: (Programme) async throws -> Void) async throws {
        try await TestDatabase.with(engine, ReleaseSchema.migrations) { try await body(Programme(database: $0.database)) }
    }

    /// `2018-02-01T00:00 Asia/Tokyo`, `… America/New_York 1` for the later of two and `2` for the end of a gap, or an RFC 3339 instant; nil for `for good`.
    static func time(_ text: String) throws -> EdgeTime? {
        if text == "for good" { return nil }
        if let instant = Instant(text) { return .instant(instant) }
        let words = text.split(separator: " ").map(String.init)
        guard words.count >= 2, let civil = CivilTime(words[0]) else { throw InvalidField("time", text) }
        return .civil(civil, zone: words[1], occurrence: words.count > 2 ? Int(words[2]).flatMap(EdgeTime.Occurrence.init) : nil)
    }

    static func market(_ text: String) throws -> MarketCode {
        guard let code = MarketCode(text) else { throw InvalidField("market", text) }
        return code
    }

    static func item(_ number: Int64) -> ItemKey { Key(raw: number) }

    /// Makes a release that holds the items and opens as each line says: `market | from | to`, and a channel where it is not digital.
    @discardableResult
    func release(_ name: String, _ items: [Int64], _ openings: String) async throws -> Release {
        let rows = TextTable.rows(openings)
        return try await database.write { tx in
            let release = try Release.named(name, at: Instant(ms: 0), in: tx)
            for item in items { try release.add(Self.item(item), in: tx) }
            for row in rows {
                guard let from = try Self.time(row[1]) else { continue }
                try release.open(
                    try Self.market(row[0]), channel: row.count > 3 ? Channel(rawValue: row[3]) ?? .digital : .digital,
                    from: from, to: try Self.time(row[2]), in: tx)
            }
            return release
        }
    }

    func isOpen(_ item: Int64, _ market: String, _ moment: String, _ channel: Channel = .digital) async throws -> Bool {
        guard let at = Instant(moment) else { throw InvalidField("moment", moment) }
        let gate = Gate(try Self.market(market), at: at, channel: channel)
        return try await database.read { tx in
            let alone = try gate.isOpen(Self.item(item), in: tx)
            let inQuery = try tx.count("SELECT count(*) FROM (SELECT CAST(\(item) AS BIGINT) AS key) things WHERE \(gate.opens("things.key"))")
            guard alone == (inQuery == 1) else { throw Fault(.storageBroken, during: "asking the gate", cause: "it says two things") }
            return alone
        }
    }

    func nextEdge(_ market: String, _ moment: String) async throws -> String? {
        guard let at = Instant(moment) else { throw InvalidField("moment", moment) }
        let gate = Gate(try Self.market(market), at: at)
        return try await database.read { try gate.nextEdge(in: $0)?.description }
    }
}
