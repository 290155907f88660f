import Storage
import Values

/// Writes the variants of one product, each only as far as it differs.
struct VariantRows {
    let product: Key<Product>
    let now: Instant

    func write(_ variants: [ProductDraft.Variant], over known: StoredProduct?, in tx: Transaction) throws {
        var gone = try known.map { try removed(of: $0, in: tx) } ?? [:]
        var old: [[String]: (key: Key<Variant>, position: Int, variant: ProductDraft.Variant)] = [:]
        if let known {
            for (position, key) in known.variants.enumerated() {
                old[known.draft.variants[position].options] = (key, position, known.draft.variants[position])
            }
        }
        for (position, variant) in variants.enumerated() {
            if let found = old.removeValue(forKey: variant.options) {
                if found.variant == variant, found.position == position { continue }
                try update(variant, found.key, at: position, in: tx)
                try writePrices(variant.prices, over: found.variant.prices, of: found.key, in: tx)
                try writeStock(variant.onHand, over: found.variant.onHand, of: found.key, in: tx)
            } else if let key = gone.removeValue(forKey: variant.options) {
                try update(variant, key, at: position, in: tx)
                try writePrices(variant.prices, over: [:], of: key, in: tx)
                try writeStock(variant.onHand, over: try Stock.onHand(key, in: tx), of: key, in: tx)
            } else {
                let key = try insert(variant, at: position, in: tx)
                try writePrices(variant.prices, over: [:], of: key, in: tx)
                try writeStock(variant.onHand, over: nil, of: key, in: tx)
            }
        }
        for left in old.values.sorted(by: { $0.key < $1.key }) { try remove(left.key, left.variant.prices, in: tx) }
    }

    /// Variants that were taken out before, the newest of each choice.
    private func removed(of known: StoredProduct, in tx: Transaction) throws -> [[String]: Key<Variant>] {
        var keys: [[String]: Key<Variant>] = [:]
        try tx.each("""
            SELECT key, option1, option2, option3 FROM variants
            WHERE product = \(known.key) AND removed_at IS NOT NULL ORDER BY key
            """) { keys[[$0.text(1), $0.text(2), $0.text(3)]] = $0.key(0) }
        return keys
    }

    private func insert(_ variant: ProductDraft.Variant, at position: Int, in tx: Transaction) throws -> Key<Variant> {
        let key = try tx.newKey(Variant.self)
        try tx.run("""
            INSERT INTO variants (key, product, position, option1, option2, option3, sku, gtin, grams, weight_unit, ships,
                oversell, buyer_limit, picture, extra)
            VALUES (\(key), \(product), \(position), \(variant.options[0]), \(variant.options[1]), \(variant.options[2]),
                \(variant.sku), \(variant.gtin), \(variant.grams), \(variant.weightUnit), \(variant.ships),
                \(variant.oversells), \(variant.buyerLimit), \(variant.picture), \(try KeptColumns.encode(variant.extra)))
            """)
        return key
    }

    private func update(_ variant: ProductDraft.Variant, _ key: Key<Variant>, at position: Int, in tx: Transaction) throws {
        try tx.run("""
            UPDATE variants SET position = \(position), sku = \(variant.sku), gtin = \(variant.gtin), grams = \(variant.grams),
                weight_unit = \(variant.weightUnit), ships = \(variant.ships), oversell = \(variant.oversells),
                buyer_limit = \(variant.buyerLimit), picture = \(variant.picture), extra = \(try KeptColumns.encode(variant.extra)),
                removed_at = NULL
            WHERE key = \(key)
            """)
    }

    /// Orders and their ledger go on pointing at a variant that is gone; its pieces stay counted in case it comes back.
    private func remove(_ key: Key<Variant>, _ prices: [MarketCode: Price], in tx: Transaction) throws {
        try writePrices([:], over: prices, of: key, in: tx)
        try tx.run("UPDATE variants SET removed_at = \(now) WHERE key = \(key)")
    }

    private func writePrices(
        _ prices: [MarketCode: Price], over known: [MarketCode: Price], of key: Key<Variant>, in tx: Transaction
    ) throws {
        for market in Set(prices.keys).union(known.keys).sorted() where prices[market] != known[market] {
            if let price = prices[market] {
                try price.set(for: key, in: market, from: now, in: tx)
            } else {
                try Price.close(key, in: market, at: now, in: tx)
            }
        }
    }

    private func writeStock(_ onHand: Int64?, over known: Int64?, of key: Key<Variant>, in tx: Transaction) throws {
        guard onHand != known else { return }
        if let onHand {
            _ = try Stock.count(onHand, of: key, on: now, in: tx)
        } else {
            try Stock.stopCounting(key, in: tx)
        }
    }
}
