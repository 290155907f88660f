package import Storage
package import Values

/// What may be said of an opening before its time: a title per language, and nothing else of what opens.
///
/// Without one an opening is not known to anybody before its hour; most have none. It is said only while the opening is still to
/// come, in the opening's own market and channel.
package struct Announcement: Sendable {
    /// What will open, in the words that were chosen for it.
    package let title: String
    /// The language of the title.
    package let language: Language
    /// When it opens.
    package let opensAt: Instant

    /// The next announced openings in the gate's market, the earliest first; titles in the asked language, else in English, else in
    /// whichever there is.
    package static func next(
        in language: Language, through gate: Gate, limit: Int, in tx: Transaction
    ) throws -> [Announcement] {
        var found: [Announcement] = []
        var seen: Key<Opening>?
        try tx.each("""
            SELECT o.key, o.opens_at, a.title, a.language FROM openings o JOIN announcements a ON a.opening = o.key
            WHERE o.market = \(gate.market) AND o.channel = \(gate.channel.rawValue) AND o.opens_at > \(gate.at)
            ORDER BY o.opens_at, o.key,
                CASE a.language WHEN \(language.rawValue) THEN 0 WHEN \(Language.english.rawValue) THEN 1 ELSE 2 END, a.language
            LIMIT \(limit * Language.allCases.count)
            """) { row in
                let opening = row.key(0, of: Opening.self)
                guard opening != seen, found.count < limit else { return }
                seen = opening
                found.append(Announcement(
                    title: row.text(2), language: try row.value(3, Language.init(rawValue:)), opensAt: row.instant(1)))
            }
        return found
    }
}

extension Opening {
    /// Characters of an announced title.
    package static let announcementLimit = 200

    /// Says these titles of the opening before its time, and no others; none at all takes the announcement back.
    ///
    /// Refuses a title that is too long or empty.
    package func announce(_ titles: [Language: String], in tx: Transaction) throws {
        for title in titles.values where title.isEmpty || title.count > Self.announcementLimit {
            throw InvalidField("title", "An announcement has 1 to \(Self.announcementLimit) characters. Change it.")
        }
        try tx.run("DELETE FROM announcements WHERE opening = \(key)")
        for (language, title) in titles.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            try tx.run("INSERT INTO announcements (opening, language, title) VALUES (\(key), \(language.rawValue), \(title))")
        }
        tx.touch(.releases)
    }
}

extension Gate {
    /// When an item opened that is open here now: the start of the opening that began first among those that hold; nil while it is
    /// closed, and for what has always been open.
    package func openSince(_ item: ItemKey, in tx: Transaction) throws -> Instant? {
        let start = try tx.first("""
            SELECT min(o.opens_at) FROM release_items i CROSS JOIN openings o
            WHERE i.item = \(item) AND o.release = i.release AND o.market = \(market) AND o.channel = \(channel.rawValue)
                AND +o.opens_at <= \(at) AND +o.closes_at > \(at) AND o.held = 0
            """) { $0.optionalInstant(0) } ?? nil
        return start.flatMap { $0.ms > 0 ? $0 : nil }
    }
}
