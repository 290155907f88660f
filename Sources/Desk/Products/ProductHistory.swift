import Catalogue
import Hub
import Staff
import Storage
import Values
import Web

/// What happened to a product, and taking it back.
enum ProductHistory {
    static let noun = "product"

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

    static let undo = DeskUndo(
        noun: noun, needs: .editProducts,
        url: { "\(ProductScreens.home)/\(Key<Product>(raw: $0.subject))/undo/\($0.key)" }, facts: { facts($0) })

    /// What a line of the log says can be put back: every fact that it changed, as it was; nil where the log holds no such facts.
    private static func facts(_ change: Change) -> [String: String]? {
        guard change.action != "planned_price", change.action != "unplanned_price", change.action != "created" else { return nil }
        guard let before = DeskUndo.facts(change.before), let after = DeskUndo.facts(change.after) else { return nil }
        let names = Set(before.keys).union(after.keys)
        return names.isEmpty ? nil : Dictionary(names.map { ($0, before[$0] ?? "") }, uniquingKeysWith: { first, _ in first })
    }

    /// Counts as they become when a line is taken back: pieces that were sold or counted since then stay sold and counted, so the
    /// difference is put back and not the number. What was not counted before or after is left as it is.
    private static func counts(_ facts: [String: String], _ change: Change, _ now: ProductFacts) -> [String: String] {
        let after = DeskUndo.facts(change.after) ?? [:]
        var facts = facts
        for (name, old) in facts where name.hasPrefix("stock.") {
            if let old = Int64(old), let new = after[name].flatMap({ Int64($0) }), let present = Int64(now[name]) {
                facts[name] = "\(max(0, present + old - new))"
            } else if now[name] != after[name] ?? "" {
                facts[name] = now[name]
            }
        }
        return facts
    }

    static func page(_ call: DeskCall, problem: String? = nil) async throws -> DeskPage {
        let key = try call.key("product", of: Product.self)
        let now = call.now
        let (product, changes) = try await call.hub.database.read { tx in
            (try ProductFacts.read(key, at: now, in: tx), try DeskHistory.read(noun, key, in: tx))
        }
        let names = Dictionary(product.variants.map { ("\($0.key)", $0.name) }, uniquingKeysWith: { first, _ in first })
        let lines = DeskHistory.fields(changes, call) { label($0, names, call.words) }
        return ProductScreens.page(
            "product-history", product, tab: "history", call, status: problem == nil ? 200 : 409,
            lines.merging(["problem": problem]))
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
        let (author, now, markets) = (call.author, call.now, call.markets.markets)
        do {
            let isChanged = try await DeskUndo.takeBack(call, noun, key) { facts, line, tx in
                let facts = counts(facts, line, try ProductFacts.read(key, at: now, in: tx))
                let change = try Product.change(key, facts, at: now, markets: markets, in: tx)
                try record(change, "undid", key, line.title, by: author, at: now, in: tx)
                return !change.isNothing
            }
            return .see("\(ProductScreens.url(key))/history", DeskUndo.flash(isChanged))
        } catch let refusal as any Refusal where refusal.status != 404 {
            return .page(try await page(call, problem: call.refusalText(refusal)))
        }
    }
}
