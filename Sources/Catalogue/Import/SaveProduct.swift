package import Pictures
import Releases
package import Storage
package import Values

extension ProductDraft {
    /// What saving came to.
    package typealias Change = Picture.Change

    /// The product of a handle with its prices and stock as of a moment, or nil.
    package static func load(_ handle: Slug, at now: Instant, in tx: Transaction) throws -> ProductDraft? {
        try StoredProduct.find(handle, at: now, in: tx)?.draft
    }

    /// Makes the hub's product equal to this draft, from a moment on; writes only what differs, and nothing when
    /// nothing does.
    ///
    /// Variants are known by their option values: one that is gone is no longer sold, and one that comes back is the
    /// same again. Refuses a picture or a store that the hub does not have, a stock below what buyers hold, and more
    /// variants than the limit.
    package func save(at now: Instant, markets: [Market], in tx: Transaction) throws -> Change {
        try cleaned().write(over: StoredProduct.find(handle, at: now, in: tx), at: now, markets, in: tx)
    }

    /// What is not active is in no market, and columns without a value are not kept.
    private func cleaned() -> ProductDraft {
        var draft = self
        if state != .active { draft.markets = [] }
        draft.extra = extra.taking([:])
        for index in draft.variants.indices { draft.variants[index].extra = draft.variants[index].extra.taking([:]) }
        return draft
    }

    func write(over known: StoredProduct?, at now: Instant, _ markets: [Market], in tx: Transaction) throws -> Change {
        var draft = self
        draft.stores = try resolvedStores(after: known?.draft, in: tx)
        return try draft.writeWhole(over: known, at: now, markets, in: tx)
    }

    /// Writes a draft that says which stores carry it.
    private func writeWhole(
        over known: StoredProduct?, at now: Instant, _ markets: [Market], in tx: Transaction
    ) throws -> Change {
        if known?.draft == self { return .unchanged }
        guard variants.count <= Self.variantsLimit else {
            throw InvalidField("variants", "One product has more than \(Self.variantsLimit) variants. Split it.")
        }
        let key = try known?.key ?? tx.newKey()
        if let known { try update(known, at: now, in: tx) } else { try insert(key, at: now, in: tx) }
        try VariantRows(product: key, now: now).write(variants, over: known, in: tx)
        if shots != known?.draft.shots ?? [] { try writeShots(of: key, in: tx) }
        try carry(key, from: known?.draft.stores ?? [], in: tx)
        try Standing.set(
            key.retyped(), .product, from: known?.draft.markets ?? [], to: self.markets, among: markets, at: now, in: tx)
        tx.touch(Topic(key))
        tx.touch(.products)
        try tx.record("product.changed", of: key, at: now)
        return known == nil ? .created : .updated
    }

    private func option(_ place: Int) -> String { options.indices.contains(place) ? options[place] : "" }

    private func insert(_ key: Key<Product>, at now: Instant, in tx: Transaction) throws {
        try tx.run("""
            INSERT INTO products (key, handle, title, html, vendor, category, kind, tags, tax_class, state, option1,
                option2, option3, extra, language, created_at, changed_at)
            VALUES (\(key), \(handle), \(title), \(html), \(vendor), \(category), \(kind),
                \(tags.joined(separator: ", ")), \(taxClass),
                \(state.rawValue), \(option(0)), \(option(1)), \(option(2)), \(try KeptColumns.encode(extra)),
                \(language.rawValue), \(now), \(now))
            """)
    }

    private func update(_ known: StoredProduct, at now: Instant, in tx: Transaction) throws {
        try tx.run("""
            UPDATE products SET title = \(title), html = \(html), vendor = \(vendor), category = \(category), kind = \(kind),
                tags = \(tags.joined(separator: ", ")), tax_class = \(taxClass), state = \(state.rawValue),
                option1 = \(option(0)), option2 = \(option(1)), option3 = \(option(2)),
                extra = \(try KeptColumns.encode(extra)), language = \(language.rawValue), revision = revision + 1,
                changed_at = \(now)
            WHERE key = \(known.key)
            """)
    }

    private func writeShots(of key: Key<Product>, in tx: Transaction) throws {
        let pictures = try Picture.keys(of: Set(shots.map(\.name)), in: tx)
        try tx.run("DELETE FROM product_pictures WHERE product = \(key)")
        for (position, shot) in shots.enumerated() {
            guard let picture = pictures[shot.name] else {
                throw InvalidField("picture", "There is no picture called \(shot.name) in the hub. Import it first.")
            }
            try tx.run("""
                INSERT INTO product_pictures (product, position, picture, alt)
                VALUES (\(key), \(position), \(picture), \(shot.alt))
                """)
        }
    }
}
