import Catalogue
import HTTPTypes
import Hub
import Staff
import Storage
import Values
import Web

/// What kinds, options, their values and categories are called in each language: once for all products.
struct NameScreens: Sendable {
    static let home = "\(ProductScreens.home)/names"
    private static let noun = "name"
    /// Characters of one name.
    private static let nameLimit = 200
    private static let linesShown = 12

    private static let subject = Key<Label>(raw: 1)

    static let undo = DeskUndo(
        noun: noun, needs: .editProducts, url: { "\(home)/undo/\($0.key)" }, facts: { DeskUndo.before($0) })

    func register(on router: inout DeskRouter) {
        router.get("products/names", needs: .permission(.seeProducts)) { .page(try await Self.page($0)) }
        router.post("products/names", needs: .permission(.editProducts), isLarge: true) { try await Self.submit($0, $1) }
        router.post("products/names/undo/:change", needs: .permission(.editProducts)) { call, _ in try await Self.takeBack(call) }
    }

    private static func field(_ label: Label, _ language: Language) -> String {
        "name:\(label.sort.rawValue):\(label.code):\(language.path)"
    }

    private static func languages(_ call: DeskCall) -> [Language] {
        let spoken = Set(call.markets.markets.flatMap(\.languages))
        return Language.allCases.filter(spoken.contains)
    }

    /// All names as they are, or as they were typed; `theirs` are names that somebody else has changed meanwhile.
    private static func page(
        _ call: DeskCall, typed: Form? = nil, theirs: [String: String] = [:], problem: (any Refusal)? = nil
    ) async throws -> DeskPage {
        let words = call.words
        let (rows, changes) = try await call.hub.database.read {
            (try LabelRow.all(in: $0), try DeskHistory.read(noun, subject, limit: linesShown, in: $0))
        }
        let languages = languages(call)
        let groups: [Fields] = Label.Sort.allCases.compactMap { sort in
            let some = rows.filter { $0.label.sort == sort }
            guard !some.isEmpty else { return nil }
            let lines: [Fields] = some.map { row in
                let cells: [Fields] = languages.map { language in
                    let isOwn = language == row.language
                    let text = isOwn ? row.text : row.names[language] ?? ""
                    let name = field(row.label, language)
                    let fresh = ProductFacts.mark(of: text)
                    let sent = theirs[name] == nil ? typed?[FactForm.mark(of: name)].orNil : nil
                    let other = theirs[name].map { words("nowItSays", $0.isEmpty ? words("nothingInIt") : $0) }
                    return [
                        "name": name, "value": isOwn ? text : typed?[name] ?? text, "own": isOwn.orNil, "lang": language.rawValue,
                        "label": "\(row.text), \(language.ownName)", "missing": text.isEmpty.orNil,
                        "markName": FactForm.mark(of: name), "mark": sent ?? fresh,
                        "error": other ?? (problem?.field == name ? problem.map(call.refusalText) : nil),
                    ]
                }
                return ["cells": cells]
            }
            return ["title": words("names_\(sort.rawValue)"), "lines": lines]
        }
        return DeskPage(
            template: "product-names", title: words("names"), section: "products",
            crumbs: [.init(title: words("products"), url: ProductScreens.home)],
            status: .init(code: theirs.isEmpty ? problem?.status ?? 200 : 409),
            fields: DeskHistory.fields(changes, call) { label($0, rows) }.merging([
                "groups": groups, "heads": languages.map(\.ownName), "action": home, "canEdit": call.may(.editProducts).orNil,
                "hasGroups": (!groups.isEmpty).orNil,
                "problem": theirs.isEmpty ? problem.map(call.refusalText) : "\(words("conflictHead")). \(words("cardConflict"))",
            ]))
    }

    /// `Scarves, 日本語` for the fact `kind:scarves.ja`.
    private static func label(_ fact: String, _ rows: [LabelRow]) -> String {
        for row in rows {
            for language in Language.allCases where self.fact(row.label, language) == fact {
                return "\(row.text), \(language.ownName)"
            }
        }
        return fact
    }

    private static func submit(_ call: DeskCall, _ form: Form) async throws -> DeskAnswer {
        let (author, now, sent) = (call.author, call.now, FactForm(form))
        do {
            for (name, text) in sent.facts where text.count > nameLimit {
                throw InvalidField(name, call.words("problem_too_long", "\(nameLimit)"))
            }
            let (count, theirs) = try await call.hub.database.write { tx -> (Int, [String: String]) in
                var known: [String: String] = [:]
                for row in try LabelRow.all(in: tx) {
                    for (language, text) in row.names { known[field(row.label, language)] = text }
                }
                let merge = FactMerge(sent.facts, marks: sent.marks) { known[$0] ?? "" }
                guard merge.conflicts.isEmpty else {
                    return (0, Dictionary(merge.conflicts.map { ($0.name, $0.theirs) }, uniquingKeysWith: { first, _ in first }))
                }
                return (try name(by: author, at: now, as: "translated", in: tx) { merge.changes[field($0, $1)] }, [:])
            }
            guard theirs.isEmpty else { return .page(try await page(call, typed: form, theirs: theirs)) }
            return .see(home, Flash("saidNamed", "\(count)"))
        } catch let refusal as any Refusal where refusal.status != 404 {
            return .page(try await page(call, typed: form, problem: refusal))
        }
    }

    private static func takeBack(_ call: DeskCall) async throws -> DeskAnswer {
        let (author, now) = (call.author, call.now)
        let isChanged = try await DeskUndo.takeBack(call, noun, subject) { facts, _, tx in
            try name(by: author, at: now, as: "undid", in: tx) { facts[fact($0, $1)] } > 0
        }
        return .see(home, DeskUndo.flash(isChanged))
    }

    /// What the log calls a name in a language.
    private static func fact(_ label: Label, _ language: Language) -> String {
        "\(label.sort.rawValue):\(label.code).\(language.path)"
    }

    /// Names everything that `text` has a name for, with a line in the log; returns how many names changed.
    private static func name(
        by author: Author, at now: Instant, as action: String, in tx: Transaction, _ text: (Label, Language) -> String?
    ) throws -> Int {
        var before: [String: String] = [:]
        var after: [String: String] = [:]
        var titles: [String] = []
        for row in try LabelRow.all(in: tx) {
            for language in Language.allCases where language != row.language {
                guard let wanted = text(row.label, language), try row.label.name(wanted, in: language, tx) else { continue }
                before[fact(row.label, language)] = row.names[language] ?? ""
                after[fact(row.label, language)] = wanted
                if !titles.contains(row.text) { titles.append(row.text) }
            }
        }
        guard !after.isEmpty else { return 0 }
        try Change.record(
            action, noun, subject, titled: titles.prefix(3).joined(separator: ", "), by: author, before: Snapshot(before),
            after: Snapshot(after), at: now, in: tx)
        return after.count
    }
}
