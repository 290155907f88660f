import Foundation
import Pictures
import Releases
import Storage
import Values

/// A product as it is stored: its draft with the keys of what the draft consists of.
struct StoredProduct {
    let key: Key<Product>
    var draft: ProductDraft
    /// Keys of the draft's variants, in their order.
    var variants: [Key<Variant>] = []

    /// The product of a handle as of a moment, or nil.
    static func find(_ handle: Slug, at now: Instant, in tx: Transaction) throws -> StoredProduct? {
        try all("handle = \(handle)", at: now, in: tx).first
    }

    /// The products that meet a condition on `products`, by key; at most `limit` of them.
    static func all(_ condition: SQL, at now: Instant, limit: Int = 1, in tx: Transaction) throws -> [StoredProduct] {
        let products = try tx.all("""
            SELECT key, handle, title, html, vendor, category, kind, tags, tax_class, state, option1, option2, option3, extra,
                language
            FROM products WHERE \(condition) ORDER BY key LIMIT \(limit)
            """, StoredProduct.init)
        guard !products.isEmpty else { return [] }
        let list = SQL.joined(products.map { "\($0.key)" }, by: ", ")
        let variants = try variants(list, at: now, in: tx)
        let shots = try shots(list, in: tx)
        let markets = try Standing.markets(of: products.map { $0.key.retyped() }, in: tx)
        let stores = try ProductStores.of(list, in: tx)
        return products.map { product in
            var product = product
            product.variants = variants[product.key, default: []].map(\.key)
            product.draft.variants = variants[product.key, default: []].map(\.variant)
            product.draft.shots = shots[product.key] ?? []
            product.draft.markets = markets[product.key.retyped()] ?? []
            product.draft.stores = stores.map { $0[product.key] ?? [] }
            return product
        }
    }

    private typealias StoredVariant = (key: Key<Variant>, variant: ProductDraft.Variant)

    private static func variants(
        _ products: SQL, at now: Instant, in tx: Transaction
    ) throws -> [Key<Product>: [StoredVariant]] {
        let prices = try prices(products, at: now, in: tx)
        let stock = try stock(products, in: tx)
        var found: [Key<Product>: [StoredVariant]] = [:]
        try tx.each("""
            SELECT key, product, option1, option2, option3, sku, gtin, grams, weight_unit, ships, oversell, buyer_limit,
                picture, extra
            FROM variants WHERE product IN (\(products)) AND removed_at IS NULL ORDER BY product, position
            """) { row in
                var variant = try ProductDraft.Variant(row)
                variant.prices = prices[row.key(0)] ?? [:]
                variant.onHand = stock[row.key(0)]
                found[row.key(1), default: []].append((row.key(0), variant))
            }
        return found
    }

    private static func prices(
        _ products: SQL, at now: Instant, in tx: Transaction
    ) throws -> [Key<Variant>: [MarketCode: Price]] {
        var prices: [Key<Variant>: [MarketCode: Price]] = [:]
        try tx.each("""
            SELECT pr.variant, pr.market, pr.minor, pr.before_minor FROM prices pr JOIN variants v ON v.key = pr.variant
            WHERE v.product IN (\(products)) AND v.removed_at IS NULL AND pr.valid_from <= \(now) AND pr.valid_to > \(now)
            """) { row in
                let market = try row.value(1) { MarketCode($0) }
                prices[row.key(0), default: [:]][market] = Price(minor: row.int(2), beforeMinor: row.optionalInt(3))
            }
        return prices
    }

    private static func stock(_ products: SQL, in tx: Transaction) throws -> [Key<Variant>: Int64] {
        var stock: [Key<Variant>: Int64] = [:]
        try tx.each("""
            SELECT s.variant, c.capacity - c.sold
            FROM stock s JOIN cells c ON c.key = s.cell JOIN variants v ON v.key = s.variant
            WHERE v.product IN (\(products)) AND s.place = \(Stock.mainPlace)
            """) { stock[$0.key(0)] = $0.int(1) }
        return stock
    }

    private static func shots(_ products: SQL, in tx: Transaction) throws -> [Key<Product>: [ProductDraft.Shot]] {
        var shots: [Key<Product>: [ProductDraft.Shot]] = [:]
        try tx.each("""
            SELECT pp.product, p.name, pp.alt FROM product_pictures pp JOIN pictures p ON p.key = pp.picture
            WHERE pp.product IN (\(products)) ORDER BY pp.product, pp.position
            """) { shots[$0.key(0), default: []].append(ProductDraft.Shot(name: $0.text(1), alt: $0.text(2))) }
        return shots
    }
}

extension StoredProduct {
    init(_ row: Row) throws {
        var draft = ProductDraft(handle: try row.value(1) { Slug($0) })
        draft.language = try row.value(14) { Language(rawValue: $0) }
        draft.title = row.text(2)
        draft.html = row.text(3)
        draft.vendor = row.text(4)
        draft.category = row.text(5)
        draft.kind = row.text(6)
        draft.tags = row.text(7).split(separator: ",").map(\.trimmingBlanks)
        draft.taxClass = row.text(8)
        draft.state = try row.value(9, Product.State.init(rawValue:))
        draft.options = (10...12).map(row.text).filter { !$0.isEmpty }
        draft.extra = try row.value(13, KeptColumns.decode)
        self.init(key: row.key(0), draft: draft)
    }
}

extension ProductDraft.Variant {
    fileprivate init(_ row: Row) throws {
        self.init(options: (2...4).map(row.text))
        sku = row.text(5)
        gtin = row.text(6)
        grams = row.int(7)
        weightUnit = row.text(8)
        ships = row.flag(9)
        oversells = row.flag(10)
        buyerLimit = row.optionalInt(11)
        picture = row.text(12)
        extra = try row.value(13, KeptColumns.decode)
    }
}

/// The stored form of columns that the hub only keeps: a JSON object of texts with sorted keys.
enum KeptColumns {
    static func encode(_ values: [String: String]) throws -> String {
        guard !values.isEmpty else { return "{}" }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(values), as: UTF8.self)
    }

    static func decode(_ text: String) -> [String: String]? {
        text == "{}" ? [:] : try? JSONDecoder().decode([String: String].self, from: Data(text.utf8))
    }
}
