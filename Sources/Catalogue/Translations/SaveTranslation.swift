import Pictures
import Storage
import Values

extension Translation {
    /// What saving a translation came to, and what a person may want to know about it.
    struct Saved: Sendable {
        let change: Picture.Change
        let note: String?
    }

    private static let outdated = "The original has changed since this was translated."

    /// Saves the translation; refuses what the hub does not have, and a text in the language of the original.
    func save(_ names: TranslationNames, at now: Instant, in tx: Transaction) throws -> Saved {
        switch subject {
        case .product(let name, let field): try saveText(of: name, field, names, at: now, in: tx)
        case .label(let label):
            if let reason = names.refusal(of: label, in: language) { throw InvalidField("subject", reason) }
            else { try saveLabel(label, in: tx) }
        case .picture(let name): try describe(name, names, in: tx)
        }
    }

    private func saveText(
        of name: String, _ field: ProductText.Field, _ names: TranslationNames, at now: Instant, in tx: Transaction
    ) throws -> Saved {
        guard let key = try names.product(name, in: tx), let own = try tx.first("""
            SELECT title, html, language FROM products WHERE key = \(key)
            """, { (title: $0.text(0), html: $0.text(1), language: $0.text(2)) })
        else { throw InvalidField("identification", "The hub has no product of this handle. Import the products first.") }
        guard own.language != language.rawValue else { throw InvalidField("locale", TranslationNames.ownLanguage) }
        let current = field == .title ? own.title : own.html
        var known = try ProductText.of([key], in: tx)[key]?[language] ?? ProductText()
        let isNew = known[field].text.isEmpty
        let passage = ProductText.Passage(text: text, source: original.isEmpty ? current : original)
        known[field] = passage
        let isChanged = try known.save(for: key, in: language, at: now, tx)
        let note = passage.standing(against: current) == .outdated ? Self.outdated : nil
        return Saved(change: isChanged ? isNew ? .created : .updated : .unchanged, note: note)
    }

    private func saveLabel(_ label: Label, in tx: Transaction) throws -> Saved {
        let isNew = try label.text(in: language, tx) == nil
        let isChanged = try label.name(text, in: language, tx)
        return Saved(change: isChanged ? isNew ? .created : .updated : .unchanged, note: nil)
    }

    private func describe(_ name: String, _ names: TranslationNames, in tx: Transaction) throws -> Saved {
        let pictures = try names.pictures(name, showing: original, in: tx)
        guard !pictures.isEmpty else {
            throw InvalidField("identification", "The hub has no picture of this name. Import the pictures first.")
        }
        let known = try Picture.alts(of: pictures, in: tx)
        let isNew = pictures.allSatisfy { known[$0]?[language] == nil }
        let changed = try pictures.filter { try Picture.describe($0, as: text, in: language, tx) }
        // Cards and pages know a picture through the product that shows it.
        for picture in changed {
            try tx.each("SELECT DISTINCT product FROM product_pictures WHERE picture = \(picture)") {
                tx.touch(Topic($0.key(0, of: Product.self)))
            }
        }
        return Saved(change: changed.isEmpty ? .unchanged : isNew ? .created : .updated, note: nil)
    }
}
