import Hub
import Staff
import Storage
import Values
import Web

/// The audit log: who changed what, and how it looked before and after.
struct ChangeScreens: Sendable {
    static let home = "\(DeskRouter.root)/changes"
    private static let need = Need.permission(.seeChanges)

    func register(on router: inout DeskRouter) {
        router.list("changes", needs: Self.need) { call, window in try await ChangeList.read(call, window) }
        router.get("changes/:change", needs: Self.need) { call in .page(try await Self.page(call)) }
    }

    static func url(_ change: Change) -> String { "\(home)/\(change.key)" }

    /// The log of one thing: a link that its own screen shows.
    static func history<Of>(_ noun: String, _ subject: Key<Of>) -> String { "\(home)?noun=\(noun)&subject=\(subject)" }

    /// What was done, as `changed person Bo`; nouns and actions that nobody has translated stand as they are.
    static func sentence(_ change: Change, _ words: Words) -> String {
        words("didWhat", did(change.action, words), noun(change.noun, words), change.title)
    }

    static func did(_ action: String, _ words: Words) -> String {
        words.optional("did_\(action)") ?? action.replacing("_", with: " ")
    }

    /// What a part of something is called in the log; parts that nobody has named stand as they are.
    static func part(_ name: String, _ words: Words) -> String {
        words.optional("logged_\(name)") ?? words.optional("fact_\(name)") ?? name.replacing("_", with: " ")
    }

    static func noun(_ noun: String, _ words: Words) -> String { words.optional("noun_\(noun)") ?? noun }

    /// The screen of what a line is about; nil where it has none, or is gone.
    private static func place(_ change: Change) -> String? {
        guard change.after != nil else { return nil }
        let key = Key<Change>(raw: change.subject)
        return switch change.noun {
        case "story": "\(StoryScreens.home)/\(key)"
        case "product": "\(ProductScreens.home)/\(key)"
        case "picture": "\(PictureScreens.home)/\(key)"
        case "order": "\(OrderScreens.home)/\(key)"
        case "person": "\(PeopleScreens.home)/\(key)"
        case "name": NameScreens.home
        case "location": LocationScreens.home
        case "import": DeskUndo.facts(change.after)?["what"].map { "\(ImportScreens.home)/\($0)/\(key)/rows" }
        default: CardKind.all.first { $0.noun == change.noun }.flatMap { kind in
            DeskUndo.facts(change.after)?["slug"].map { kind.url($0) }
        }
        }
    }

    private static func page(_ call: DeskCall) async throws -> DeskPage {
        let words = call.words
        let key = try call.key("change", of: Change.self)
        let change = try await call.hub.database.read { try Change.find(key, in: $0) }
        let rows: [Fields] = Difference.between(change.before, change.after).map { part in
            ["name": Self.part(part.name, words), "before": part.before, "after": part.after]
        }
        return DeskPage(
            template: "change", title: sentence(change, words), section: "changes",
            crumbs: [.init(title: words("changes"), url: home)],
            fields: [
                "who": change.author.name, "when": DeskTime.fields(change.at, in: call.zone), "rows": rows,
                "hasRows": (!rows.isEmpty).orNil,
                "undo": DeskUndo.url(of: change, call), "place": place(change),
                "history": "\(home)?noun=\(change.noun)&subject=\(Key<Change>(raw: change.subject))",
            ])
    }
}
