package import Releases
package import Storage
package import Values

/// Finds what is open in a market, for a reader of a language.
package struct Finder: Sendable {
    /// How many of a kind are counted; more are "many".
    package static let countLimit = 200
    /// With fewer results than this, slips of the pen are looked for as well.
    private static let fewResults = 3
    /// Documents that the gate is asked about at once: at least, and at most.
    private static let gateBatch = 24...100

    private let language: Language
    private let gate: Gate
    /// What an item of a kind must meet beside being open, such as having a price: conditions on `d.item`.
    private let conditions: [Kind: SQL]

    /// A finder for a reader of `language`, through a market's gate; `conditions` are on the column `d.item`, by kind.
    package init(in language: Language, through gate: Gate, showing conditions: [Kind: SQL] = [:]) {
        self.language = language
        self.gate = gate
        self.conditions = conditions
    }

    /// Up to `limit` open items of each kind after the first `offset`, the best first, and how many there are of each.
    ///
    /// When there are few, words that are slips of the pen away from those of the query will do as well; when there are none then,
    /// items that hold only some of its words are given as something near.
    package func find(
        _ query: Query, of kinds: [Kind] = Kind.allCases, offset: Int = 0, limit: Int, in tx: Transaction
    ) throws -> Found {
        guard !query.isEmpty else { return Found() }
        let worth = Worth(language)
        var found = try open(Matching(query, worth, of: kinds, in: tx), kinds, offset, limit, in: tx)
        if found.total < Self.fewResults, query.mayBeCorrected {
            let corrected = try query.corrected { try KnownWords.meant(by: $0, in: tx) }
            let more = try open(Matching(corrected, worth, of: kinds, in: tx), kinds, offset, limit, in: tx)
            found = more.total > found.total ? more.with(.corrected) : found
            if found.total == 0 {
                let loose = try Matching(corrected, worth, of: kinds, isLoose: true, in: tx)
                found = try open(loose, kinds, offset, limit, in: tx).with(.near)
            }
        } else if found.total == 0, query.tokens.count > 1 {
            found = try open(Matching(query, worth, of: kinds, isLoose: true, in: tx), kinds, offset, limit, in: tx).with(.near)
        }
        return try found.titled(in: language, in: tx)
    }

    /// Up to `limit` open items whose titles hold all that was typed so far, words perhaps unfinished; of all kinds, best first.
    package func suggest(_ query: Query, limit: Int, in tx: Transaction) throws -> [Hit] {
        guard !query.isEmpty else { return [] }
        let worth = Worth(language, titlesOnly: true)
        var found = try open(Matching(query, worth, of: Kind.allCases, in: tx), Kind.allCases, 0, limit, counts: false, in: tx)
        if found.total == 0, query.mayBeCorrected {
            let corrected = try query.corrected { try KnownWords.meant(by: $0, in: tx) }
            found = try open(Matching(corrected, worth, of: Kind.allCases, in: tx), Kind.allCases, 0, limit, counts: false, in: tx)
        }
        func order(_ hit: Hit) -> (Int, Int, Int, Instant, ItemKey) {
            (hit.worth >> 8, hit.kind.standing, hit.worth, hit.freshAt, hit.item)
        }
        let best = found.hits.values.flatMap(\.self).sorted { order($0) > order($1) }
        return try Found(hits: [.story: Array(best.prefix(limit))]).titled(in: language, in: tx).hits[.story] ?? []
    }

    private func open(
        _ matching: Matching, _ kinds: [Kind], _ offset: Int, _ limit: Int, counts: Bool = true, in tx: Transaction
    ) throws -> Found {
        var found = Found()
        for kind in kinds {
            let most = counts ? max(Self.countLimit, offset + limit) : offset + limit
            let hits = try open(matching, kind, most: most, in: tx)
            guard !hits.isEmpty else { continue }
            found.counts[kind] = hits.count
            found.hits[kind] = Array(hits.dropFirst(offset).prefix(limit))
        }
        return found
    }

    /// The best open ones of a kind: the gate is asked batch by batch until there are enough, whatever is closed among them.
    private func open(_ matching: Matching, _ kind: Kind, most: Int, in tx: Transaction) throws -> [Hit] {
        var hits: [Hit] = []
        var batch: [(number: Int64, worth: Int32)] = []
        let size = min(max(most, Self.gateBatch.lowerBound), Self.gateBatch.upperBound)
        for candidate in matching.ranked(kind) {
            batch.append(candidate)
            guard batch.count == size else { continue }
            hits += try open(batch, kind, in: tx)
            batch = []
            if hits.count >= most { break }
        }
        if hits.count < most, !batch.isEmpty { hits += try open(batch, kind, in: tx) }
        return Array(hits.prefix(most))
    }

    private func open(_ batch: [(number: Int64, worth: Int32)], _ kind: Kind, in tx: Transaction) throws -> [Hit] {
        var open: [Int64: (item: ItemKey, path: String, freshAt: Instant)] = [:]
        let condition: SQL = conditions[kind].map { " AND \($0)" } ?? ""
        try tx.each("""
            SELECT d.number, d.item, d.path, d.fresh_at FROM search_documents d
            WHERE d.kind = \(kind.rawValue) AND d.number IN (\(SQL.list(batch.map(\.number))))
            AND \(gate.opens("d.item"))\(condition)
            """) { open[$0.int(0)] = ($0.key(1), $0.text(2), $0.instant(3)) }
        return batch.compactMap { number, worth in
            open[number].map { Hit(kind: kind, item: $0.item, path: $0.path, freshAt: $0.freshAt, worth: Int(worth)) }
        }.sorted { ($0.worth, $0.freshAt, $0.item) > ($1.worth, $1.freshAt, $1.item) }
    }
}

/// One item that was found.
package struct Hit: Sendable {
    /// What kind of thing it is.
    package let kind: Kind
    /// Which item.
    package let item: ItemKey
    /// Its address below the market's base, without a slash in front.
    package let path: String
    /// When it was new.
    package let freshAt: Instant
    /// What its match is worth: points times 256, and its rank among equals.
    package let worth: Int
    /// Its title, in the reader's language where it has one there.
    package internal(set) var title = ""
    /// The language of that title.
    package internal(set) var language = Language.english

    init(kind: Kind, item: ItemKey, path: String, freshAt: Instant, worth: Int) {
        self.kind = kind
        self.item = item
        self.path = path
        self.freshAt = freshAt
        self.worth = worth
    }
}

/// What a query found.
package struct Found: Sendable {
    /// How well it fits what was typed.
    package enum Fit: Sendable {
        case exact
        /// Some words are slips of the pen away.
        case corrected
        /// Only some of the words are there.
        case near
    }

    /// What was found of each kind, the best first.
    package internal(set) var hits: [Kind: [Hit]] = [:]
    /// How many there are of each kind, counted up to the limit.
    package internal(set) var counts: [Kind: Int] = [:]
    /// How well they fit.
    package internal(set) var fit = Fit.exact

    init(hits: [Kind: [Hit]] = [:]) { self.hits = hits }

    /// How many there are of all kinds.
    package var total: Int { counts.values.reduce(0, +) }

    func with(_ fit: Fit) -> Found {
        var found = self
        found.fit = fit
        return found
    }

    /// The same with titles: in the reader's language, else in English, else in any.
    func titled(in language: Language, in tx: Transaction) throws -> Found {
        var titles: [ItemKey: [Language: String]] = [:]
        for part in hits.values.flatMap({ $0.map(\.item) }).parts(of: Index.rowsAtOnce) {
            try tx.each("SELECT item, language, title FROM search_titles WHERE item IN (\(SQL.list(part)))") { row in
                titles[row.key(0), default: [:]][try row.value(1, Language.init(rawValue:))] = row.text(2)
            }
        }
        let order = [language] + Language.allCases
        var found = self
        for (kind, hits) in hits {
            found.hits[kind] = hits.map { hit in
                var hit = hit
                let known = titles[hit.item] ?? [:]
                hit.language = order.first { known[$0] != nil } ?? language
                hit.title = known[hit.language] ?? ""
                return hit
            }
        }
        return found
    }
}

extension Kind {
    /// Among suggestions of equal worth, what leads to more stands first.
    fileprivate var standing: Int {
        switch self {
        case .sport: 5
        case .athlete: 4
        case .film: 3
        case .story: 2
        case .product: 1
        }
    }
}
