import Catalogue
import Hub
import Staff
import Storage
import Values
import Web

/// What kinds, options, their values and categories are called in each language: once for all products.
struct NameScreens: Sendable {
    static let home = "\(ProductScreens.home)/names"
    private static let noun = "name"

    func register(on router: inout DeskRouter) {
        router.get("products/names", needs: .permission(.seeProducts)) { .page(try await Self.page($0)) }
        router.post("products/names", needs: .permission(.editProducts), isLarge: true) { try await Self.submit($0, $1) }
    }

    private static func field(_ label: Label, _ language: Language) -> String {
        "name:\(label.sort.rawValue):\(label.code):\(language.path)"
    }

    private static func languages(_ call: DeskCall) -> [Language] {
        let spoken = Set(call.markets.markets.flatMap(\.languages))
        return Language.allCases.filter(spoken.contains)
    }

    private static func page(_ call: DeskCall) async throws -> DeskPage {
        let words = call.words
        let rows = try await call.hub.database.read { try LabelRow.all(in: $0) }
        let languages = languages(call)
        let groups: [Fields] = Label.Sort.allCases.compactMap { sort in
            let some = rows.filter { $0.label.sort == sort }
            guard !some.isEmpty else { return nil }
            let lines: [Fields] = some.map { row in
                let cells: [Fields] = languages.map { language in
                    let isOwn = language == row.language
                    let text = isOwn ? row.text : row.names[language] ?? ""
                    return [
                        "name": field(row.label, language), "value": text, "own": isOwn.orNil, "lang": language.rawValue,
                        "label": "\(row.text), \(language.ownName)", "missing": text.isEmpty.orNil,
                    ]
                }
                return ["cells": cells]
            }
            return ["title": words("names_\(sort.rawValue)"), "lines": lines]
        }
        return DeskPage(
            template: "product-names", title: words("names"), section: "products",
            crumbs: [.init(title: words("products"), url: ProductScreens.home)],
            fields: [
                "groups": groups, "heads": languages.map(\.ownName), "action": home, "canEdit": call.may(.editProducts).orNil,
                "hasGroups": (!groups.isEmpty).orNil,
            ])
    }

    private static func submit(_ call: DeskCall, _ form: Form) async throws -> DeskAnswer {
        let (author, now, languages) = (call.author, call.now, languages(call))
        let count = try await call.hub.database.write { tx -> Int in
            var before: [String: String] = [:]
            var after: [String: String] = [:]
            for row in try LabelRow.all(in: tx) {
                for language in languages where language != row.language {
                    let name = field(row.label, language)
                    guard form.names.contains(name) else { continue }
                    let text = String(form[name].prefix(200))
                    let old = row.names[language] ?? ""
                    guard try row.label.name(text, in: language, tx) else { continue }
                    before["\(row.text).\(language.path)"] = old
                    after["\(row.text).\(language.path)"] = text
                }
            }
            guard !after.isEmpty else { return 0 }
            try Change.record(
                "translated", noun, Key<Label>(raw: 1), titled: after.keys.sorted().prefix(3).joined(separator: ", "), by: author,
                before: Snapshot(before), after: Snapshot(after), at: now, in: tx)
            return after.count
        }
        return .see(home, Flash("saidNamed", "\(count)"))
    }
}
