import Catalogue
import Films
package import Releases
import Staff
package import Storage
import Stories
package import Values

// What is checked before a release opens: each module's own checks, and here what needs more than one module.

extension Hub {
    /// Every check there is; a new kind of item registers its own here.
    package static let readinessChecks = [
        StoryReadiness.check, FilmReadiness.check, ProductReadiness.check, Rights.check, presence, links,
    ]

    /// Tables of the kinds that releases hold, with the column that people know a thing by.
    private static let tables: [(kind: ItemKind, table: SQL, name: SQL)] = [
        (.story, "stories", "slug"), (.film, "films", "slug"), (.product, "products", "handle"), (.athlete, "athletes", "slug"),
        (.sport, "sports", "slug"),
    ]

    /// The slugs and handles of some items, whatever their kinds; those that are gone are left out.
    package static func slugs(of items: [ItemKey], in tx: Transaction) throws -> [ItemKey: (kind: ItemKind, slug: String)] {
        guard !items.isEmpty else { return [:] }
        let list = SQL.joined(items.map { "\($0)" }, by: ", ")
        var slugs: [ItemKey: (kind: ItemKind, slug: String)] = [:]
        for (kind, table, name) in tables {
            try tx.each("SELECT key, \(name) FROM \(table) WHERE key IN (\(list))") { slugs[$0.key(0)] = (kind, $0.text(1)) }
        }
        return slugs
    }

    /// An item that was thrown away is nothing that could open.
    private static let presence = ReadinessCheck(nil) { items, _, tx in
        let known = try slugs(of: items, in: tx)
        return items.filter { known[$0] == nil }.map { Shortcoming(.error, "gone", ReleaseItem($0, .unknown)) }
    }

    /// What stories name must be there, and open when they open, be it by the same release.
    private static let links = ReadinessCheck(.story) { items, showings, tx in
        let named = try NamedThing.of(items, in: tx)
        let all = Set(named.values.flatMap(\.self))
        var keys: [NamedThing: ItemKey] = [:]
        for (kind, table, name) in tables {
            let slugs = all.filter { $0.kind.rawValue == kind.rawValue }
            guard !slugs.isEmpty else { continue }
            let list = SQL.joined(slugs.map { "\($0.slug)" }, by: ", ")
            try tx.each("SELECT key, \(name) FROM \(table) WHERE \(name) IN (\(list))") { row in
                if let thing = slugs.first(where: { $0.slug == row.text(1) }) { keys[thing] = row.key(0) }
            }
        }
        var found: [Shortcoming] = []
        for item in items {
            for thing in (named[item] ?? []).sorted(by: { ($0.kind.rawValue, $0.slug) < ($1.kind.rawValue, $1.slug) }) {
                let value = "\(thing.kind.rawValue):\(thing.slug)"
                guard let key = keys[thing] else {
                    found.append(Shortcoming(.error, "dead_link", ReleaseItem(item, .story), value: value))
                    continue
                }
                for showing in showings where try !opens(key, with: item, in: showing, tx) {
                    found.append(
                        Shortcoming(.warning, "closed_link", ReleaseItem(item, .story), in: showing.market.code, value: value))
                }
            }
        }
        return found
    }

    /// Whether a thing is open when another one opens, be it that both are in the same release, which may be held back still.
    private static func opens(_ key: ItemKey, with item: ItemKey, in showing: Showing, _ tx: Transaction) throws -> Bool {
        if try Gate(showing.market.code, at: showing.opensAt).isOpen(key, in: tx) { return true }
        return try tx.first("""
            SELECT 1 FROM release_items a JOIN release_items b ON b.release = a.release JOIN openings o ON o.release = a.release
            WHERE a.item = \(item) AND b.item = \(key) AND o.market = \(showing.market.code)
                AND o.opens_at <= \(showing.opensAt) AND o.closes_at > \(showing.opensAt)
            """) { _ in true } ?? false
    }

    /// What a release lacks.
    package func shortcomings(of release: Release) async throws -> [Shortcoming] {
        let (markets, now) = (try await self.markets().markets, now())
        return try await database.read { try release.shortcomings(by: Self.readinessChecks, among: markets, at: now, in: $0) }
    }

    /// Holds a release back where something is wrong and lets it go where nothing is any more; each stands in the log of changes.
    /// Returns what it lacks.
    @discardableResult
    package static func judge(
        _ release: Release, among markets: [Market], at now: Instant, in tx: Transaction
    ) throws -> [Shortcoming] {
        let shortcomings = try release.shortcomings(by: readinessChecks, among: markets, at: now, in: tx)
        let (held, free) = try release.judge(shortcomings, at: now, in: tx)
        for (action, openings) in [("held_back", held), ("let_go", free)] {
            for opening in openings {
                let codes = shortcomings.filter { $0.weight == .error && ($0.market ?? opening.market) == opening.market }
                try Change.record(
                    action, "release", release.key, titled: release.name, by: .program,
                    after: [
                        "market": opening.market.text, "channel": opening.channel.rawValue,
                        "errors": codes.isEmpty ? nil : Set(codes.map(\.code)).sorted().joined(separator: " "),
                    ], at: now, in: tx)
            }
        }
        return shortcomings
    }

    /// Judges every guarded release of which something is to come; returns 0, since nothing is left to do at once.
    func judgeReleases() async throws -> Int {
        let (markets, now) = (try await self.markets().markets, now())
        let guarded = try await database.read { try Release.guarded(at: now, in: $0) }
        for release in guarded {
            try await database.write { tx in
                // It may have been changed or opened meanwhile.
                _ = try Self.judge(Release.find(release.key, in: tx), among: markets, at: now, in: tx)
            }
        }
        return 0
    }
}
