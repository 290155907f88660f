// Catalogue is what goods are: products with their variants, prices by market and stock by place.
//
// - A price is append-only: a new one closes the one before, so what something cost at any moment stays known.
// - Stock is a cell of Supply for each variant and place; nothing here counts pieces.
// - `CatalogueSeller` turns a variant into an offer for the till, through the gate: closed, drafted or without a price in the
//   market means not sold.
// - A product has a language of its own, and texts in the others as far as it is translated; what kinds, options, their values and
//   categories are called is the same for all products (`Label`), and what a picture shows belongs to the picture.
// - A store carries some of the products and serves some of the markets; `Product.isThere` is the one condition that says what
//   exists for a market.
// - The draft of a product is what imports, exports and the desk read and write; saving an equal draft changes nothing.

package import Releases
package import Storage
package import Values

/// Goods under one name, in one or more variants.
package struct Product: Sendable {
    /// Whether it may be sold at all.
    package enum State: String, Sendable {
        case active
        case draft
        case archived
    }

    /// Which product.
    package let key: Key<Product>
    /// The last part of its address.
    package let handle: Slug
    /// Its name, with the language that it is written in.
    package let title: LanguageText
    /// Its description as sanitised HTML, with the language that it is written in.
    package let html: LanguageText
    /// Who makes it.
    package let vendor: String
    /// The standard category, as files write it.
    package let category: String
    /// What kind of thing it is, in its own language: the stable name of the kind.
    package let kind: String
    /// What its kind is called in the asked language.
    package private(set) var kindName: String
    /// Whether it may be sold at all.
    package let state: State
    /// The language that it was written in.
    package let language: Language

    /// A query of products with their texts in a language; conditions and an order may follow.
    static func columns(in language: Language) -> SQL {
        """
        SELECT p.key, p.handle, p.title, p.html, p.vendor, p.category, p.kind, p.state, p.language, t.title, t.html
        FROM products p LEFT JOIN product_texts t ON t.product = p.key AND t.language = \(language.rawValue)
        """
    }

    /// The open product of a handle in a language, as far as it is translated; throws not found when there is none it is not open
    /// here yet, or the store here does not carry it.
    package static func find(_ handle: Slug, language: Language, through gate: Gate, in tx: Transaction) throws -> Product {
        let condition: SQL = "p.handle = \(handle) AND \(Product.isThere(through: gate))"
        guard let product = try all("WHERE \(condition)", language: language, in: tx).first else { throw NotFound("product") }
        return product
    }

    /// The products of what follows `FROM products p` in a query, such as a condition and an order, in a language.
    static func all(_ condition: SQL, language: Language, in tx: Transaction) throws -> [Product] {
        var products = try tx.all("\(columns(in: language)) \(condition)") { try Product($0, asked: language) }
        let labels = try Labels.find(Set(products.map { Label(.kind, $0.kind) }), in: language, tx)
        for index in products.indices { products[index].kindName = labels[.kind, products[index].kind] }
        return products
    }
}

extension Product {
    fileprivate init(_ row: Row, asked: Language) throws {
        let own = try row.value(8) { Language(rawValue: $0) }
        self.init(
            key: row.key(0), handle: try row.value(1) { Slug($0) },
            title: LanguageText(row.text(9), in: asked, else: row.text(2), in: own),
            html: LanguageText(row.text(10), in: asked, else: row.text(3), in: own), vendor: row.text(4),
            category: row.text(5), kind: row.text(6), kindName: row.text(6),
            state: try row.value(7, State.init(rawValue:)), language: own)
    }
}

/// A text with the language that it is written in.
package struct LanguageText: Hashable, Sendable {
    /// The text.
    package let text: String
    /// What it is written in.
    package let language: Language

    /// A text from its parts.
    package init(_ text: String, _ language: Language) {
        self.text = text
        self.language = language
    }

    /// The translation where there is one, else the text that it would translate.
    init(_ translated: String, in asked: Language, else text: String, in own: Language) {
        self = asked == own || translated.isEmpty ? LanguageText(text, own) : LanguageText(translated, asked)
    }
}
