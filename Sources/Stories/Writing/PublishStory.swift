import Releases
package import Storage
package import Values

/// Where, when and in which languages a manuscript goes public.
package struct Publication: Sendable {
    /// When a story is seen in a market.
    package enum Moment: Hashable, Sendable {
        /// From now on, for good.
        case now
        /// From a time on, up to another or for good.
        case at(CivilTime, until: CivilTime?)
    }

    /// The texts that go public; others stay as they are public now. The source's always goes.
    package var languages: Set<Language>
    /// When, by market; a market that is not here does not show it, unless another release of the desk does.
    package var markets: [MarketCode: Moment]

    /// What is published where.
    package init(languages: Set<Language>, markets: [MarketCode: Moment]) {
        self.languages = languages
        self.markets = markets
    }
}

extension StoryWork {
    /// Makes the manuscript public as it is at `base`: at once where it is open, at its hour where that is still to come.
    ///
    /// Refuses when somebody saved since, when there is an error among the problems, when a time is none in its market's zone, and
    /// when no market is chosen. `products` are the handles, of those that it names, that the hub has.
    package static func publish(
        _ key: Key<Story>, _ publication: Publication, base: Int64, knowing products: Set<String>, among markets: [Market],
        by writer: Writer, at now: Instant, in tx: Transaction
    ) throws -> StoryWork {
        let work = try lock(key, in: tx)
        guard work.version == base else { throw StoryRefusal.moved }
        guard work.state != .archived else { throw StoryRefusal.archived }
        let languages = publication.languages.union([work.manuscript.head.language])
        let problems = try StoryCheck.problems(of: work.manuscript, story: key, knowing: products, in: tx)
        if let error = problems.first(where: { $0.weight == .error && $0.language.map(languages.contains) ?? true }) {
            throw StoryRefusal.notReady(error)
        }
        return try work.publish(publication, languages, markets, by: writer, at: now, in: tx)
    }

    private func publish(
        _ publication: Publication, _ languages: Set<Language>, _ markets: [Market], by writer: Writer, at now: Instant,
        in tx: Transaction
    ) throws -> StoryWork {
        guard !publication.markets.isEmpty else { throw StoryRefusal.nowhere }
        if wasPublished, manuscript.head.slug != slug.text { throw StoryRefusal.addressIsKnown }
        let schedule = try schedule(publication, markets, at: now, in: tx)
        let known = try StoredStory.find(slug, in: tx)
        var story = manuscript.story(
            slug, over: known.flatMap { $0.draft.texts.isEmpty ? nil : $0.draft }, publishing: languages, at: now)
        story.state = .published
        story.markets = schedule.standing
        if manuscript.head.publishedAt == nil, !wasPublished { story.publishedAt = schedule.first ?? now }
        _ = try story.write(over: known, at: now, markets, in: tx)
        var next = situation
        next.published = revision
        next.isPlaced = true
        next.wasPublished = true
        next.isChanged = manuscript.story(slug, over: story, publishing: Set(Language.allCases), at: now) != story
        try Self.store(next, of: key, manuscript, by: Writer(person: nil, name: changedBy), at: changedAt, in: tx)
        try tx.run("""
            UPDATE story_revisions SET published_at = \(now), published_by = \(writer.name)
            WHERE story = \(key) AND number = \(revision)
            """)
        return try Self.find(key, in: tx)
    }

    /// Writes the openings of the story's own release; answers the markets in whose standing release it is to be, and the first
    /// moment at which it opens anywhere.
    private func schedule(
        _ publication: Publication, _ markets: [Market], at now: Instant, in tx: Transaction
    ) throws -> (standing: Set<MarketCode>, first: Instant?) {
        var standing: Set<MarketCode> = []
        var first: Instant?
        let own = try Release.named(Self.releaseName(of: key), at: now, in: tx)
        for market in markets {
            try own.close(market.code, in: tx)
            switch publication.markets[market.code] {
            case nil: continue
            case .now:
                standing.insert(market.code)
                first = min(first ?? now, now)
            case .at(let start, let end):
                let opening = try own.open(
                    market.code, from: .civil(start, zone: market.zoneName, occurrence: nil),
                    to: end.map { .civil($0, zone: market.zoneName, occurrence: nil) }, in: tx)
                first = min(first ?? opening.opensAt, opening.opensAt)
            }
        }
        try own.add(key.retyped(), as: .story, in: tx)
        return (standing, first)
    }

    /// The release that holds the openings of one story alone.
    package static func releaseName(of key: Key<Story>) -> String { "Story \(key)" }

    /// Takes a story back from every market at once, in the desk's hands: its manuscript stays, and imports do not open it again.
    /// Releases of other names that hold it stay as they are; it does not show through them either.
    package static func withdraw(
        _ key: Key<Story>, among markets: [Market], at now: Instant, in tx: Transaction
    ) throws -> StoryWork {
        try lock(key, in: tx).moved(to: .draft, markets, at: now, in: tx)
    }

    /// Takes a story back and puts it out of the desk's way.
    package static func archive(
        _ key: Key<Story>, among markets: [Market], at now: Instant, in tx: Transaction
    ) throws -> StoryWork {
        try lock(key, in: tx).moved(to: .archived, markets, at: now, in: tx)
    }

    private func moved(
        to state: StoryDraft.State, _ markets: [Market], at now: Instant, in tx: Transaction
    ) throws -> StoryWork {
        let item: ItemKey = key.retyped()
        let release = try Release.named(Self.releaseName(of: key), at: now, in: tx)
        for market in markets { try release.close(market.code, in: tx) }
        let standing = try Standing.markets(of: [item], in: tx)[item] ?? []
        try Standing.set(item, from: standing, to: [], among: markets, at: now, in: tx)
        try tx.run("UPDATE stories SET state = \(state.rawValue), changed_at = \(now) WHERE key = \(key)")
        try tx.run("UPDATE story_drafts SET is_placed = 1, is_changed = 1 WHERE story = \(key)")
        tx.touch(Topic(key))
        tx.touch(.stories)
        try tx.record("story.changed", of: key, at: now)
        return try Self.find(key, in: tx)
    }

    /// Throws a story away that was never public; refuses one that was.
    package static func delete(_ key: Key<Story>, in tx: Transaction) throws {
        let work = try lock(key, in: tx)
        guard !work.wasPublished, work.state != .published else { throw StoryRefusal.wasPublished }
        try tx.run("""
            DELETE FROM openings WHERE release IN (SELECT key FROM releases WHERE name = \(releaseName(of: key)))
            """)
        try tx.run("DELETE FROM release_items WHERE item = \(key)")
        for table in ["story_revisions", "story_draft_texts", "story_drafts", "story_products", "story_texts"] {
            try tx.run("DELETE FROM \(SQL(stringLiteral: table)) WHERE story = \(key)")
        }
        try tx.run("DELETE FROM stories WHERE key = \(key)")
        tx.touch(Topic(key))
    }
}
