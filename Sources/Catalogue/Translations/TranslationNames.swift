import Exchange
import Pictures
import Storage
import Values

/// What the rows of a translation file may mean: names that products use, and what other shops' numbers stand for.
struct TranslationNames: Sendable {
    /// Every name that some product uses, with the languages of those products.
    private let labels: [Label: Set<Language>]
    /// Handles and titles by the number that the file's shop gives a product.
    private let products: [String: (handle: String?, title: String?)]
    /// Pictures by what they show, where the file knows pictures by numbers.
    private let pictures: [String: [Key<Picture>]]

    init(_ numbers: TranslationNumbers, in tx: Transaction) throws {
        labels = try Self.usedLabels(in: tx)
        products = numbers.products
        pictures = numbers.hasPictures ? try Self.shownPictures(in: tx) : [:]
    }

    /// Why a name cannot be translated into a language, or nil when it can.
    func refusal(of label: Label, in language: Language) -> String? {
        guard let languages = labels[label] else { return "No product of the hub writes this name. Import the products first." }
        return languages == [language] ? TranslationNames.ownLanguage : nil
    }

    static let ownLanguage = "This is the language that it was written in. Change the original instead."

    /// The product that a file calls so: by its handle, else by what the file says of its number.
    func product(_ name: String, in tx: Transaction) throws -> Key<Product>? {
        if let key = try Self.key("handle = \(name)", in: tx) { return key }
        guard let known = products[name] else { return nil }
        if let handle = known.handle, let key = try Self.key("handle = \(handle)", in: tx) { return key }
        return try known.title.flatMap { try Self.key("title = \($0)", in: tx) }
    }

    /// The pictures that a file calls so: by name, else all that show what the original says.
    func pictures(_ name: String, showing original: String, in tx: Transaction) throws -> [Key<Picture>] {
        if let key = try Picture.keys(of: [name], in: tx)[name] { return [key] }
        return original.isEmpty ? [] : pictures[original] ?? []
    }

    /// One product and no second one.
    private static func key(_ condition: SQL, in tx: Transaction) throws -> Key<Product>? {
        let keys = try tx.all("SELECT key FROM products WHERE \(condition) LIMIT 2") { $0.key(0, of: Product.self) }
        return keys.count == 1 ? keys[0] : nil
    }

    private static func usedLabels(in tx: Transaction) throws -> [Label: Set<Language>] {
        var labels: [Label: Set<Language>] = [:]
        for used in try UsedNames.all(in: tx) { labels[used.label, default: []].insert(used.language) }
        return labels
    }

    private static func shownPictures(in tx: Transaction) throws -> [String: [Key<Picture>]] {
        var pictures: [String: [Key<Picture>]] = [:]
        try tx.each("SELECT DISTINCT alt, picture FROM product_pictures WHERE alt <> '' ORDER BY alt, picture") {
            pictures[$0.text(0), default: []].append($0.key(1))
        }
        return pictures
    }
}

/// A name that some product writes, in that product's language.
struct UsedNames {
    let label: Label
    let text: String
    let language: Language

    /// Every name, sorts in order, and each name once a language.
    static func all(in tx: Transaction) throws -> [UsedNames] {
        var names: [UsedNames] = []
        var seen: Set<String> = []
        func take(_ sort: Label.Sort, _ text: String, _ language: Language) {
            let label = Label(sort, text)
            guard !label.code.isEmpty, seen.insert("\(sort)/\(label.code)/\(language)").inserted else { return }
            names.append(UsedNames(label: label, text: text, language: language))
        }
        try tx.each("SELECT DISTINCT kind, language FROM products WHERE kind <> '' ORDER BY kind, language") {
            take(.kind, $0.text(0), try $0.value(1) { Language(rawValue: $0) })
        }
        for column in ["option1", "option2", "option3"] as [SQL] {
            try tx.each("SELECT DISTINCT \(column), language FROM products WHERE \(column) <> '' ORDER BY 1, 2") { row in
                guard row.text(0) != ProductDraft.onlyOption.name else { return }
                take(.option, row.text(0), try row.value(1) { Language(rawValue: $0) })
            }
        }
        for column in ["option1", "option2", "option3"] as [SQL] {
            try tx.each("""
                SELECT v.\(column), p.language, min(v.key) FROM variants v JOIN products p ON p.key = v.product
                WHERE v.\(column) <> '' AND v.removed_at IS NULL GROUP BY v.\(column), p.language ORDER BY 3
                """) { row in
                    guard row.text(0) != ProductDraft.onlyOption.value else { return }
                    take(.value, row.text(0), try row.value(1) { Language(rawValue: $0) })
                }
        }
        try tx.each("SELECT DISTINCT category, language FROM products WHERE category <> '' ORDER BY category, language") { row in
            for step in Label.steps(of: row.text(0)) { take(.category, step, try row.value(1) { Language(rawValue: $0) }) }
        }
        return names
    }
}

/// What a translation file says of the numbers that its shop gives things: found by reading the whole file once, which also finds
/// what is wrong with it as a whole.
struct TranslationNumbers: Sendable {
    private(set) var products: [String: (handle: String?, title: String?)] = [:]
    private(set) var hasPictures = false

    init(_ path: String, _ columns: TranslationColumns, _ progress: ImportProgress.Observer?) throws {
        var products: [String: (handle: String?, title: String?)] = [:]
        var hasPictures = false
        try CSVReader.read(path, progress: ImportProgress.checking(progress)) { row in
            guard row.problem == nil, let place = columns.original else { return }
            let name = TranslationRow.identification(row[columns.identification])
            guard !name.isEmpty, name.utf8.allSatisfy({ (48...57).contains($0) }) else { return }
            let (type, field) = (row[columns.type].trimmingBlanks.uppercased(), row[columns.field].trimmingBlanks)
            if case .picture = TranslationKind(type, field) { hasPictures = true }
            guard type == TranslationKind.productType else { return }
            if field == "handle" { products[name, default: (nil, nil)].handle = row[place].trimmingBlanks }
            if field == "title" { products[name, default: (nil, nil)].title = row[place].trimmingBlanks }
        }
        (self.products, self.hasPictures) = (products, hasPictures)
    }
}
