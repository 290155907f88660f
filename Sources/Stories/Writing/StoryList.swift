import Releases
package import Storage
package import Values

/// A story as the desk's list shows it.
package struct StoryRow: Sendable {
    /// How its public side stands.
    package enum Standing: String, Sendable, CaseIterable {
        /// Seen nowhere.
        case draft
        /// Public, and its hour has not come in any market.
        case scheduled
        /// Seen in at least one market.
        case open
        /// Public, but closed everywhere, and no hour is to come.
        case closed
        case archived
    }

    /// Which story.
    package let key: Key<Story>
    /// The last part of its address.
    package let slug: Slug
    /// The headline of its manuscript, in the language it is written in first.
    package let title: String
    /// That language.
    package let language: Language
    /// Who wrote it, as readers see it.
    package let author: String
    /// How its public side stands.
    package let standing: Standing
    /// Whether its manuscript says more than what is public.
    package let isChanged: Bool
    /// Its last save.
    package let changedAt: Instant
    /// Who saved last.
    package let changedBy: String
    /// When it opens next anywhere.
    package let opensAt: Instant?
    /// The markets that show it now.
    package let markets: [MarketCode]
    /// How far each language is; a language that nobody began is left out.
    package let languages: [Language: Progress]

    /// How far a language is, in parts.
    package struct Progress: Hashable, Sendable {
        /// Parts that are not there.
        package let missing: Int
        /// Parts whose source changed.
        package let outdated: Int
        /// Parts in all.
        package let total: Int
        /// Whether nothing is to do.
        package var isWhole: Bool { missing + outdated == 0 }
    }

    /// Which stories.
    package struct Filter: Sendable {
        /// Only of this standing; nil leaves out the archive.
        package var standing: Standing?
        /// Only those whose manuscript says more than what is public.
        package var isChanged = false
        /// Only those that are not whole in this language.
        package var lacking: Language?
        /// Only those that this market shows now or will.
        package var market: MarketCode?
        /// Only by this author.
        package var author = ""
        /// Only those with these characters in a headline or the address.
        package var text = ""

        /// Everything but the archive.
        package init() {}
    }

    /// Where a list goes on: after the row of this change and key.
    package struct Place: Sendable {
        /// The row's last save.
        package let changedAt: Instant
        /// The row's key.
        package let key: Key<Story>

        /// A place from its parts.
        package init(changedAt: Instant, key: Key<Story>) {
            self.changedAt = changedAt
            self.key = key
        }
    }

    /// Stories by their last save, the newest first.
    package static func list(
        _ filter: Filter, after: Place? = nil, at now: Instant, limit: Int, in tx: Transaction
    ) throws -> [StoryRow] {
        let from = after ?? Place(changedAt: .never, key: Key(raw: .max))
        let rows = try tx.all("""
            SELECT s.key, s.slug, s.state, d.title, d.language, d.author, d.is_changed, d.changed_at, d.changed_by
            FROM story_drafts d JOIN stories s ON s.key = d.story
            WHERE (d.changed_at < \(from.changedAt) OR (d.changed_at = \(from.changedAt) AND d.story < \(from.key)))
            AND \(SQL.joined(conditions(filter, at: now), by: " AND "))
            ORDER BY d.changed_at DESC, d.story DESC LIMIT \(limit)
            """) { try Found($0) }
        return try rows.map { try $0.row(at: now, in: tx) }
    }

    /// How many stories a filter finds.
    package static func count(_ filter: Filter, at now: Instant, in tx: Transaction) throws -> Int64 {
        try tx.count("""
            SELECT count(*) FROM story_drafts d JOIN stories s ON s.key = d.story
            WHERE \(SQL.joined(conditions(filter, at: now), by: " AND "))
            """)
    }

    /// Everybody who is named as an author, in alphabetical order.
    package static func authors(in tx: Transaction) throws -> [String] {
        try tx.all("SELECT DISTINCT author FROM story_drafts WHERE author <> '' ORDER BY author LIMIT 500") { $0.text(0) }
    }

    private static func conditions(_ filter: Filter, at now: Instant) -> [SQL] {
        var conditions: [SQL] = []
        let open: SQL = "EXISTS (\(openings) AND o.opens_at <= \(now) AND o.closes_at > \(now))"
        let coming: SQL = "EXISTS (\(openings) AND o.opens_at > \(now))"
        switch filter.standing {
        case nil: conditions.append("s.state <> 'archived'")
        case .draft: conditions.append("s.state = 'draft'")
        case .archived: conditions.append("s.state = 'archived'")
        case .open: conditions.append("s.state = 'published' AND \(open)")
        case .scheduled: conditions.append("s.state = 'published' AND \(coming) AND NOT \(open)")
        case .closed: conditions.append("s.state = 'published' AND NOT \(coming) AND NOT \(open)")
        }
        if filter.isChanged { conditions.append("d.is_changed = 1") }
        if let language = filter.lacking {
            conditions.append("""
                NOT EXISTS (SELECT 1 FROM story_draft_texts t WHERE t.story = d.story AND t.language = \(language.rawValue)
                    AND t.missing = 0 AND t.outdated = 0)
                """)
        }
        if let market = filter.market {
            conditions.append("s.state = 'published' AND EXISTS (\(openings) AND o.market = \(market) AND o.closes_at > \(now))")
        }
        if !filter.author.isEmpty { conditions.append("d.author = \(filter.author)") }
        if !filter.text.isEmpty {
            let pattern = "%" + filter.text.lowercased().replacing("\\", with: "\\\\").replacing("%", with: "\\%")
                .replacing("_", with: "\\_") + "%"
            conditions.append("""
                (s.slug LIKE \(pattern) ESCAPE '\\' OR EXISTS (SELECT 1 FROM story_draft_texts t
                    WHERE t.story = d.story AND t.folded LIKE \(pattern) ESCAPE '\\'))
                """)
        }
        return conditions
    }

    private static let openings: SQL = """
        SELECT 1 FROM release_items i CROSS JOIN openings o
        WHERE i.item = s.key AND o.release = i.release AND o.channel = 'digital'
        """
}

/// A row before its openings and languages are joined.
private struct Found {
    let key: Key<Story>
    let slug: Slug
    let state: StoryDraft.State
    let title: String
    let language: Language
    let author: String
    let isChanged: Bool
    let changedAt: Instant
    let changedBy: String

    init(_ row: Row) throws {
        key = row.key(0)
        slug = try row.value(1) { Slug($0) }
        state = try row.value(2, StoryDraft.State.init(rawValue:))
        title = row.text(3)
        language = try row.value(4, Language.init(rawValue:))
        author = row.text(5)
        isChanged = row.flag(6)
        changedAt = row.instant(7)
        changedBy = row.text(8)
    }

    func row(at now: Instant, in tx: Transaction) throws -> StoryRow {
        let schedule = try StorySchedule.of(key, in: tx)
        let open = Set(schedule.entries.map(\.opening).filter { $0.opensAt <= now && $0.closesAt > now }.map(\.market))
        let next = schedule.entries.map(\.opening.opensAt).filter { $0 > now }.min()
        var languages: [Language: StoryRow.Progress] = [:]
        try tx.each("SELECT language, missing, outdated, total FROM story_draft_texts WHERE story = \(key)") { row in
            languages[try row.value(0, Language.init(rawValue:))] = StoryRow.Progress(
                missing: Int(row.int(1)), outdated: Int(row.int(2)), total: Int(row.int(3)))
        }
        let standing: StoryRow.Standing = switch state {
        case .draft: .draft
        case .archived: .archived
        case .published: !open.isEmpty ? .open : next != nil ? .scheduled : .closed
        }
        return StoryRow(
            key: key, slug: slug, title: title, language: language, author: author, standing: standing, isChanged: isChanged,
            changedAt: changedAt, changedBy: changedBy, opensAt: state == .published ? next : nil,
            markets: state == .published ? open.sorted() : [], languages: languages)
    }
}
