import Hub
import Hummingbird
import Staff
import Storage
import Values
import Web

/// Bringing files in: what can be brought in, one form a kind, and what became of each row.
struct ImportScreens: Sendable {
    static let home = "\(DeskRouter.root)/import"
    private static let runsShown = 20

    func register(on router: inout DeskRouter) {
        router.get("import", needs: .session) { .page(try await Self.overview($0)) }
        for kind in ImportKind.allCases {
            let (path, need) = ("import/\(kind.rawValue)", Need.permission(kind.permission))
            router.get(path, needs: need) { .page(Self.form(kind, $0)) }
            router.receive(path, needs: need, isTokenInside: true) { call in
                do {
                    let run = try await ImportForm.run(kind, call)
                    return .see(Self.url(run))
                } catch let refusal as any Refusal where refusal.status != 403 {
                    return .page(Self.form(kind, call, problem: refusal))
                }
            }
            router.list("\(path)/:run/rows", needs: need) { call, window in try await ImportRows.list(kind, call, window) }
        }
    }

    static func url(_ run: ImportRun) -> String { "\(home)/\(run.kind.rawValue)/\(run.key)/rows" }

    /// What somebody may bring in, and what was brought in last.
    private static func overview(_ call: DeskCall) async throws -> DeskPage {
        let words = call.words
        let kinds = ImportKind.allCases.filter { call.may($0.permission) }
        let rows: [Fields] = kinds.map { kind in
            [
                "title": words("import_\(kind.rawValue)"), "hint": words("importHint_\(kind.rawValue)"),
                "url": "\(home)/\(kind.rawValue)",
            ]
        }
        let runs = try await call.hub.database.read { try ImportRun.list(limit: runsShown, in: $0) }
            .filter { call.may($0.kind.permission) }
        let table = DeskTable(
            columns: [
                DeskColumn("title", words("file")), DeskColumn("kind", words("kind")), DeskColumn("at", words("when"), .time),
                DeskColumn("who", words("who")), DeskColumn("counts", words("whatBecame")),
            ],
            rows: runs.map { run in
                DeskRow(url: url(run), cursor: "\(run.key)", cells: [
                    DeskCell(run.title), DeskCell(words("noun_\(run.kind.noun)")), .time(run.at, in: call.zone),
                    DeskCell(run.author), DeskCell(ImportRows.counts(run, words)),
                ])
            })
        return DeskPage(
            template: "import", title: words("import"), section: "import",
            fields: [
                "kinds": rows, "hasKinds": (!rows.isEmpty).orNil, "table": table.fields, "hasRows": (!runs.isEmpty).orNil,
            ])
    }

    private static func form(_ kind: ImportKind, _ call: DeskCall, problem: (any Refusal)? = nil) -> DeskPage {
        DeskPage(
            template: "import-form", title: call.words("import_\(kind.rawValue)"), section: "import",
            crumbs: [.init(title: call.words("import"), url: home)], status: .init(code: problem?.status ?? 200),
            fields: [
                "form": ImportForm.fields(kind, at: "\(home)/\(kind.rawValue)", call), "problem": problem.map(call.refusalText),
            ])
    }
}

/// The form that takes files of one kind.
enum ImportForm {
    /// What the part `import-files` shows; `action` is where it is sent.
    static func fields(_ kind: ImportKind, at action: String, _ call: DeskCall) -> Fields {
        let words = call.words
        let languages: [Fields] = Language.allCases.map { language in
            ["value": language.path, "label": language.ownName, "selected": (language == call.language).orNil]
        }
        return [
            "action": action, "kind": kind.rawValue, "title": words("import_\(kind.rawValue)"),
            "hint": words("importHint_\(kind.rawValue)"), "accept": kind.endings.joined(separator: ","),
            "isMany": (kind.endings != [".csv"]).orNil, "languages": languages,
            "hasLanguages": kind.asksForLanguage.orNil,
            "limit": words("importLimit", "\(Hub.importLimit >> 20)"),
        ]
    }

    /// Brings in what the form of this call holds, or only looks at it.
    static func run(_ kind: ImportKind, _ call: DeskCall) async throws -> ImportRun {
        let upload = try await Upload.read(call.request, limit: Hub.importLimit)
        try call.check(upload.form["form_token"])
        guard !upload.files.isEmpty else { throw InvalidField("files", call.words("chooseFiles")) }
        return try await call.hub.runImport(
            kind, upload.files.map { ImportFile(name: $0.name, bytes: [UInt8]($0.bytes)) },
            language: Language(path: upload.form["language"]) ?? call.language, isDryRun: !upload.form["look"].isEmpty,
            by: call.author)
    }
}

/// What became of each row of an import.
enum ImportRows {
    /// `12 new, 3 changed, 1 refused`.
    static func counts(_ run: ImportRun, _ words: Words) -> String {
        let parts = run.counts.filter { $0.count > 0 }.map { "\(words("outcome_\($0.outcome)")) \($0.count)" }
        return parts.isEmpty ? words("nothingInIt") : parts.joined(separator: " · ")
    }

    static func columns(_ words: Words) -> [DeskColumn] {
        [
            DeskColumn("subject", words("what")), DeskColumn("outcome", words("whatBecame"), .state),
            DeskColumn("reason", words("why")), DeskColumn("place", words("whereInFile")),
        ]
    }

    static func row(_ line: ImportRun.Line, _ place: Int, _ words: Words) -> DeskRow {
        DeskRow(cursor: "\(place + 1)", cells: [
            DeskCell(line.subject), .state(words("outcome_\(line.outcome)"), tone(line.outcome), file: line.outcome),
            DeskCell(line.reason ?? ""), DeskCell(line.place),
        ])
    }

    private static func tone(_ outcome: String) -> DeskCell.Tone {
        switch outcome {
        case "created", "updated": .good
        case "refused": .bad
        case "skipped": .waiting
        default: .quiet
        }
    }

    static func list(_ kind: ImportKind, _ call: DeskCall, _ window: DeskWindow) async throws -> DeskList {
        let words = call.words
        let key = try call.key("run", of: ImportRun.self)
        let outcome = try call.query()["outcome"]
        let (run, lines) = try await call.hub.database.read { tx in
            let run = try ImportRun.find(key, kind, in: tx)
            return (run, try run.lines(in: tx))
        }
        let wanted = lines.filter { outcome.isEmpty || $0.outcome == outcome }
        let from = min(max(0, window.after.flatMap { Int($0) } ?? 0), wanted.count)
        let rows = wanted.dropFirst(from).prefix(window.limit + 1).enumerated().map { row($1, from + $0, words) }
        let outcomes = run.counts.map { ($0.outcome, "\(words("outcome_\($0.outcome)")) (\($0.count))") }
        return DeskList(
            title: run.title, section: "import", crumbs: [.init(title: words("import"), url: ImportScreens.home)],
            columns: columns(words), rows: Array(rows),
            filters: [
                DeskField(
                    name: "outcome", label: words("whatBecame"), kind: .choice([("", words("all"))] + outcomes), isRequired: false),
            ],
            primary: .init(title: words("importMore"), url: "\(ImportScreens.home)/\(kind.rawValue)"), empty: words("nothingInIt"),
            lead: "\(counts(run, words)). \(words(run.isDryRun ? "importLooked" : "importedBy", run.author))")
    }
}

extension ImportKind {
    /// The word for one thing of the kind.
    var noun: String {
        switch self {
        case .products: "product"
        case .translations: "translation"
        case .pictures: "picture"
        case .stories: "story"
        case .films: "film"
        case .sports: "sport"
        case .athletes: "athlete"
        case .stores: "store"
        }
    }

    /// Whether its files may leave out the language that they are written in.
    var asksForLanguage: Bool { [.stories, .films, .stores].contains(self) }
}
