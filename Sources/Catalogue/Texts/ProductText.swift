package import Storage
package import Values

/// What a product is called in a language that is not its own.
package struct ProductText: Hashable, Sendable {
    /// One text of a product that can be translated.
    package enum Field: String, CaseIterable, Hashable, Sendable {
        case title
        case html
    }

    /// A translated text, and what it was translated from.
    package struct Passage: Hashable, Sendable {
        /// The translation; empty while there is none.
        package var text: String
        /// The original that the translator saw.
        package var source: String

        /// A passage from its parts.
        package init(text: String = "", source: String = "") {
            self.text = text
            self.source = source
        }

        /// Where it stands against what the original says now.
        package func standing(against original: String) -> Standing {
            if text.isEmpty { return original.isEmpty ? .translated : .missing }
            return source == original ? .translated : .outdated
        }
    }

    /// Whether a text is there and still right.
    package enum Standing: String, Sendable {
        case translated
        case outdated
        case missing
    }

    /// Its passages; a field that is not there has none.
    package var passages: [Field: Passage] = [:]

    /// No text yet.
    package init() {}

    /// The passage of a field, empty while there is none.
    package subscript(field: Field) -> Passage {
        get { passages[field] ?? Passage() }
        set { passages[field] = newValue.text.isEmpty ? nil : newValue }
    }

    /// The texts of several products, by product and language.
    package static func of(
        _ products: [Key<Product>], in tx: Transaction
    ) throws -> [Key<Product>: [Language: ProductText]] {
        guard !products.isEmpty else { return [:] }
        let list = SQL.joined(products.map { "\($0)" }, by: ", ")
        var found: [Key<Product>: [Language: ProductText]] = [:]
        try tx.each("""
            SELECT product, language, title, title_source, html, html_source FROM product_texts WHERE product IN (\(list))
            """) { row in
                var text = ProductText()
                text[.title] = Passage(text: row.text(2), source: row.text(3))
                text[.html] = Passage(text: row.text(4), source: row.text(5))
                found[row.key(0), default: [:]][try row.value(1) { Language(rawValue: $0) }] = text
            }
        return found
    }

    /// Makes this a product's text in a language; true when that changed anything. The HTML must be sanitised.
    @discardableResult
    package func save(
        for product: Key<Product>, in language: Language, at now: Instant, _ tx: Transaction
    ) throws -> Bool {
        let known = try Self.of([product], in: tx)[product]?[language] ?? ProductText()
        if known == self { return false }
        if passages.isEmpty {
            try tx.run("DELETE FROM product_texts WHERE product = \(product) AND language = \(language.rawValue)")
        } else {
            let (title, html) = (self[.title], self[.html])
            try tx.run("""
                INSERT INTO product_texts (product, language, title, title_source, html, html_source, changed_at)
                VALUES (\(product), \(language.rawValue), \(title.text), \(title.source), \(html.text), \(html.source), \(now))
                ON CONFLICT (product, language) DO UPDATE SET title = excluded.title, title_source = excluded.title_source,
                    html = excluded.html, html_source = excluded.html_source, changed_at = excluded.changed_at
                """)
        }
        try tx.run("UPDATE products SET revision = revision + 1 WHERE key = \(product)")
        tx.touch(Topic(product))
        tx.touch(.products)
        try tx.record("product.changed", of: product, at: now)
        return true
    }
}
