package import Values

/// Everything that is open and has a price in a market at a moment, as columns in memory: what lists are counted and narrowed
/// down from.
///
/// A page of products and the counts beside it would cost the gate, prices and stock of the whole catalogue each time; the shelf is
/// read once, and afterwards only what changed is read again (`Shelves`). Only what is open is on it, so counts cannot tell what
/// is closed.
package struct Shelf: Sendable {
    /// A value of a facet: as addresses write it, and as products write it.
    package struct Value: Hashable, Sendable {
        /// Which facet.
        package let facet: Facet
        /// As addresses write it.
        package let code: String
        /// As products write it, for a label in the reader's language.
        package let text: String
    }

    /// A value with how many products a list would have with it.
    package struct Count: Sendable {
        /// The value.
        package let value: Value
        /// Products that have it and everything that is chosen in the other facets.
        package let count: Int
        /// Whether it is chosen.
        package let isChosen: Bool
    }

    /// One page of a list.
    package struct Page: Sendable {
        /// The products of the page.
        package let products: [Key<Product>]
        /// How many there are on all pages.
        package let total: Int
        /// Whether there are more after these.
        package let hasMore: Bool
        /// Every value of every facet that some product has beside the choice, in the order of the facets.
        package let counts: [Facet: [Count]]
    }

    /// The one value of availability: it stands first among the known ones, and in no product's values.
    static let inStock = Value(facet: .stock, code: "in", text: "")

    /// The products, newest first.
    var keys: [Int64] = []
    /// The lowest price of each.
    var prices: [Int64] = []
    /// Where the values of each begin in `values`; one more than there are products.
    var starts: [Int] = [0]
    /// Numbers of values, product by product.
    var values: [Int32] = []
    /// What the numbers stand for.
    var known: [Value] = [inStock]
    /// How many products have each.
    var uses: [Int32] = [0]
    /// Places of products by price, the cheapest first; of equal ones the newest.
    var byPrice: [Int32] = []
    /// Whether each can be taken.
    var isAvailable: [Bool] = []
    /// Where the variants of each begin in `variants`; one more than there are products.
    var variantStarts: [Int] = [0]
    /// Variants, product by product; none of a product that is sold whatever lies in stock.
    var variants: [Int64] = []

    /// How many products there are.
    package var count: Int { keys.count }

    /// Those of a choice's values that some product has; the others mean nothing here.
    package func understood(_ choice: ShelfChoice) -> ShelfChoice {
        let codes = Set(known.indices.filter { uses[$0] > 0 }.map { "\(known[$0].facet.rawValue)=\(known[$0].code)" })
        let values = choice.values.reduce(into: [Facet: [String]]()) { values, entry in
            values[entry.key] = entry.value.filter { codes.contains("\(entry.key.rawValue)=\($0)") }
        }
        return ShelfChoice(values, order: choice.order, after: choice.after)
    }

    /// One page of the products that a choice leaves, with what each further value would leave.
    package func page(_ choice: ShelfChoice, limit: Int) -> Page {
        var chosen = [Bool](repeating: false, count: known.count)
        for (index, value) in known.enumerated() { chosen[index] = choice.values[value.facet]?.contains(value.code) == true }
        let facets = known.map { UInt8(Facet.allCases.firstIndex(of: $0.facet) ?? 0) }
        let asked: UInt8 = choice.values.keys.reduce(0) { $0 | 1 << UInt8(Facet.allCases.firstIndex(of: $1) ?? 0) }
        var counts = [Int](repeating: 0, count: known.count)
        var isIn = [Bool](repeating: false, count: keys.count)
        var total = 0
        values.withUnsafeBufferPointer { values in
            for place in keys.indices {
                if let range = choice.prices, !range.contains(prices[place]) { continue }
                if let only = choice.only, !only.contains(Key(raw: keys[place])) { continue }
                let range = starts[place]..<starts[place + 1]
                var met: UInt8 = 0
                for index in range where chosen[Int(values[index])] { met |= 1 << facets[Int(values[index])] }
                if isAvailable[place], chosen[0] { met |= 1 << facets[0] }
                let missed = asked & ~met
                if missed == 0 {
                    isIn[place] = true
                    total += 1
                    for index in range { counts[Int(values[index])] += 1 }
                    if isAvailable[place] { counts[0] += 1 }
                } else if missed & (missed - 1) == 0 {
                    // One facet alone keeps it out: it counts for that facet's other values.
                    for index in range where 1 << facets[Int(values[index])] == missed { counts[Int(values[index])] += 1 }
                    if isAvailable[place], 1 << facets[0] == missed { counts[0] += 1 }
                }
            }
        }
        let (products, hasMore) = slice(choice, isIn, limit)
        return Page(products: products, total: total, hasMore: hasMore, counts: grouped(counts, chosen))
    }

    private func slice(_ choice: ShelfChoice, _ isIn: [Bool], _ limit: Int) -> ([Key<Product>], Bool) {
        var found: [Key<Product>] = []
        func take(_ place: Int) -> Bool {
            if isIn[place], isPast(place, choice) { found.append(Key(raw: keys[place])) }
            return found.count <= limit
        }
        switch choice.order {
        case .new: for place in keys.indices where !take(place) { break }
        case .cheap: for place in byPrice where !take(Int(place)) { break }
        case .dear: for place in byPrice.reversed() where !take(Int(place)) { break }
        }
        return (Array(found.prefix(limit)), found.count > limit)
    }

    /// Whether a product comes after the last one of the page before.
    private func isPast(_ place: Int, _ choice: ShelfChoice) -> Bool {
        guard let after = choice.after else { return true }
        let (price, key) = (prices[place], keys[place])
        return switch choice.order {
        case .new: key < after.key.raw
        case .cheap: price > after.price || price == after.price && key < after.key.raw
        case .dear: price < after.price || price == after.price && key > after.key.raw
        }
    }

    /// Where a product of the shelf stands; nil for any other.
    package func mark(of product: Key<Product>) -> ShelfMark? {
        place(of: product.raw).map { ShelfMark(price: prices[$0], key: product) }
    }

    /// Where a product stands; the newest has the highest key.
    private func place(of key: Int64) -> Int? {
        var (low, high) = (0, keys.count)
        while low < high {
            let middle = (low + high) / 2
            if keys[middle] > key { low = middle + 1 } else { high = middle }
        }
        return low < keys.count && keys[low] == key ? low : nil
    }

    private func grouped(_ counts: [Int], _ chosen: [Bool]) -> [Facet: [Count]] {
        var grouped: [Facet: [Count]] = [:]
        for (index, value) in known.enumerated() where counts[index] > 0 || chosen[index] {
            grouped[value.facet, default: []].append(Count(value: value, count: counts[index], isChosen: chosen[index]))
        }
        return grouped.mapValues { $0.sorted(by: Self.precedes) }
    }

    /// Sizes from small to large, prices from low to high, everything else by how many there are.
    private static func precedes(_ left: Count, _ right: Count) -> Bool {
        switch left.value.facet {
        case .size:
            let (first, second) = (Sizes.rank(left.value.code), Sizes.rank(right.value.code))
            return (first, left.value.code) < (second, right.value.code)
        case .price: return left.value.code < right.value.code
        case .kind, .colour, .sport, .stock: return (right.count, left.value.code) < (left.count, right.value.code)
        }
    }
}

/// The order of sizes that letters stand for; others come after them.
enum Sizes {
    private static let letters = ["xxs", "xs", "s", "m", "l", "xl", "xxl", "xxxl"]

    static func rank(_ code: String) -> Int { letters.firstIndex(of: code) ?? letters.count }
}
