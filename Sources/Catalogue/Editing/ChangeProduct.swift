import Exchange
import Pictures
package import Storage
package import Values

/// What a change to a product came to: the facts that differ, before and after.
package struct FactChange: Hashable, Sendable {
    /// As it was; what is absent was empty.
    package let before: [String: String]
    /// As it is; what is absent is empty.
    package let after: [String: String]
    /// The product's revision after it.
    package let revision: Int64

    /// Whether nothing changed.
    package var isNothing: Bool { before.isEmpty && after.isEmpty }
}

extension Product {
    /// Refuses the first fact that `change` would refuse, and writes nothing.
    package static func check(
        _ key: Key<Product>, _ changes: [String: String], at now: Instant, markets: [Market], in tx: Transaction
    ) throws {
        let known = try ProductFacts.read(key, at: now, in: tx)
        let shown = known.showing(markets)
        var edit = FactEdit(known, markets: markets)
        for (name, text) in changes.sorted(by: { $0.key < $1.key }) where shown[name] != text { try edit.take(name, text) }
    }

    /// Changes facts of a product, by the names of `ProductFacts`; prices are decimals of their market's currency. Only what
    /// differs is written.
    ///
    /// Becoming active puts it into the home market and wherever it has a price; a first price in a market puts an active product
    /// there. Refuses the first fact that cannot be used, with its name as the field.
    package static func change(
        _ key: Key<Product>, _ changes: [String: String], at now: Instant, markets: [Market], in tx: Transaction
    ) throws -> FactChange {
        var before = try ProductFacts.read(key, at: now, in: tx)
        let known = before.showing(markets)
        let changes = changes.filter { known[$0.key] != $0.value }
        let original = before
        if try OptionNames(changes, before).write(in: tx) { before = try ProductFacts.read(key, at: now, in: tx) }
        var edit = FactEdit(before, markets: markets)
        for (name, text) in changes.sorted(by: { $0.key < $1.key }) { try edit.take(name, text) }
        edit.settleMarkets(changes["markets"])
        let isWritten = try edit.draft.write(over: before.stored, at: now, markets, in: tx) != .unchanged
        for (language, text) in edit.texts { try text.save(for: key, in: language, at: now, tx) }
        for count in edit.counts {
            if let onHand = count.onHand {
                _ = try Stock.count(onHand, of: count.variant, at: count.place, on: now, in: tx)
            } else {
                try Stock.stopCounting(count.variant, at: count.place, in: tx)
            }
        }
        let after = try ProductFacts.read(key, at: now, in: tx)
        let names = Set(original.values.keys).union(after.values.keys).filter { original[$0] != after[$0] }
        // The row's own update has moved the revision already.
        if !names.isEmpty, !isWritten, edit.texts.isEmpty {
            try tx.run("UPDATE products SET revision = revision + 1 WHERE key = \(key)")
        }
        if !names.isEmpty {
            tx.touch(Topic(key))
            tx.touch(.products)
        }
        return FactChange(
            before: original.showing(markets).values.filter { names.contains($0.key) },
            after: after.showing(markets).values.filter { names.contains($0.key) },
            revision: try tx.first("SELECT revision FROM products WHERE key = \(key)") { $0.int(0) } ?? 0)
    }
}

/// New words for option values: the variant stays the same one.
private struct OptionNames {
    private var renamed: [(key: Key<Variant>, options: [String])] = []

    init(_ changes: [String: String], _ facts: ProductFacts) throws {
        var seen: Set<[String]> = []
        for (key, variant) in zip(facts.stored.variants, facts.stored.draft.variants) {
            var options = variant.options
            for place in 0..<3 {
                let name = "variant.\(key).option\(place + 1)"
                guard let text = changes[name] else { continue }
                let isUsed = place < facts.options.count
                guard isUsed != text.isEmpty, text.count <= RowValues.lineLength else {
                    throw InvalidField(name, isUsed ? "A variant needs a value here." : "The product has no such option.")
                }
                options[place] = text
            }
            guard seen.insert(options).inserted else {
                throw InvalidField("variant.\(key).option1", "Two variants would be the same; give one of them another value.")
            }
            if options != variant.options { renamed.append((key, options)) }
        }
    }

    func write(in tx: Transaction) throws -> Bool {
        for (key, options) in renamed {
            try tx.run("""
                UPDATE variants SET option1 = \(options[0]), option2 = \(options[1]), option3 = \(options[2]) WHERE key = \(key)
                """)
        }
        return !renamed.isEmpty
    }
}
