package import Pictures
package import Releases
package import Storage
package import Values

/// A product as lists and stories show it, with what it costs and whether it is there, in one market at one moment.
package struct ProductCard: Sendable {
    /// The product.
    package let product: Product
    /// Its first picture with what it shows, when it has one.
    package let picture: (picture: Picture, alt: String)?
    /// Its variants that have a price here; never empty.
    package let variants: [Variant]

    /// A card from its parts; `variants` must not be empty.
    package init(product: Product, picture: (picture: Picture, alt: String)?, variants: [Variant]) {
        precondition(!variants.isEmpty, "a card shows a price")
        self.product = product
        self.picture = picture
        self.variants = variants
    }

    /// The variant with the lowest price: what "from" prices show.
    package var cheapest: Variant { variants.min { $0.price.minor < $1.price.minor } ?? variants[0] }
    /// Whether no variant can be taken.
    package var isSoldOut: Bool { variants.allSatisfy(\.isSoldOut) }

    /// The open products of a market that have a price there, newest first, in a language; `after` continues a list.
    package static func list(
        through gate: Gate, in market: Market, language: Language, after: Key<Product>? = nil, limit: Int, in tx: Transaction
    ) throws -> [ProductCard] {
        let products = try Product.all("""
            WHERE p.key < \(after?.raw ?? Int64.max) AND \(Product.isThere(through: gate))
            AND \(Product.isPriced("p.key", in: market.code, at: gate.at))
            ORDER BY p.key DESC LIMIT \(limit)
            """, language: language, in: tx)
        return try cards(products, in: market, language: language, at: gate.at, in: tx)
    }

    /// The open products of some handles in a language, in the order of the handles; the others are left out.
    package static func find(
        _ handles: [Slug], through gate: Gate, in market: Market, language: Language, in tx: Transaction
    ) throws -> [ProductCard] {
        guard !handles.isEmpty else { return [] }
        let list = SQL.joined(handles.map { "\($0)" }, by: ", ")
        let products = try Product.all("""
            WHERE p.handle IN (\(list)) AND \(Product.isThere(through: gate))
            """, language: language, in: tx)
        let order = Dictionary(handles.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        return try cards(products, in: market, language: language, at: gate.at, in: tx)
            .sorted { order[$0.product.handle] ?? 0 < order[$1.product.handle] ?? 0 }
    }

    static func cards(
        _ products: [Product], in market: Market, language: Language, at now: Instant, in tx: Transaction
    ) throws -> [ProductCard] {
        let variants = try Variant.of(products.map(\.key), in: market, language: language, at: now, in: tx)
        let pictures = try Shots.of(products.map(\.key), language: language, in: tx)
        return products.compactMap { product in
            guard let variants = variants[product.key], !variants.isEmpty else { return nil }
            return ProductCard(product: product, picture: pictures[product.key]?.first, variants: variants)
        }
    }
}

/// The pictures of products, in the order of their galleries.
package enum Shots {
    /// Pictures and what they show, by product. In the product's own language its gallery says it, and the picture itself where
    /// that is silent; in another language the picture, and the gallery where nobody has translated it.
    package static func of(
        _ products: [Key<Product>], language: Language, in tx: Transaction
    ) throws -> [Key<Product>: [(picture: Picture, alt: String)]] {
        guard !products.isEmpty else { return [:] }
        let list = SQL.joined(products.map { "\($0)" }, by: ", ")
        let rows = try tx.all("""
            SELECT pp.product, pp.picture, pp.alt, t.alt, p.language
            FROM product_pictures pp JOIN products p ON p.key = pp.product
                LEFT JOIN picture_texts t ON t.picture = pp.picture AND t.language = \(language.rawValue)
            WHERE pp.product IN (\(list)) ORDER BY pp.product, pp.position
            """) { row in
                let (own, picture) = (row.text(2), row.text(3))
                let isOwn = row.text(4) == language.rawValue
                let alt = isOwn ? own.orElse(picture) : picture.orElse(own)
                return (product: row.key(0, of: Product.self), picture: row.key(1, of: Picture.self), alt: alt)
            }
        let pictures = try Picture.find(rows.map(\.picture), in: tx)
        var shots: [Key<Product>: [(picture: Picture, alt: String)]] = [:]
        for row in rows {
            if let picture = pictures[row.picture] { shots[row.product, default: []].append((picture, row.alt)) }
        }
        return shots
    }
}

extension String {
    /// The text, or another one when it is empty.
    func orElse(_ other: String) -> String { isEmpty ? other : self }
}
