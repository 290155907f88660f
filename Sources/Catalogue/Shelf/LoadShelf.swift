package import Releases
package import Storage
package import Values

extension Shelf {
    /// Options that are facets, by what their labels are called in addresses.
    private static let optionFacets: [String: Facet] = ["size": .size, "colour": .colour, "color": .colour]

    /// Reads everything that is open and has a price in a market; `sports` are the slugs of sports, which products
    /// name in their tags.
    package static func load(
        through gate: Gate, in market: Market, sports: Set<String>, in tx: Transaction
    ) throws -> Shelf {
        let offers = try offers(in: market, at: gate.at, in: tx)
        let gone = try soldOut(in: tx)
        let bounds = PriceBands.bounds(market.currency)
        var builder = ShelfBuilder()
        try tx.each("""
            SELECT p.key, p.kind, p.tags, p.option1, p.option2, p.option3 FROM products p
            WHERE \(Product.isThere(through: gate)) ORDER BY p.key DESC
            """) { row in
                guard let variants = offers[row.int(0)], let price = variants.map(\.price).min() else { return }
                var values = [Value(facet: .kind, code: Label(.kind, row.text(1)).code, text: row.text(1))]
                values.append(Value(facet: .price, code: PriceBands.code(price, bounds), text: ""))
                for (place, name) in [row.text(3), row.text(4), row.text(5)].enumerated() {
                    guard let facet = optionFacets[Label(.option, name).code] else { continue }
                    values += Set(variants.map { $0.options[place] }).filter { !$0.isEmpty }.map { text in
                        Value(facet: facet, code: Label(.value, text).code, text: text)
                    }
                }
                let tags = row.text(2).split(separator: ",").compactMap { Slug(making: $0)?.text }
                values += Set(tags).intersection(sports).map { Value(facet: .sport, code: $0, text: "") }
                let isAvailable = variants.contains { $0.oversells || !gone.contains($0.key) }
                if isAvailable { values.append(Value(facet: .stock, code: "in", text: "")) }
                builder.add(row.int(0), price, values.filter { !$0.code.isEmpty }, isAvailable)
            }
        return builder.shelf()
    }

    private struct PricedVariant {
        let key: Int64
        let options: [String]
        let price: Int64
        let oversells: Bool
    }

    /// Variants with a price, by product.
    private static func offers(in market: Market, at now: Instant, in tx: Transaction) throws -> [Int64: [PricedVariant]] {
        var offers: [Int64: [PricedVariant]] = [:]
        try tx.each("""
            SELECT v.product, v.key, v.option1, v.option2, v.option3, pr.minor, v.oversell
            FROM prices pr JOIN variants v ON v.key = pr.variant
            WHERE pr.market = \(market.code) AND pr.valid_from <= \(now) AND pr.valid_to > \(now) AND v.removed_at IS NULL
            """) { row in
                offers[row.int(0), default: []].append(PricedVariant(
                    key: row.int(1), options: [row.text(2), row.text(3), row.text(4)], price: row.int(5), oversells: row.flag(6)))
            }
        return offers
    }

    /// Variants of which nothing can be taken. A hold that has just run out still counts, until the sweep gives it back.
    private static func soldOut(in tx: Transaction) throws -> Set<Int64> {
        try Set(tx.all("""
            SELECT s.variant FROM stock s JOIN cells c ON c.key = s.cell
            GROUP BY s.variant HAVING sum(c.capacity - c.held - c.sold) <= 0
            """) { $0.int(0) })
    }
}

/// Puts a shelf together, product by product, newest first.
struct ShelfBuilder {
    private var made = Shelf()
    private var numbers: [Facet: [String: Int32]] = [:]

    mutating func add(_ key: Int64, _ price: Int64, _ values: [Shelf.Value], _ isAvailable: Bool) {
        made.places[key] = made.keys.count
        made.keys.append(key)
        made.prices.append(price)
        made.isAvailable.append(isAvailable)
        var own: Set<Int32> = []
        for value in values { own.insert(number(value)) }
        made.values += own.sorted()
        made.starts.append(made.values.count)
    }

    func shelf() -> Shelf {
        var shelf = made
        shelf.byPrice = shelf.keys.indices.map { Int32($0) }.sorted { left, right in
            (shelf.prices[Int(left)], left) < (shelf.prices[Int(right)], right)
        }
        return shelf
    }

    private mutating func number(_ value: Shelf.Value) -> Int32 {
        if let number = numbers[value.facet]?[value.code] { return number }
        let number = Int32(made.known.count)
        made.known.append(value)
        numbers[value.facet, default: [:]][value.code] = number
        return number
    }
}
