import Foundation
import Hub
import Staff
import Storage
import Values
import Web

/// Taking back what a line of the log changed, for one kind of thing. Its route is its screens' own, with their need.
struct DeskUndo: Sendable {
    /// The kind of thing.
    let noun: String
    /// What somebody has to be allowed for it.
    let needs: Permission
    /// Where a line is taken back.
    let url: @Sendable (Change) -> String
    /// The facts that it would put back, empty where one was not there; nil where the line cannot be taken back.
    let facts: @Sendable (Change) -> [String: String]?

    /// All kinds whose changes can be taken back line by line. Stories have revisions instead.
    static let all = [ProductHistory.undo, PictureHistory.undo, PeopleScreens.undo, OrderNoteForm.undo, NameScreens.undo]
        + CardKind.all.map { $0.undo }

    /// Where a line of the log is taken back by whoever calls; nil where it cannot be, or by them.
    static func url(of change: Change, _ call: DeskCall) -> String? {
        guard let undo = all.first(where: { $0.noun == change.noun }), call.may(undo.needs), undo.facts(change) != nil else {
            return nil
        }
        return undo.url(change)
    }

    /// Every fact that a line changed, as it was before; nil for a line that made or removed something, or that holds no facts.
    static func before(_ change: Change) -> [String: String]? {
        guard let before = facts(change.before), let after = facts(change.after), change.before != nil, change.after != nil else {
            return nil
        }
        let names = Set(before.keys).union(after.keys).filter { before[$0] != after[$0] }
        return names.isEmpty ? nil : Dictionary(names.map { ($0, before[$0] ?? "") }, uniquingKeysWith: { first, _ in first })
    }

    /// What a snapshot holds, when it is plain facts.
    static func facts(_ json: String?) -> [String: String]? {
        guard let json else { return [:] }
        guard let facts = try? JSONDecoder().decode([String: String].self, from: Data(json.utf8)), facts["cut"] == nil else {
            return nil
        }
        return facts
    }

    /// Takes back the line in the address, which must be about this thing: `put` writes the facts as they were. False when there
    /// was nothing to change.
    static func takeBack<Of>(
        _ call: DeskCall, _ noun: String, _ subject: Key<Of>,
        _ put: @escaping @Sendable ([String: String], Change, Transaction) throws -> Bool
    ) async throws -> Bool {
        let line = try call.key("change", of: Change.self)
        guard let undo = all.first(where: { $0.noun == noun }) else { throw NotFound("change") }
        return try await call.hub.database.write { tx in
            let change = try Change.find(line, in: tx)
            guard change.noun == noun, change.subject == subject.raw, let facts = undo.facts(change) else {
                throw NotFound("change")
            }
            return try put(facts, change, tx)
        }
    }

    /// What is said after a line was taken back.
    static func flash(_ isChanged: Bool) -> Flash { Flash(isChanged ? "saidUndone" : "saidNothingToUndo") }
}

/// The last lines of the log about one thing, on its own screen: the part `history-lines`.
enum DeskHistory {
    private static let linesShown = 60

    static func read<Of>(_ noun: String, _ subject: Key<Of>, limit: Int = linesShown, in tx: Transaction) throws -> [Change] {
        var filter = Change.Filter()
        (filter.noun, filter.subject) = (noun, subject.raw)
        return try Change.list(filter, limit: limit, in: tx)
    }

    /// Lines as the part shows them; `label` says what people call a fact.
    static func fields(_ changes: [Change], _ call: DeskCall, label: (String) -> String) -> Fields {
        let lines: [Fields] = changes.map { change in
            let rows: [Fields] = Difference.between(change.before, change.after).map { part in
                ["name": label(part.name), "before": part.before, "after": part.after]
            }
            return [
                "who": change.author.name, "when": DeskTime.fields(change.at, in: call.zone),
                "did": ChangeScreens.did(change.action, call.words), "rows": rows, "hasRows": (!rows.isEmpty).orNil,
                "undo": DeskUndo.url(of: change, call),
            ]
        }
        return ["lines": lines, "hasLines": (!lines.isEmpty).orNil]
    }

    /// A fact's name as people read it, for facts that are named like `alt.ja`.
    static func label(_ name: String, _ words: Words) -> String {
        let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
        let first = words.optional("fact_\(parts[0])") ?? parts[0]
        guard parts.count == 2 else { return first }
        return "\(first), \(Language(path: parts[1])?.ownName ?? parts[1])"
    }
}
