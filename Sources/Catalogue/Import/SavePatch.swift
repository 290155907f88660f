import Pictures
import Storage
import Values

extension ProductPatch {
    /// What saving a product of a file came to, and what a person may want to know about it.
    struct Saved: Sendable {
        let change: ProductDraft.Change
        let note: String?
    }

    /// Saves the product without the pictures that the hub does not have.
    ///
    /// `stores` carry it as well where the file itself does not say which ones do.
    func save(at now: Instant, _ markets: [Market], carriedBy stores: [Slug], in tx: Transaction) throws -> Saved {
        let known = try StoredProduct.find(handle, at: now, in: tx)
        var draft = try applied(to: known?.draft)
        if self.stores == nil, !stores.isEmpty { draft.stores = (known?.draft.stores ?? []).union(stores) }
        if let unknown = try draft.unknownStores(in: tx).first {
            let advice = "Import the stores first, or correct the name."
            throw RefusedRow(line, storesColumn, "There is no store called “\(unknown)”. \(advice)")
        }
        let missing = try draft.dropUnknownPictures(in: tx)
        let change = try draft.write(over: known, at: now, markets, in: tx)
        return Saved(change: change, note: Picture.hint(missing: missing))
    }
}

extension ProductDraft {
    /// Takes the pictures out that the hub does not have; returns their names.
    mutating func dropUnknownPictures(in tx: Transaction) throws -> [String] {
        let names = Set(shots.map(\.name) + variants.map(\.picture)).subtracting([""])
        guard !names.isEmpty else { return [] }
        let known = try Picture.keys(of: names, in: tx)
        let missing = names.filter { known[$0] == nil }
        shots.removeAll { missing.contains($0.name) }
        for index in variants.indices where missing.contains(variants[index].picture) { variants[index].picture = "" }
        return missing.sorted()
    }
}
