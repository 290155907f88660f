package import Releases
package import Storage
package import Values

extension Shelf {
    /// Reads everything that is open and has a price in a market; `sports` are the slugs of sports, which products
    /// name in their tags.
    package static func load(
        through gate: Gate, in market: Market, sports: Set<String>, in tx: Transaction
    ) throws -> Shelf {
        var reader = ShelfReader(gate: gate, market: market, sports: sports, builder: ShelfBuilder())
        for row in try reader.rows(nil, in: tx) { reader.builder.add(row) }
        return reader.builder.shelf()
    }

    /// The shelf with some products read again, whatever became of them; the others stay as they were read.
    package func reread(
        _ changed: Set<Key<Product>>, through gate: Gate, in market: Market, sports: Set<String>, in tx: Transaction
    ) throws -> Shelf {
        let keys = changed.map(\.raw).sorted(by: >)
        var reader = ShelfReader(gate: gate, market: market, sports: sports, builder: ShelfBuilder(knowing: self))
        var rows: [ShelfRow] = []
        for part in keys.parts(of: ShelfReader.keysAtOnce) { rows += try reader.rows(Array(part), in: tx) }
        return reader.builder.shelf(self, without: Set(keys), with: rows)
    }

    /// The shelf with what can be taken counted again.
    package func recounted(in tx: Transaction) throws -> Shelf {
        let gone = try ShelfReader.gone(nil, in: tx)
        var shelf = self
        shelf.uses[0] = 0
        for place in keys.indices {
            let range = variantStarts[place]..<variantStarts[place + 1]
            shelf.isAvailable[place] = range.isEmpty || variants[range].contains { !gone.contains($0) }
            if shelf.isAvailable[place] { shelf.uses[0] += 1 }
        }
        return shelf
    }
}

/// Reads rows of a shelf: all of a market, or those of some products.
private struct ShelfReader {
    /// Keys in one statement, far below what either engine takes.
    static let keysAtOnce = 500
    /// Options that are facets, by what their labels are called in addresses.
    private static let optionFacets: [String: Facet] = ["size": .size, "colour": .colour, "color": .colour]

    let gate: Gate
    let market: Market
    let sports: Set<String>
    var builder: ShelfBuilder
    // Making slugs of texts is the dear part of reading a shelf, and the texts are few.
    private var facets: [String: Facet?] = [:]
    private var numbers: [Facet: [String: Int32?]] = [:]
    private var tags: [String: [Int32]] = [:]

    init(gate: Gate, market: Market, sports: Set<String>, builder: ShelfBuilder) {
        (self.gate, self.market, self.sports, self.builder) = (gate, market, sports, builder)
    }

    private struct PricedVariant {
        let key: Int64
        let options: [String]
        let price: Int64
        let oversells: Bool
    }

    mutating func rows(_ keys: [Int64]?, in tx: Transaction) throws -> [ShelfRow] {
        let offers = try offers(keys, in: tx)
        let gone = try Self.gone(keys, in: tx)
        let bounds = PriceBands.bounds(market.currency)
        let isAsked: SQL = keys.map { "p.key IN (\(SQL.list($0))) AND " } ?? ""
        var rows: [ShelfRow] = []
        try tx.each("""
            SELECT p.key, p.kind, p.tags, p.option1, p.option2, p.option3 FROM products p
            WHERE \(isAsked)\(Product.isThere(through: gate)) ORDER BY p.key DESC
            """) { row in
                guard let variants = offers[row.int(0)], let price = variants.map(\.price).min() else { return }
                let band = Shelf.Value(facet: .price, code: PriceBands.code(price, bounds), text: "")
                var values = [number(.kind, row.text(1)), builder.number(band)]
                for (place, name) in [row.text(3), row.text(4), row.text(5)].enumerated() where !name.isEmpty {
                    guard let facet = facet(name) else { continue }
                    values += variants.map { number(facet, $0.options[place]) }
                }
                let oversells = variants.contains(where: \.oversells)
                rows.append(ShelfRow(
                    key: row.int(0), price: price, values: Set(values.compactMap(\.self) + sportNumbers(row.text(2))).sorted(),
                    variants: oversells ? [] : variants.map(\.key),
                    isAvailable: oversells || variants.contains { !gone.contains($0.key) }))
            }
        return rows
    }

    private mutating func facet(_ option: String) -> Facet? {
        if let known = facets[option] { return known }
        let facet = Self.optionFacets[Label(.option, option).code]
        facets[option] = .some(facet)
        return facet
    }

    /// The number of a kind or of a choice; nil when its text says nothing that an address could.
    private mutating func number(_ facet: Facet, _ text: String) -> Int32? {
        if let known = numbers[facet]?[text] { return known }
        let code = text.isEmpty ? "" : Label(facet == .kind ? .kind : .value, text).code
        let number = code.isEmpty ? nil : builder.number(Shelf.Value(facet: facet, code: code, text: text))
        numbers[facet, default: [:]][text] = .some(number)
        return number
    }

    private mutating func sportNumbers(_ text: String) -> [Int32] {
        if let known = tags[text] { return known }
        let slugs = Set(text.split(separator: ",").compactMap { Slug(making: $0)?.text }).intersection(sports)
        let numbers = slugs.sorted().map { builder.number(Shelf.Value(facet: .sport, code: $0, text: "")) }
        tags[text] = numbers
        return numbers
    }

    /// Variants with a price, by product.
    private func offers(_ keys: [Int64]?, in tx: Transaction) throws -> [Int64: [PricedVariant]] {
        var offers: [Int64: [PricedVariant]] = [:]
        // From the prices of the market to their variants, or from the variants of some products to their prices.
        let tables: SQL = keys == nil ? "prices pr CROSS JOIN variants v" : "variants v CROSS JOIN prices pr"
        let isAsked: SQL = keys.map { "v.product IN (\(SQL.list($0))) AND " } ?? ""
        try tx.each("""
            SELECT v.product, v.key, v.option1, v.option2, v.option3, pr.minor, v.oversell FROM \(tables)
            WHERE \(isAsked)v.key = pr.variant AND pr.market = \(market.code) AND pr.valid_from <= \(gate.at)
                AND pr.valid_to > \(gate.at) AND v.removed_at IS NULL
            """) { row in
                offers[row.int(0), default: []].append(PricedVariant(
                    key: row.int(1), options: [row.text(2), row.text(3), row.text(4)], price: row.int(5), oversells: row.flag(6)))
            }
        return offers
    }

    /// Variants of which nothing can be taken. A hold that has just run out still counts, until the sweep gives it back.
    static func gone(_ keys: [Int64]?, in tx: Transaction) throws -> Set<Int64> {
        let isAsked: SQL = keys.map {
            "WHERE s.variant IN (SELECT v.key FROM variants v WHERE v.product IN (\(SQL.list($0))))"
        } ?? ""
        return try Set(tx.all("""
            SELECT s.variant FROM stock s JOIN cells c ON c.key = s.cell \(isAsked)
            GROUP BY s.variant HAVING sum(c.capacity - c.held - c.sold) <= 0
            """) { $0.int(0) })
    }
}
