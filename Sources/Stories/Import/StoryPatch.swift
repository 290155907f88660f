import Exchange
import Pictures
import Storage
import Values

/// What an import says about one story, before it is known what the hub has. Languages that it does not speak of stay
/// as they are.
struct StoryPatch: Sendable {
    let slug: Slug
    /// The first language of a new story.
    var language: Language
    var author: String?
    /// Whether it is to be shown.
    var state = StoryDraft.State.published
    /// When it was first published; nil leaves that.
    var publishedAt: Instant?
    /// Name of its leading picture; nil leaves that.
    var picture: String?
    /// Slugs of the athletes whom it is about; nil leaves them.
    var athletes: [String]?
    /// Slugs of the sports that it is about; nil leaves them.
    var sports: [String]?
    var texts: [Language: StoryDraft.Text] = [:]
    /// What a person may want to know about the reading.
    var notes: [String] = []

    /// What saving came to.
    struct Saved: Sendable {
        let change: StoryDraft.Change
        let note: String?
    }

    /// Saves the story, in all markets when it is published, without a leading picture that the hub does not have.
    func save(at now: Instant, _ markets: [Market], in tx: Transaction) throws -> Saved {
        let known = try StoredStory.find(slug, in: tx)
        var notes = notes
        let isPlaced = try known.map { try StoryWork.isPlaced($0.key, in: tx) } ?? false
        var draft = applied(to: known?.draft, isPlaced: isPlaced, at: now, markets, &notes)
        let missing = try draft.missingPictures(in: tx)
        if missing.contains(draft.picture) { draft.picture = "" }
        if let hint = Picture.hint(missing: missing) { notes.append(hint) }
        let change = try draft.write(over: known, at: now, markets, in: tx).adopted(slug, at: now, in: tx)
        return Saved(change: change, note: notes.isEmpty ? nil : notes.joined(separator: " "))
    }

    /// A story with a date to come stays a draft, since nothing may be seen early; somebody gives it a release of its own.
    private func applied(
        to known: StoryDraft?, isPlaced: Bool, at now: Instant, _ markets: [Market], _ notes: inout [String]
    ) -> StoryDraft {
        var draft = known ?? StoryDraft(slug: slug, language: language, publishedAt: publishedAt ?? now)
        draft.texts.merge(texts) { $1 }
        if draft.texts[draft.language] == nil { draft.language = language }
        draft.author = author ?? draft.author
        draft.publishedAt = publishedAt ?? draft.publishedAt
        draft.picture = picture ?? draft.picture
        draft.athletes = athletes ?? draft.athletes
        draft.sports = sports ?? draft.sports
        draft.state = state
        if draft.state == .published, draft.publishedAt > now {
            draft.state = .draft
            notes.append("Its date is still to come: kept as a draft. Put it into a release for that time.")
        }
        draft.markets = draft.state == .published ? Set(markets.map(\.code)) : []
        if let known, isPlaced {
            (draft.state, draft.markets, draft.publishedAt) = (known.state, known.markets, known.publishedAt)
            notes = self.notes + ["Where it is shown was decided at the desk and stays."]
        }
        return draft
    }
}

extension StoryDraft {
    /// Names of pictures that it shows and the hub does not have.
    fileprivate func missingPictures(in tx: Transaction) throws -> [String] {
        var names = Set([picture])
        for block in texts.values.flatMap(\.blocks) {
            if case .picture(let source, _, _) = block { names.insert(source) }
        }
        names.remove("")
        let known = try Picture.keys(of: names, in: tx)
        return names.filter { known[$0] == nil }.sorted()
    }
}
