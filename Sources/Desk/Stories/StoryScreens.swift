import HTTPTypes
import Hub
import Staff
import Storage
import Stories
import Values
import Web

/// Stories: the list, writing, translating, looking ahead, publishing, history.
struct StoryScreens: Sendable {
    static let home = "\(DeskRouter.root)/stories"
    static let see = Need.permission(.seeStories)
    static let edit = Need.permission(.editStories)
    static let publish = Need.permission(.publishStories)

    /// The addresses of the screens' own scripts, in their order.
    let scripts: [String]
    /// Their names.
    static let scriptNames = ["story-save.js", "story-pick.js", "story-blocks.js", "story-kept.js"]

    /// Stories by headline or address.
    static let finder = DeskFinder(needs: .seeStories) { text, limit, call in
        var filter = StoryRow.Filter()
        filter.text = text
        let (found, now) = (filter, call.now)
        let rows = try await call.hub.database.read { try StoryRow.list(found, at: now, limit: limit, in: $0) }
        return rows.map { Found(title: $0.title, kind: call.words("noun_story"), url: url($0.key)) }
    }

    func register(on router: inout DeskRouter) {
        router.list("stories", needs: Self.see) { call, window in try await StoryListScreen.read(call, window) }
        router.form("stories/new", needs: Self.edit, show: { Self.newForm($0) }, submit: { try await Self.create($0, $1) })
        router.get("stories/pick/:kind", needs: Self.see) { try await StoryPicker.answer($0) }
        router.get("stories/:story", needs: Self.see) { [scripts] in .page(try await StoryEditor.page($0, scripts: scripts)) }
        router.receive("stories/:story", needs: Self.edit, isTokenInside: true) { try await StorySaving.submit($0) }
        router.receive("stories/:story/autosave", needs: Self.edit, isTokenInside: true) { try await StorySaving.autosave($0) }
        router.get("stories/:story/translate", needs: Self.see) { [scripts] in
            .page(try await StoryTranslation.page($0, scripts: scripts))
        }
        router.receive("stories/:story/translate", needs: Self.edit, isTokenInside: true) { try await StorySaving.translate($0) }
        router.get("stories/:story/preview", needs: Self.see) { [scripts] in .page(try await StoryLook.page($0, scripts: scripts)) }
        router.get("stories/:story/history", needs: Self.see) { .page(try await StoryHistory.list($0)) }
        router.get("stories/:story/history/:number", needs: Self.see) { .page(try await StoryHistory.revision($0)) }
        router.get("stories/:story/conflict/:number", needs: Self.edit) { .page(try await StoryConflict.page($0)) }
        router.post("stories/:story/conflict/:number", needs: Self.edit) { try await StoryConflict.merge($0, $1) }
        router.get("stories/:story/publish", needs: Self.publish) { .page(try await StoryPublishing.page($0, nil, nil)) }
        router.post("stories/:story/publish", needs: Self.publish) { try await StoryPublishing.submit($0, $1) }
        StoryActs.register(on: &router)
    }

    static func url(_ key: Key<Story>) -> String { "\(home)/\(key)" }

    private static func newForm(_ call: DeskCall) -> DeskForm {
        let words = call.words
        let languages = Language.allCases.map { ($0.path, $0.ownName) }
        return DeskForm(
            title: words("newStory"), section: "stories", crumbs: [.init(title: words("stories"), url: home)],
            lead: words("newStoryLead"),
            groups: [.init(fields: [
                DeskField(name: "title", label: words("headline"), autocomplete: "off", isWide: true),
                DeskField(
                    name: "language", label: words("sourceLanguage"), value: call.language.path, kind: .choice(languages),
                    hint: words("sourceLanguageHint")),
            ])],
            submit: words("startWriting"))
    }

    private static func create(_ call: DeskCall, _ form: Form) async throws -> DeskAnswer {
        guard let language = Language(path: form["language"]) else { throw InvalidField("language", call.words("chooseLanguage")) }
        let (title, writer, author, now) = (form["title"], call.writer, call.author, call.now)
        let work = try await call.hub.database.write { tx in
            let work = try StoryWork.create(titled: title, in: language, by: writer, at: now, in: tx)
            try work.record("created", by: author, before: nil, at: now, in: tx)
            return work
        }
        return .see(url(work.key))
    }
}

extension DeskCall {
    /// Whoever calls, as a story's history names them.
    var writer: Writer { Writer(person: person.key.raw, name: person.name) }

    /// The story in the address.
    func story() throws -> Key<Story> { try key("story", of: Story.self) }

    /// The language in the query, or nil.
    func askedLanguage() throws -> Language? { Language(path: try query()["language"]) }

    /// A moment's clock time in the desk's zone, with the day when it is not today.
    func clock(_ instant: Instant) -> String {
        let (civil, today) = (instant.civil(in: zone), now.civil(in: zone))
        let clock = String(civil.clock.prefix(5))
        return civil.date == today.date ? clock : "\(civil.date) \(clock)"
    }
}

extension StoryWork {
    /// What the audit log keeps of a story: where it stands, not its words, which are in its history.
    var snapshot: Snapshot {
        [
            "title": manuscript.source.title, "slug": slug.text, "state": state.rawValue, "revision": "\(revision)",
            "published": published.map { "\($0)" },
            "languages": manuscript.texts.keys.map(\.rawValue).sorted().joined(separator: " "),
        ]
    }

    /// Writes a line in the log about what became of a story.
    func record(_ action: String, by author: Author, before: Snapshot?, at now: Instant, in tx: Transaction) throws {
        let title = manuscript.source.title.isEmpty ? slug.text : manuscript.source.title
        try Change.record(action, "story", key, titled: title, by: author, before: before, after: snapshot, at: now, in: tx)
    }
}
