import Hub
import Hummingbird
import Staff
import Storage
import Values
import Web

/// Athletes, sports, films and stores: listed, made, edited in all languages beside each other, opened and closed by market.
struct CardScreens: Sendable {
    /// All of them by name or address.
    static let finders = CardKind.all.map { kind in
        DeskFinder(needs: kind.see) { text, limit, call in
            let rows = try await call.hub.database.read {
                try CardRow.list(kind, text: text, lacking: nil, after: nil, limit: limit, in: $0)
            }
            return rows.map { Found(title: $0.title, kind: call.words("noun_\(kind.noun)"), url: kind.url($0.slug)) }
        }
    }

    func register(on router: inout DeskRouter) {
        for kind in CardKind.all {
            router.list(kind.path, needs: .permission(kind.see)) { call, window in try await Self.list(kind, call, window) }
            router.get("\(kind.path)/new", needs: .permission(kind.edit)) { try await CardEditor(kind, nil, $0).page() }
            router.post("\(kind.path)/new", needs: .permission(kind.edit), isLarge: true) { call, form in
                guard let slug = Slug(form["slug"]) ?? Slug(making: form[kind.firstTitle(form)]) else {
                    return try await CardEditor(kind, nil, call).page(
                        form, refused: InvalidField("slug", call.words("handleHint")))
                }
                return try await CardEditor(kind, slug, call, isNew: true).submit(form)
            }
            router.get("\(kind.path)/:slug", needs: .permission(kind.see)) { call in
                try await CardEditor(kind, try Self.slug(call), call).page()
            }
            router.post("\(kind.path)/:slug", needs: .permission(kind.edit), isLarge: true) { call, form in
                try await CardEditor(kind, try Self.slug(call), call).submit(form)
            }
            router.post("\(kind.path)/undo/:change", needs: .permission(kind.edit)) { call, _ in
                try await CardEditor.takeBack(kind, call)
            }
        }
    }

    private static func slug(_ call: DeskCall) throws -> Slug {
        guard let slug = call.context.parameters.get("slug").flatMap({ Slug($0) }) else { throw NotFound("address") }
        return slug
    }

    private static func list(_ kind: CardKind, _ call: DeskCall, _ window: DeskWindow) async throws -> DeskList {
        let words = call.words
        let query = try call.query()
        let (text, lacking, after) = (query["q"], Language(path: query["lacking"]), window.after)
        let rows = try await call.hub.database.read {
            try CardRow.list(kind, text: text, lacking: lacking, after: after, limit: window.limit + 1, in: $0)
        }
        let spoken = Set(call.markets.markets.flatMap(\.languages))
        let languages = Language.allCases.filter(spoken.contains)
        return DeskList(
            title: words(kind.path), section: kind.path,
            columns: [
                DeskColumn("title", words("name")), DeskColumn("slug", words("handle")),
                DeskColumn("markets", words(kind.noun == "store" ? "markets" : "seenIn")),
                DeskColumn("languages", words("languages")), DeskColumn("changed_at", words("changedAt"), .time),
            ],
            rows: rows.map { row in
                let tags = languages.map { row.languages.contains($0) ? $0.shortTag : "\($0.shortTag) –" }
                return DeskRow(url: kind.url(row.slug), cursor: row.slug, cells: [
                    DeskCell(row.title), DeskCell(row.slug), DeskCell(row.markets.sorted().map(\.text).joined(separator: " ")),
                    DeskCell(tags.joined(separator: " · "), file: row.languages.map(\.path).sorted().joined(separator: " ")),
                    .time(row.changedAt, in: call.zone),
                ])
            },
            filters: [
                DeskField(name: "q", label: words("text"), kind: .search, isRequired: false),
                DeskField(
                    name: "lacking", label: words("lackingLanguage"),
                    kind: .choice([("", words("all"))] + languages.map { ($0.path, $0.ownName) }), isRequired: false),
            ],
            primary: call.may(kind.edit) ? .init(title: words("new_\(kind.noun)"), url: "\(kind.home)/new") : nil,
            empty: words("noCards"))
    }
}

extension CardKind {
    /// The name of the field from which an address is made: the English title, else the first that there is.
    fileprivate func firstTitle(_ form: Form) -> String {
        let names = Language.allCases.map { "\(spoken[0].name).\($0.path)" }
        return names.first { !form[$0].isEmpty } ?? names[0]
    }
}
