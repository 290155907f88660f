import Hub
import Hummingbird
import Staff
import Storage
import Values
import Web

/// The step of the first start that brings files in; it can be left out, and come back to at the desk.
struct StartImport: Sendable {
    private static let home = "\(StartScreens.home)/import"
    private static let need = Need.permission(.manageHub)
    /// Of these, because stories name pictures and sell products.
    private static let kinds: [ImportKind] = [.pictures, .products, .stories]
    private static let rowsShown = 50

    func register(on router: inout DeskRouter) {
        router.get("start/import", needs: Self.need) { .page(try await Self.page($0)) }
        for kind in Self.kinds {
            router.receive("start/import/\(kind.rawValue)", needs: Self.need, isTokenInside: true) { call in
                do {
                    let run = try await ImportForm.run(kind, call)
                    return .see("\(Self.home)?kind=\(kind.rawValue)&run=\(run.key)")
                } catch let refusal as any Refusal where refusal.status != 403 {
                    return .page(try await Self.page(call, problem: refusal))
                }
            }
        }
    }

    private static func page(_ call: DeskCall, problem: (any Refusal)? = nil) async throws -> DeskPage {
        let words = call.words
        let forms: [Fields] = kinds.map { ImportForm.fields($0, at: "\(home)/\($0.rawValue)", call) }
        let own: Fields = [
            "forms": forms, "next": "\(StartScreens.home)/done", "lead": words("startImportLead"),
            "problem": problem.map(call.refusalText), "report": try await report(call),
        ]
        return DeskPage(
            template: "start-import", title: words("startImport"), isBare: true, status: .init(code: problem?.status ?? 200),
            fields: own.merging(StartScreens.extra(3, call)))
    }

    /// What became of the files that were sent from here last.
    private static func report(_ call: DeskCall) async throws -> Fields? {
        let query = try call.query()
        guard let key = Key<ImportRun>(query["run"]), let kind = ImportKind(rawValue: query["kind"]) else { return nil }
        let (run, lines) = try await call.hub.database.read { tx in
            let run = try ImportRun.find(key, kind, in: tx)
            return (run, try run.lines(in: tx))
        }
        let rows = lines.prefix(rowsShown).enumerated().map { ImportRows.row($1, $0, call.words) }
        return [
            "title": run.title, "counts": ImportRows.counts(run, call.words),
            "table": DeskTable(columns: ImportRows.columns(call.words), rows: rows).fields,
            "looked": run.isDryRun ? call.words("importLooked") : nil, "all": ImportScreens.url(run),
        ]
    }
}
