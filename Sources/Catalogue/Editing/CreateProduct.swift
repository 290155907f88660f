package import Storage
package import Values

extension Product {
    /// Makes a draft of a product with one variant and nothing else; returns its key. Refuses an empty title and a handle that
    /// is taken.
    package static func create(
        _ title: String, handle: String, language: Language, at now: Instant, markets: [Market], in tx: Transaction
    ) throws -> Key<Product> {
        let title = title.trimmingBlanks
        guard !title.isEmpty, title.count <= RowValues.lineLength else {
            throw InvalidField("title", "A product needs a title of at most \(RowValues.lineLength) characters; fill it in.")
        }
        guard let slug = handle.isEmpty ? Slug(making: title) : Slug(handle) else {
            throw InvalidField("handle", "An address holds lower-case letters, digits and hyphens; write one.")
        }
        guard try StoredProduct.find(slug, at: now, in: tx) == nil else {
            throw InvalidField("handle", "There is a product at this address already; write another one.")
        }
        var draft = ProductDraft(handle: slug)
        draft.title = title
        draft.language = language
        draft.state = .draft
        draft.options = [ProductDraft.onlyOption.name]
        draft.variants = [ProductDraft.Variant(options: [ProductDraft.onlyOption.value])]
        _ = try draft.save(at: now, markets: markets, in: tx)
        guard let key = try StoredProduct.find(slug, at: now, in: tx)?.key else { throw NotFound("product") }
        return key
    }
}
