import Catalogue
import Foundation
import Hub
import Staff
import Storage
import Values
import Web

/// What happened to a product, and taking it back.
enum ProductHistory {
    static let noun = "product"
    private static let linesShown = 60

    /// Writes a line into the log, unless nothing changed.
    static func record(
        _ change: FactChange, _ action: String, _ key: Key<Product>, _ title: String, by author: Author, at now: Instant,
        in tx: Transaction
    ) throws {
        guard !change.isNothing else { return }
        try Change.record(
            action, noun, key, titled: change.after["title"] ?? title, by: author, before: Snapshot(change.before),
            after: Snapshot(change.after), at: now, in: tx)
    }

    /// What a line of the log says can be put back: every fact that it changed, as it was; nil where the log holds no such
    /// facts. A count
    /// of pieces is not put back, since some may have been sold meanwhile.
    static func undo(_ change: Change) -> [String: String]? {
        guard let before = facts(change.before), let after = facts(change.after), !(before.isEmpty && after.isEmpty),
            before["cut"] == nil, after["cut"] == nil
        else { return nil }
        let names = Set(before.keys).union(after.keys).filter { !$0.hasPrefix("stock.") }
        return names.isEmpty ? nil : Dictionary(names.map { ($0, before[$0] ?? "") }, uniquingKeysWith: { first, _ in first })
    }

    private static func facts(_ json: String?) -> [String: String]? {
        guard let json else { return [:] }
        return try? JSONDecoder().decode([String: String].self, from: Data(json.utf8))
    }

    static func page(_ call: DeskCall, problem: String? = nil) async throws -> DeskPage {
        let key = try call.key("product", of: Product.self)
        let now = call.now
        let (product, changes) = try await call.hub.database.read { tx in
            var filter = Change.Filter()
            (filter.noun, filter.subject) = (noun, key.raw)
            return (try ProductFacts.read(key, at: now, in: tx), try Change.list(filter, limit: linesShown, in: tx))
        }
        let names = Dictionary(product.variants.map { ("\($0.key)", $0.name) }, uniquingKeysWith: { first, _ in first })
        let lines: [Fields] = changes.map { change in
            let rows: [Fields] = Difference.between(change.before, change.after).map { part in
                ["name": label(part.name, names, call.words), "before": part.before, "after": part.after]
            }
            let canUndo = call.may(.editProducts) && undo(change) != nil
            return [
                "who": change.author.name, "when": DeskTime.fields(change.at, in: call.zone),
                "did": ChangeScreens.did(change.action, call.words), "rows": rows, "hasRows": (!rows.isEmpty).orNil,
                "undo": canUndo ? "\(ProductScreens.url(key))/undo/\(change.key)" : nil,
            ]
        }
        return ProductScreens.page("product-history", product, tab: "history", call, [
            "lines": lines, "hasLines": (!lines.isEmpty).orNil, "problem": problem,
        ])
    }

    /// A fact's name as people read it: the variant by its options instead of its key.
    static func label(_ name: String, _ variants: [String: String], _ words: Words) -> String {
        let parts = name.split(separator: ".", maxSplits: 2).map(String.init)
        let first = words.optional("fact_\(parts[0])") ?? parts[0]
        switch parts[0] {
        case "variant" where parts.count == 3:
            let name = words.optional("fact_\(parts[2])") ?? parts[2]
            return [variants[parts[1]] ?? "", name].filter { !$0.isEmpty }.joined(separator: ", ")
        case "price", "before", "stock":
            return ([first] + parts.dropFirst().map { variants[$0] ?? $0 }).filter { !$0.isEmpty }.joined(separator: ", ")
        case "title" where parts.count == 2, "html" where parts.count == 2:
            return "\(first), \(Language(path: parts[1])?.ownName ?? parts[1])"
        case "alt": return "\(first), \(name.dropFirst(4))"
        default: return first
        }
    }

    /// Puts back what a line of the log changed.
    static func takeBack(_ call: DeskCall) async throws -> DeskAnswer {
        let key = try call.key("product", of: Product.self)
        let line = try call.key("change", of: Change.self)
        let (author, now, markets) = (call.author, call.now, call.markets.markets)
        do {
            let change = try await call.hub.database.write { tx -> FactChange in
                let entry = try Change.find(line, in: tx)
                guard entry.noun == noun, entry.subject == key.raw, let facts = undo(entry) else { throw NotFound("change") }
                let change = try Product.change(key, facts, at: now, markets: markets, in: tx)
                try record(change, "undid", key, entry.title, by: author, at: now, in: tx)
                return change
            }
            return .see("\(ProductScreens.url(key))/history", Flash(change.isNothing ? "saidNothingToUndo" : "saidUndone"))
        } catch let refusal as any Refusal where refusal.status != 404 {
            return .page(try await page(call, problem: call.refusalText(refusal)))
        }
    }
}
