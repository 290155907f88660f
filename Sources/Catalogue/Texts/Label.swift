package import Storage
package import Values

/// A name that is the same for all products: a kind, an option, a value of one, or a category.
///
/// Its code is made from what products write in their own language and stays the same in every language, so that addresses and
/// filters can hold it; what it is called in a language is written once for all products.
package struct Label: Hashable, Sendable {
    /// What is named.
    package enum Sort: String, CaseIterable, Hashable, Sendable {
        /// A kind of thing, such as `Scarves`.
        case kind
        /// Something to choose, such as `Size`.
        case option
        /// What can be chosen, such as `Red`; the same word means the same in every option.
        case value
        /// One step of a standard category, such as `Scarves & Shawls`.
        case category
    }

    /// What is named.
    package let sort: Sort
    /// The stable name: a slug, or empty when the text holds nothing that a slug could.
    package let code: String

    /// The label of what a product writes.
    package init(_ sort: Sort, _ text: String) {
        self.sort = sort
        code = Slug(making: text)?.text ?? ""
    }

    /// What it is called in a language, or nil while nobody has said so.
    package func text(in language: Language, _ tx: Transaction) throws -> String? {
        try tx.first("""
            SELECT text FROM labels WHERE sort = \(sort.rawValue) AND code = \(code) AND language = \(language.rawValue)
            """) { $0.text(0) }
    }

    /// Says what it is called in a language; an empty text says that nobody knows. True when that changed anything.
    @discardableResult
    package func name(_ text: String, in language: Language, _ tx: Transaction) throws -> Bool {
        guard !code.isEmpty, try self.text(in: language, tx) ?? "" != text else { return false }
        if text.isEmpty {
            try tx.run("""
                DELETE FROM labels WHERE sort = \(sort.rawValue) AND code = \(code) AND language = \(language.rawValue)
                """)
        } else {
            try tx.run("""
                INSERT INTO labels (sort, code, language, text)
                VALUES (\(sort.rawValue), \(code), \(language.rawValue), \(text))
                ON CONFLICT (sort, code, language) DO UPDATE SET text = excluded.text
                """)
        }
        // A kind or a size stands on almost every page of the shop.
        tx.touch(.settings)
        tx.touch(.products)
        try tx.record("labels.changed", of: Key<Label>(raw: 0), at: .now)
        return true
    }
}

/// What some labels are called in one language.
package struct Labels: Sendable {
    /// Codes in one statement, far below what either engine takes.
    private static let codesAtOnce = 500

    private var texts: [Label: String] = [:]

    /// Reads what labels are called in a language.
    package static func find(_ labels: Set<Label>, in language: Language, _ tx: Transaction) throws -> Labels {
        var found = Labels()
        for sort in Label.Sort.allCases {
            let codes = labels.filter { $0.sort == sort && !$0.code.isEmpty }.map(\.code).sorted()
            for start in stride(from: 0, to: codes.count, by: codesAtOnce) {
                let list = SQL.joined(codes[start..<min(start + codesAtOnce, codes.count)].map { "\($0)" }, by: ", ")
                try tx.each("""
                    SELECT code, text FROM labels
                    WHERE sort = \(sort.rawValue) AND language = \(language.rawValue) AND code IN (\(list))
                    """) { found.texts[Label(sort, code: $0.text(0))] = $0.text(1) }
            }
        }
        return found
    }

    /// What a product's text is called, or the text itself where nobody has said so.
    package subscript(sort: Label.Sort, text: String) -> String { texts[Label(sort, text)] ?? text }

    /// What a label is called, or nil where nobody has said so.
    package subscript(label: Label) -> String? { texts[label] }
}

extension Label {
    /// What separates the steps of a category in files.
    package static let categorySeparator = " > "

    /// The steps of a category, from the widest.
    package static func steps(of category: String) -> [String] {
        category.split(separator: ">").map(\.trimmingBlanks).filter { !$0.isEmpty }
    }

    init(_ sort: Sort, code: String) {
        self.sort = sort
        self.code = code
    }
}
