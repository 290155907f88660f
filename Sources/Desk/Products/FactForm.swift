import Catalogue
import Foundation
import Hub
import Staff
import Storage
import Values
import Web

/// A form of the desk whose fields are facts of a product, each with the mark of what it was given.
struct FactForm: Sendable {
    private static let markPrefix = "mark:"
    private static let theirsPrefix = "theirs:"
    private static let own: Set<String> = ["form_token", "revision", "restore"]

    /// What was typed, by the names of `ProductFacts`; what somebody gave up for the other's text is left out.
    let facts: [String: String]
    let marks: [String: String]

    init(_ form: Form) {
        var facts: [String: String] = [:]
        var marks: [String: String] = [:]
        for name in form.names where !Self.own.contains(name) && !name.hasPrefix(Self.theirsPrefix) {
            if name.hasPrefix(Self.markPrefix) {
                marks[String(name.dropFirst(Self.markPrefix.count))] = form[name]
            } else if form[Self.theirsPrefix + name].isEmpty {
                facts[name] = form[name].replacing("\r\n", with: "\n")
            }
        }
        (self.facts, self.marks) = (facts, marks)
    }

    private init(facts: [String: String], marks: [String: String]) { (self.facts, self.marks) = (facts, marks) }

    /// The form without fields that are no facts, such as a button's.
    func without(_ names: Set<String>) -> FactForm {
        FactForm(facts: facts.filter { !names.contains($0.key) }, marks: marks)
    }

    /// The name of the field that holds a fact's mark.
    static func mark(of name: String) -> String { markPrefix + name }
    /// The name of the box that keeps what another one has written.
    static func theirs(_ name: String) -> String { theirsPrefix + name }

    /// What became of sending it.
    enum Outcome: Sendable {
        case saved(FactChange)
        case conflict(FactMerge, ProductFacts)
    }

    /// Saves what was changed with its line in the log, unless somebody else has changed the same.
    func save(_ call: DeskCall, screen: String) async throws -> Outcome {
        let key = try call.key("product", of: Product.self)
        let (author, now, markets, person) = (call.author, call.now, call.markets.markets, call.person.key)
        return try await call.hub.database.write { tx in
            let current = try ProductFacts.read(key, at: now, in: tx).showing(markets)
            let merge = FactMerge(facts, marks: marks, over: current)
            guard merge.conflicts.isEmpty else { return .conflict(merge, current) }
            let change = try Product.change(key, merge.changes, at: now, markets: markets, in: tx)
            try ProductHistory.record(change, Self.action(change), key, current["title"], by: author, at: now, in: tx)
            try UnsentForm.forget(of: person, at: screen, about: key, in: tx)
            return .saved(change)
        }
    }

    /// What the log calls a change.
    static func action(_ change: FactChange) -> String {
        guard let state = change.after["state"], change.before["state"] != nil else { return "changed" }
        return switch state {
        case Product.State.active.rawValue: "put_on_sale"
        case Product.State.archived.rawValue: "archived"
        default: "withdrawn"
        }
    }
}

/// One fact as a template shows it: an input with its mark.
struct FactInput: Sendable {
    let name: String
    let label: String
    var value: String
    /// The mark that a form was given, when this shows what somebody typed into it.
    var mark: String?
    var kind = Kind.line
    var note: String?
    var error: String?

    enum Kind: Sendable {
        case line, area, html, number, check
        case choice([(String, String)])
    }

    /// This input with what somebody typed, and what is wrong with it.
    func typed(_ form: FactForm?, _ problem: (field: String?, text: String?)) -> FactInput {
        guard let form, let text = form.facts[name] else { return self }
        var shown = self
        shown.mark = form.marks[name] ?? ProductFacts.mark(of: value)
        shown.value = text
        if problem.field == name { shown.error = problem.text }
        return shown
    }

    var fields: Fields {
        var fields: Fields = [
            "name": name, "id": name.replacing(" ", with: "_"), "label": label, "value": value, "note": note, "error": error,
            "markName": FactForm.mark(of: name), "mark": mark ?? ProductFacts.mark(of: value),
        ]
        switch kind {
        case .line: fields["isLine"] = true
        case .number: fields["isNumber"] = true
        case .area: (fields["isArea"], fields["rows"]) = (true, 3)
        case .html: (fields["isArea"], fields["rows"]) = (true, 9)
        case .check: (fields["isCheck"], fields["checked"]) = (true, (!value.isEmpty).orNil)
        case .choice(let options):
            let rows: [Fields] = options.map { ["value": $0.0, "label": $0.1, "selected": ($0.0 == value).orNil] }
            (fields["isChoice"], fields["options"]) = (true, rows)
        }
        return fields
    }
}
