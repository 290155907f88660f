import Exchange
import Pictures
package import Storage
package import Values

/// Writes everything that can be translated as a translation file of Shopify: a row a text and language, with the translation
/// where there is one.
package struct TranslationExport: Sendable {
    /// Products that are read at once.
    private static let page = 100
    /// Bytes that wait before they are written.
    private static let pieceBytes = 256 * 1024

    private let database: Database
    private let languages: [Language]

    /// An export from a hub's database, into the languages that its markets speak.
    package init(database: Database, markets: [Market]) {
        self.database = database
        let spoken = Set(markets.flatMap(\.languages))
        languages = Language.allCases.filter(spoken.contains)
    }

    /// Writes a file, whole or not at all, from one consistent view of the hub, and tells how many rows there are. Refuses a path
    /// that cannot be written to.
    package func write(to path: String) async throws -> Int {
        let languages = languages
        return try await database.read { tx in
            let file = try WholeFile(path)
            var sheet = TranslationSheet(languages)
            var last = Key<Product>(raw: 0)
            while true {
                let products = try OwnTexts.page(after: last, limit: Self.page, in: tx)
                try sheet.append(products, in: tx)
                if sheet.writer.count >= Self.pieceBytes { try file.append(sheet.writer.take()) }
                guard products.count == Self.page, let next = products.last?.key else { break }
                last = next
            }
            try sheet.appendLabels(in: tx)
            try sheet.appendPictures(in: tx)
            try file.append(sheet.writer.take())
            try file.finish()
            return sheet.count
        }
    }
}

/// A product's texts in its own language.
private struct OwnTexts {
    let key: Key<Product>
    let handle: String
    let language: Language
    let texts: [ProductText.Field: String]

    static func page(after last: Key<Product>, limit: Int, in tx: Transaction) throws -> [OwnTexts] {
        try tx.all("""
            SELECT key, handle, language, title, html FROM products WHERE key > \(last) ORDER BY key LIMIT \(limit)
            """) { row in
                OwnTexts(
                    key: row.key(0), handle: row.text(1), language: try row.value(2) { Language(rawValue: $0) },
                    texts: [.title: row.text(3), .html: row.text(4)])
            }
    }
}

/// The rows of a translation file while they are gathered.
private struct TranslationSheet {
    let languages: [Language]
    var writer = CSVWriter(header: TranslationColumns.header)
    var count = 0

    init(_ languages: [Language]) { self.languages = languages }

    private mutating func append(
        _ type: String, _ name: String, _ field: String, _ language: Language, _ status: ProductText.Standing,
        _ original: String, _ text: String
    ) {
        let shown = switch status {
        case .translated: "translated"
        case .outdated: "outdated"
        case .missing: "untranslated"
        }
        writer.append([type, name, field, language.locale, "", shown, original, text])
        count += 1
    }

    mutating func append(_ products: [OwnTexts], in tx: Transaction) throws {
        let texts = try ProductText.of(products.map(\.key), in: tx)
        for product in products {
            for language in languages where language != product.language {
                for field in ProductText.Field.allCases {
                    guard let original = product.texts[field], !original.isEmpty else { continue }
                    let passage = texts[product.key]?[language]?[field] ?? ProductText.Passage()
                    let standing = passage.standing(against: original)
                    // A translator is shown what was translated; the import then knows that the original has moved on.
                    let shown = standing == .outdated ? passage.source : original
                    append(
                        TranslationKind.productType, product.handle, TranslationKind.field(of: field), language, standing, shown,
                        passage.text)
                }
            }
        }
    }

    mutating func appendLabels(in tx: Transaction) throws {
        let names = try UsedNames.all(in: tx)
        var found: [Language: Labels] = [:]
        for language in languages { found[language] = try Labels.find(Set(names.map(\.label)), in: language, tx) }
        for name in names {
            for language in languages where language != name.language {
                let text = found[language]?[name.label] ?? ""
                append(
                    TranslationKind.type(of: name.label.sort), name.label.code, "name", language,
                    text.isEmpty ? .missing : .translated, name.text, text)
            }
        }
    }

    /// Pictures of products, by name, with what the first product says that they show.
    mutating func appendPictures(in tx: Transaction) throws {
        var pictures: [(key: Key<Picture>, name: String, alt: String, language: Language)] = []
        try tx.each("""
            SELECT pic.key, pic.name, pp.alt, p.language
            FROM product_pictures pp JOIN pictures pic ON pic.key = pp.picture JOIN products p ON p.key = pp.product
            WHERE pp.alt <> '' ORDER BY pic.name, p.key
            """) { row in
                guard pictures.last?.name != row.text(1) else { return }
                pictures.append((row.key(0), row.text(1), row.text(2), try row.value(3) { Language(rawValue: $0) }))
            }
        for start in stride(from: 0, to: pictures.count, by: 500) {
            let some = pictures[start..<min(start + 500, pictures.count)]
            let alts = try Picture.alts(of: some.map(\.key), in: tx)
            for picture in some {
                for language in languages where language != picture.language {
                    let text = alts[picture.key]?[language] ?? ""
                    append(
                        TranslationKind.pictureType, picture.name, "alt", language, text.isEmpty ? .missing : .translated,
                        picture.alt, text)
                }
            }
        }
    }
}
