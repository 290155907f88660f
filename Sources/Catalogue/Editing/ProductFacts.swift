package import Storage
package import Values

/// A product as the desk edits, compares, logs and undoes it: texts by name.
///
/// The names are `title`, `html`, `vendor`, `kind`, `category`, `tags`, `tax_class`, `state`, `language`, `option1` to `option3`,
/// `markets` (codes with blanks between) and `pictures` (a name a line); `title.ja` and `html.ja` for translations; `alt.NAME` for
/// what a picture of the gallery shows; `variant.KEY.sku` and its like; `price.JP.KEY` and `before.JP.KEY` as decimals;
/// `stock.LOCATION.KEY` as numbers. What is absent is empty.
package struct ProductFacts: Sendable {
    /// A variant of the product.
    package struct Kind: Sendable {
        /// Which.
        package let key: Key<Variant>
        /// Its option values, such as `Red / M`; empty when there is nothing to choose.
        package let name: String
    }

    /// Which product.
    package let key: Key<Product>
    /// The last part of its address.
    package let handle: Slug
    /// Grows by one with every change, whoever makes it.
    package let revision: Int64
    /// Its variants, in order.
    package let variants: [Kind]
    /// Everything that is not empty.
    package private(set) var values: [String: String]
    let stored: StoredProduct
    let texts: [Language: ProductText]

    /// A fact; empty when it is absent.
    package subscript(name: String) -> String { values[name] ?? "" }

    /// Its own language.
    package var language: Language { stored.draft.language }
    /// Whether it may be sold at all.
    package var state: Product.State { stored.draft.state }
    /// Names of its options; none when there is nothing to choose.
    package var options: [String] {
        stored.draft.options == [ProductDraft.onlyOption.name] ? [] : stored.draft.options
    }
    /// Its pictures by name, in order.
    package var pictures: [String] { stored.draft.shots.map(\.name) }

    /// Reads a product with its prices as of a moment; throws not found when there is none.
    package static func read(_ key: Key<Product>, at now: Instant, in tx: Transaction) throws -> ProductFacts {
        guard let stored = try StoredProduct.all("key = \(key)", at: now, in: tx).first,
            let revision = try tx.first("SELECT revision FROM products WHERE key = \(key)", { $0.int(0) })
        else { throw NotFound("product") }
        let texts = try ProductText.of([key], in: tx)[key] ?? [:]
        var facts = ProductFacts(
            key: key, handle: stored.draft.handle, revision: revision,
            variants: zip(stored.variants, stored.draft.variants).map { Kind(key: $0, name: $1.name) }, values: [:],
            stored: stored, texts: texts)
        facts.collect(stored.draft, texts)
        try facts.collectStock(in: tx)
        facts.values = facts.values.filter { !$0.value.isEmpty }
        return facts
    }

    private mutating func collect(_ draft: ProductDraft, _ texts: [Language: ProductText]) {
        values = [
            "title": draft.title, "html": draft.html, "vendor": draft.vendor, "kind": draft.kind, "category": draft.category,
            "tags": draft.tags.joined(separator: ", "), "tax_class": draft.taxClass, "state": draft.state.rawValue,
            "language": draft.language.rawValue, "markets": draft.markets.sorted().map(\.text).joined(separator: " "),
            "pictures": draft.shots.map(\.name).joined(separator: "\n"),
        ]
        for (place, option) in options.enumerated() { values["option\(place + 1)"] = option }
        for shot in draft.shots { values["alt.\(shot.name)"] = shot.alt }
        for (language, text) in texts {
            values["title.\(language.path)"] = text[.title].text
            values["html.\(language.path)"] = text[.html].text
        }
        for (key, variant) in zip(stored.variants, draft.variants) { collect(variant, "\(key)") }
    }

    private mutating func collect(_ variant: ProductDraft.Variant, _ key: String) {
        let name = "variant.\(key)."
        for place in 0..<3 where variant.options[place] != ProductDraft.onlyOption.value {
            values["\(name)option\(place + 1)"] = variant.options[place]
        }
        values["\(name)sku"] = variant.sku
        values["\(name)gtin"] = variant.gtin
        values["\(name)grams"] = "\(variant.grams)"
        values["\(name)limit"] = variant.buyerLimit.map { "\($0)" }
        values["\(name)oversells"] = variant.oversells ? "1" : ""
        values["\(name)ships"] = variant.ships ? "1" : ""
        values["\(name)picture"] = variant.picture
        for (market, price) in variant.prices {
            values["price.\(market).\(key)"] = "\(price.minor)"
            values["before.\(market).\(key)"] = price.beforeMinor.map { "\($0)" }
        }
    }

    private mutating func collectStock(in tx: Transaction) throws {
        try tx.each("""
            SELECT s.variant, s.place, c.capacity - c.sold
            FROM stock s JOIN cells c ON c.key = s.cell JOIN variants v ON v.key = s.variant
            WHERE v.product = \(key) AND v.removed_at IS NULL
            """) { values["stock.\($0.text(1)).\($0.key(0, of: Variant.self))"] = "\($0.int(2))" }
    }

    /// Prices as people write them, in the currencies of markets.
    package func showing(_ markets: [Market]) -> ProductFacts {
        var shown = self
        for market in markets {
            for name in values.keys where name.hasPrefix("price.\(market.code).") || name.hasPrefix("before.\(market.code).") {
                shown.values[name] = values[name].flatMap { Int64($0) }.map { Money(minor: $0, market.currency).decimal }
            }
        }
        return shown
    }

    /// A short mark of a text, by which a form tells what it was given.
    package static func mark(of text: String) -> String {
        let hash = text.utf8.reduce(UInt64(0xcbf2_9ce4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
        return String(hash, radix: 36)
    }
}

extension ProductDraft.Variant {
    /// Its option values as people read them; empty when there is nothing to choose.
    package var name: String {
        options.filter { !$0.isEmpty && $0 != ProductDraft.onlyOption.value }.joined(separator: " / ")
    }
}
