package import Catalogue
package import Releases
package import Storage
import Stories
package import Values

extension Hub {
    /// What the values of a shelf's facets are called in a language: kinds, sizes, colours and sports. Prices and stock have no
    /// names.
    package static func facetLabels(
        of page: Shelf.Page, in language: Language, through gate: Gate, in tx: Transaction
    ) throws -> [Shelf.Value: String] {
        let values = page.counts.values.flatMap { $0.map(\.value) }
        let sorts: [Facet: Label.Sort] = [.kind: .kind, .size: .value, .colour: .value]
        let asked = values.compactMap { value in sorts[value.facet].map { Label($0, value.text) } }
        let labels = try Labels.find(Set(asked), in: language, tx)
        var names: [Shelf.Value: String] = [:]
        for value in values { names[value] = sorts[value.facet].map { labels[$0, value.text] } }
        let sports = try Sport.list(in: language, through: gate, in: tx)
        let sportNames = Dictionary(sports.map { ($0.slug.text, $0.name) }, uniquingKeysWith: { first, _ in first })
        for value in values where value.facet == .sport { names[value] = sportNames[value.code] ?? value.code }
        return names
    }
}
