package import Storage
package import Values

/// Something about a release that fans would miss when it opens.
package struct Shortcoming: Hashable, Sendable {
    /// Whether the release may open like this.
    package enum Weight: String, Sendable {
        /// It holds the release back.
        case error
        /// Somebody should look at it.
        case warning
    }

    /// Whether the release may open like this.
    package let weight: Weight
    /// Stable, such as `no_price`.
    package let code: String
    /// What is concerned; nil for the release itself.
    package let item: ReleaseItem?
    /// Where; nil for everywhere.
    package let market: MarketCode?
    /// In which language; nil for what all share.
    package let language: Language?
    /// What a sentence about it names: a handle, a time, a number.
    package let value: String
    /// Whom to ask: who changed the item last, as far as its module knows; empty for the owner of the release.
    package var person = ""

    /// A shortcoming from its parts.
    package init(
        _ weight: Weight, _ code: String, _ item: ReleaseItem?, in market: MarketCode? = nil, _ language: Language? = nil,
        value: String = "", person: String = ""
    ) {
        self.weight = weight
        self.code = code
        self.item = item
        self.market = market
        self.language = language
        self.value = value
        self.person = person
    }
}

/// Where and when a release is shown.
package struct Showing: Sendable {
    /// Where.
    package let market: Market
    /// From when on, from the moment of asking at the earliest.
    package let opensAt: Instant
    /// Until when; `never` for good.
    package let closesAt: Instant

    /// A market and a span of time.
    package init(market: Market, opensAt: Instant, closesAt: Instant) {
        self.market = market
        self.opensAt = opensAt
        self.closesAt = closesAt
    }
}

/// What one module looks for in items of its kind. It reads and judges; it changes nothing.
package struct ReadinessCheck: Sendable {
    /// Looks through items of the kind, for all showings at once.
    package typealias Look = @Sendable ([ItemKey], [Showing], Transaction) throws -> [Shortcoming]

    /// The kind; nil looks at items of every kind.
    package let kind: ItemKind?
    /// Looks through items of the kind.
    package let look: Look

    /// A check of a kind, or of all of them.
    package init(_ kind: ItemKind?, _ look: @escaping Look) {
        self.kind = kind
        self.look = look
    }
}

extension Release {
    /// Items that are looked through at once.
    private static let itemsAtOnce = 500

    /// Where the hub's own pages show it now or will, one span for each opening that is not over.
    package func showings(among markets: [Market], at now: Instant, in tx: Transaction) throws -> [Showing] {
        try openings(in: tx).compactMap { opening in
            guard opening.channel == .digital, opening.closesAt > now,
                let market = markets.first(where: { $0.code == opening.market })
            else { return nil }
            return Showing(market: market, opensAt: max(opening.opensAt, now), closesAt: opening.closesAt)
        }
    }

    /// What is missing, errors first, then in the order of the items.
    package func shortcomings(
        by checks: [ReadinessCheck], among markets: [Market], at now: Instant, in tx: Transaction
    ) throws -> [Shortcoming] {
        let showings = try showings(among: markets, at: now, in: tx)
        var found: [Shortcoming] = []
        if showings.isEmpty { found.append(Shortcoming(.warning, "nowhere", nil)) }
        var (last, count) = (ItemKey(raw: 0), 0)
        while case let items = try items(after: last, limit: Self.itemsAtOnce, in: tx), let end = items.last {
            count += items.count
            for check in checks {
                let own = items.filter { check.kind == nil || $0.kind == check.kind }.map(\.key)
                if !own.isEmpty { found += try check.look(own, showings, tx) }
            }
            last = end.key
        }
        if count == 0 { found.append(Shortcoming(.error, "empty", nil)) }
        return found.filter { $0.weight == .error } + found.filter { $0.weight == .warning }
    }

    /// Holds back its openings that are still to come, or held already, in the markets where something is wrong, and lets go of
    /// the others, which open at once when their hour is over. What is open stays open, and what a person has waved through is
    /// not held. Returns the openings that are held now and were not, and those that were let go.
    package func judge(
        _ shortcomings: [Shortcoming], at now: Instant, in tx: Transaction
    ) throws -> (held: [Opening], free: [Opening]) {
        let errors = shortcomings.filter { $0.weight == .error }
        let everywhere = errors.contains { $0.market == nil }
        let wrong = Set(errors.compactMap(\.market))
        let rows = try tx.all("""
            SELECT key, release, market, channel, start_time, end_time, opens_at, closes_at, held FROM openings
            WHERE release = \(key) AND waived_by IS NULL AND closes_at > \(now) AND (opens_at > \(now) OR held = 1)
            ORDER BY opens_at, key
            """) { (try Opening($0), $0.flag(8)) }
        var (held, free): ([Opening], [Opening]) = ([], [])
        for (opening, isHeld) in rows {
            let isWrong = everywhere || wrong.contains(opening.market)
            guard isWrong != isHeld else { continue }
            try tx.run("UPDATE openings SET held = \(isWrong ? 1 : 0) WHERE key = \(opening.key)")
            if isWrong { held.append(opening) } else { free.append(opening) }
        }
        if !held.isEmpty || !free.isEmpty { tx.touch(.releases) }
        return (held, free)
    }

    /// Lets an opening go whatever is wrong, in the name of somebody who may unlock.
    package func wave(
        through opening: Key<Opening>, by name: String, hand: Hand, at now: Instant, in tx: Transaction
    ) throws {
        let release = try taken(by: hand, at: now, in: tx)
        guard hand.unlocks else { throw ReleaseRefusal.locked(release, since: now) }
        guard try tx.run("""
            UPDATE openings SET held = 0, waived_by = \(name) WHERE key = \(opening) AND release = \(key)
            """) == 1 else { throw NotFound("opening") }
        tx.touch(.releases)
    }

    /// The openings that are held back now.
    package func heldOpenings(in tx: Transaction) throws -> Set<Key<Opening>> {
        Set(try tx.all("SELECT key FROM openings WHERE release = \(key) AND held = 1") { $0.key(0) })
    }

    /// The releases that are guarded, which is those that have a lock, as far as something of theirs is to come or held.
    package static func guarded(at now: Instant, in tx: Transaction) throws -> [Release] {
        try tx.all("""
            \(columns) WHERE lock_lead IS NOT NULL AND EXISTS (
                SELECT 1 FROM openings o WHERE o.release = releases.key AND (o.opens_at > \(now) OR o.held = 1)
            ) ORDER BY key
            """, Release.init)
    }
}
