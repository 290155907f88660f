package import Storage
package import Values

/// A name of the catalogue with what it is called in each language, as the desk lists it.
package struct LabelRow: Sendable {
    /// Which.
    package let label: Label
    /// As products write it.
    package let text: String
    /// The language that they are written in.
    package let language: Language
    /// What it is called in the others, as far as somebody has said so.
    package let names: [Language: String]

    /// Every name that some product uses, sorts in order.
    package static func all(in tx: Transaction) throws -> [LabelRow] {
        let used = try UsedNames.all(in: tx)
        var found: [Language: Labels] = [:]
        for language in Language.allCases { found[language] = try Labels.find(Set(used.map(\.label)), in: language, tx) }
        return used.map { name in
            let names = found.compactMapValues { $0[name.label] }
            return LabelRow(label: name.label, text: name.text, language: name.language, names: names)
        }
    }
}
