package import Storage
package import Values

extension Product {
    /// Gives a product options with values, and a variant for every combination of them.
    ///
    /// Variants that there are stay the same ones: with a new option they get its first value, and new combinations take price,
    /// weight and terms from the first variant. Combinations that are not wanted any more are no longer sold. No options leave
    /// one variant. Refuses options without a name or a value, the same one twice, and more variants than the limit.
    package static func setOptions(
        _ key: Key<Product>, _ options: [(name: String, values: [String])], at now: Instant, markets: [Market],
        in tx: Transaction
    ) throws -> FactChange {
        try check(options)
        let original = try ProductFacts.read(key, at: now, in: tx)
        var wanted = combinations(options.map(\.values))
        if wanted.isEmpty { wanted = [[ProductDraft.onlyOption.value, "", ""]] }
        guard wanted.count <= ProductDraft.variantsLimit else {
            throw InvalidField("options", "\(wanted.count) variants are too many; \(ProductDraft.variantsLimit) is the limit.")
        }
        try extend(original, wanted, in: tx)
        let known = try ProductFacts.read(key, at: now, in: tx)
        var draft = known.stored.draft
        let byChoice = Dictionary(draft.variants.map { ($0.options, $0) }, uniquingKeysWith: { first, _ in first })
        let pattern = draft.variants.first
        draft.options = options.isEmpty ? [ProductDraft.onlyOption.name] : options.map(\.name)
        draft.variants = wanted.map { byChoice[$0] ?? fresh($0, like: pattern) }
        _ = try draft.write(over: known.stored, at: now, markets, in: tx)
        let after = try ProductFacts.read(key, at: now, in: tx)
        let names = Set(original.values.keys).union(after.values.keys).filter { original[$0] != after[$0] }
        return FactChange(
            before: original.showing(markets).values.filter { names.contains($0.key) },
            after: after.showing(markets).values.filter { names.contains($0.key) }, revision: after.revision)
    }

    private static func check(_ options: [(name: String, values: [String])]) throws {
        guard options.count <= 3 else { throw InvalidField("options", "A product has at most three options.") }
        for (place, option) in options.enumerated() {
            let field = "option\(place + 1)"
            guard !option.name.isEmpty, option.name.count <= 100 else { throw InvalidField(field, "An option needs a name.") }
            guard !option.values.isEmpty, option.values.allSatisfy({ !$0.isEmpty && $0.count <= 100 }) else {
                throw InvalidField("\(field)_values", "An option needs at least one value; write one a line.")
            }
            guard Set(option.values).count == option.values.count else {
                throw InvalidField("\(field)_values", "Two values are the same; remove one of them.")
            }
        }
        guard Set(options.map { $0.name.lowercased() }).count == options.count else {
            throw InvalidField("option2", "Two options have one name; rename one of them.")
        }
    }

    /// Every combination, the last option turning fastest, three places always.
    private static func combinations(_ values: [[String]]) -> [[String]] {
        guard !values.isEmpty else { return [] }
        let all = values.reduce([[String]]([[]])) { rows, values in rows.flatMap { row in values.map { row + [$0] } } }
        return all.map { $0 + Array(repeating: "", count: 3 - $0.count) }
    }

    /// Gives variants that there are the first wanted combination that agrees with what they have.
    private static func extend(_ facts: ProductFacts, _ wanted: [[String]], in tx: Transaction) throws {
        var free = wanted.filter { row in !facts.stored.draft.variants.contains { $0.options == row } }
        for (key, variant) in zip(facts.stored.variants, facts.stored.draft.variants) where !wanted.contains(variant.options) {
            let own = variant.options.filter { !$0.isEmpty && $0 != ProductDraft.onlyOption.value }
            // A value that is not wanted any more takes its variant along; only a choice that grew or shrank is carried on.
            guard let place = free.firstIndex(where: { row in
                let values = row.filter { !$0.isEmpty && $0 != ProductDraft.onlyOption.value }
                return zip(values, own).allSatisfy { $0 == $1 } && values.count != own.count
            }) else { continue }
            let options = free.remove(at: place)
            try tx.run("""
                UPDATE variants SET option1 = \(options[0]), option2 = \(options[1]), option3 = \(options[2]) WHERE key = \(key)
                """)
        }
    }

    private static func fresh(_ options: [String], like pattern: ProductDraft.Variant?) -> ProductDraft.Variant {
        var variant = ProductDraft.Variant(options: options)
        guard let pattern else { return variant }
        (variant.grams, variant.weightUnit, variant.ships) = (pattern.grams, pattern.weightUnit, pattern.ships)
        (variant.oversells, variant.buyerLimit, variant.prices) = (pattern.oversells, pattern.buyerLimit, pattern.prices)
        variant.onHand = pattern.onHand == nil ? nil : 0
        return variant
    }
}
