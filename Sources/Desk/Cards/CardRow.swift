import Releases
import Storage
import Values

/// An athlete, a sport, a film or a store as the desk lists it.
struct CardRow: Sendable {
    let key: Int64
    let slug: String
    /// In its first language.
    private(set) var title = ""
    private(set) var languages: Set<Language> = []
    /// Where it is open for good; the markets that it serves, for a store.
    private(set) var markets: Set<MarketCode> = []
    let changedAt: Instant

    /// Rows by their slugs; `lacking` leaves only those without a text in a language, and `after` is the last slug of the page
    /// before.
    static func list(
        _ kind: CardKind, text: String, lacking: Language?, after: String?, limit: Int, in tx: Transaction
    ) throws -> [CardRow] {
        let table = SQL(stringLiteral: kind.path)
        let texts = SQL(stringLiteral: "\(kind.texts.table)")
        let (owner, title) = (SQL(stringLiteral: "\(kind.texts.owner)"), SQL(stringLiteral: "\(kind.texts.title)"))
        var conditions: [SQL] = ["c.slug > \(after ?? "")"]
        if !text.isEmpty {
            let pattern = "%\(text.lowercased().filter { $0 != "%" && $0 != "_" })%"
            conditions.append("""
                (c.slug LIKE \(pattern)
                    OR EXISTS (SELECT 1 FROM \(texts) t WHERE t.\(owner) = c.key AND lower(t.\(title)) LIKE \(pattern)))
                """)
        }
        if let lacking {
            conditions.append("""
                NOT EXISTS (SELECT 1 FROM \(texts) t WHERE t.\(owner) = c.key AND t.language = \(lacking.rawValue))
                """)
        }
        var first: [Int64: Language] = [:]
        var rows = try tx.all("""
            SELECT c.key, c.slug, c.language, c.changed_at FROM \(table) c
            WHERE \(SQL.joined(conditions, by: " AND ")) ORDER BY c.slug LIMIT \(limit)
            """) { row in
                first[row.int(0)] = try row.value(2, Language.init(rawValue:))
                return CardRow(key: row.int(0), slug: row.text(1), changedAt: row.instant(3))
            }
        guard !rows.isEmpty else { return [] }
        let places = Dictionary(uniqueKeysWithValues: rows.enumerated().map { ($0.element.key, $0.offset) })
        let keys = SQL.joined(rows.map { "\($0.key)" }, by: ", ")
        try tx.each("SELECT t.\(owner), t.language, t.\(title) FROM \(texts) t WHERE t.\(owner) IN (\(keys))") { row in
            guard let place = places[row.int(0)] else { return }
            let language = try row.value(1, Language.init(rawValue:))
            rows[place].languages.insert(language)
            if first[row.int(0)] == language { rows[place].title = row.text(2) }
        }
        for (key, markets) in try markets(kind, rows.map(\.key), in: tx) { places[key].map { rows[$0].markets = markets } }
        return rows
    }

    /// Names of the releases, beside the standing ones, that something is in.
    static func releases(of key: Int64, in tx: Transaction) throws -> [String] {
        try tx.all("""
            SELECT DISTINCT r.name FROM release_items i JOIN releases r ON r.key = i.release
            WHERE i.item = \(key) AND r.name NOT LIKE \(Standing.namePrefix + "%") ORDER BY r.name
            """) { $0.text(0) }
    }

    private static func markets(_ kind: CardKind, _ keys: [Int64], in tx: Transaction) throws -> [Int64: Set<MarketCode>] {
        guard kind.noun == "store" else {
            let open = try Standing.markets(of: keys.map { ItemKey(raw: $0) }, in: tx)
            return Dictionary(open.map { ($0.key.raw, $0.value) }) { $1 }
        }
        var served: [Int64: Set<MarketCode>] = [:]
        try tx.each("SELECT store, market FROM store_markets") { row in
            served[row.int(0), default: []].insert(try row.value(1) { MarketCode($0) })
        }
        return served
    }
}
