import Pictures
package import Storage
package import Values

extension StoryDraft.Change {
    /// Gives the story that was written its manuscript.
    func adopted(_ slug: Slug, at now: Instant, in tx: Transaction) throws -> StoryDraft.Change {
        if self != .unchanged, let story = try StoredStory.find(slug, in: tx) { try StoryWork.adopt(story, at: now, in: tx) }
        return self
    }
}

extension StoryWork {
    /// Whether the desk decided where a story is shown.
    static func isPlaced(_ key: Key<Story>, in tx: Transaction) throws -> Bool {
        try tx.first("SELECT is_placed FROM story_drafts WHERE story = \(key)") { $0.flag(0) } ?? false
    }

    private static let adoptedAtOnce = 200

    /// Gives a story that an import wrote its manuscript, or brings that up to date.
    ///
    /// A manuscript that says something else than was public is somebody's work: it stays, and what came is kept beside it.
    static func adopt(_ story: StoredStory, at now: Instant, in tx: Transaction) throws {
        guard try isThere(story.key, in: tx) else {
            let manuscript = Manuscript(of: story.draft)
            let number = try addRevision(.imported, of: story.key, manuscript, base: 0, by: .importer, at: now, in: tx)
            let isPublic = story.draft.state == .published
            let names = [VersionedParts.head] + story.draft.texts.keys.map(\.rawValue)
            let parts = Dictionary(uniqueKeysWithValues: names.map { ($0, Int64(1)) })
            return try store(
                Situation(
                    version: 1, revision: number, published: isPublic ? number : nil, isChanged: !isPublic, isPlaced: false,
                    wasPublished: isPublic, parts: parts),
                of: story.key, manuscript, by: .importer, at: now, in: tx)
        }
        try lock(story.key, in: tx).update(from: story.draft, at: now, in: tx)
    }

    private static func isThere(_ key: Key<Story>, in tx: Transaction) throws -> Bool {
        try tx.first("SELECT 1 FROM story_drafts WHERE story = \(key)") { _ in true } ?? false
    }

    private func update(from story: StoryDraft, at now: Instant, in tx: Transaction) throws {
        let isPublic = story.state == .published
        let wanted = Manuscript(of: story, continuing: manuscript)
        let changed = manuscript.parts(thatDifferFrom: wanted)
        let kind = try StoryRevision.find(revision, of: key, in: tx).kind
        let isWork = isChanged && kind != .imported
        if isWork, !changed.isEmpty {
            _ = try Self.addRevision(.aside, of: key, wanted, base: version, by: .importer, at: now, in: tx)
            if isPublic { try tx.run("UPDATE story_drafts SET was_published = 1 WHERE story = \(key)") }
            return
        }
        var next = situation
        if !changed.isEmpty {
            next.version += 1
            next.revision = try Self.addRevision(
                .imported, of: key, wanted, base: version, by: .importer, at: now, in: tx)
            for part in changed { next.parts[part] = next.version }
        }
        next.isChanged = !isPublic
        if isPublic { next.published = next.revision }
        next.wasPublished = wasPublished || isPublic
        try Self.store(next, of: key, wanted, by: .importer, at: now, in: tx)
    }

    /// Gives manuscripts to some of the stories that have none; true while there are more. For hubs older than manuscripts.
    package static func adoptSome(at now: Instant, in tx: Transaction) throws -> Bool {
        let slugs = try tx.all("""
            SELECT slug FROM stories s WHERE NOT EXISTS (SELECT 1 FROM story_drafts d WHERE d.story = s.key)
            ORDER BY key LIMIT \(adoptedAtOnce)
            """) { try $0.value(0) { Slug($0) } }
        for slug in slugs {
            if let story = try StoredStory.find(slug, in: tx) { try adopt(story, at: now, in: tx) }
        }
        return slugs.count == adoptedAtOnce
    }
}
