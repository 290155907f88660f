import Values

/// A product as it stands on a shelf.
struct ShelfRow {
    let key: Int64
    /// The lowest price of its variants.
    let price: Int64
    /// Numbers of its values but availability.
    let values: [Int32]
    /// Its variants, or none when it is sold whatever lies in stock.
    let variants: [Int64]
    let isAvailable: Bool
}

/// Puts a shelf together, product by product, newest first.
struct ShelfBuilder {
    private var made = Shelf()
    private var numbers: [Facet: [String: Int32]] = [.stock: [Shelf.inStock.code: 0]]

    init() {}

    /// Goes on with what the numbers of a shelf stand for, so that its rows can be taken over as they are.
    init(knowing shelf: Shelf) {
        made.known = shelf.known
        made.uses = Array(repeating: 0, count: shelf.known.count)
        for (number, value) in shelf.known.enumerated() { numbers[value.facet, default: [:]][value.code] = Int32(number) }
    }

    /// The number of a value, which is new when no product had it.
    mutating func number(_ value: Shelf.Value) -> Int32 {
        if let number = numbers[value.facet]?[value.code] { return number }
        let number = Int32(made.known.count)
        made.known.append(value)
        made.uses.append(0)
        numbers[value.facet, default: [:]][value.code] = number
        return number
    }

    mutating func add(_ row: ShelfRow) { add(row.key, row.price, row.values[...], row.variants[...], row.isAvailable) }

    /// Takes a product over from a shelf whose values this one knows.
    mutating func add(_ place: Int, of shelf: Shelf) {
        add(
            shelf.keys[place], shelf.prices[place], shelf.values[shelf.starts[place]..<shelf.starts[place + 1]],
            shelf.variants[shelf.variantStarts[place]..<shelf.variantStarts[place + 1]], shelf.isAvailable[place])
    }

    private mutating func add(
        _ key: Int64, _ price: Int64, _ values: ArraySlice<Int32>, _ variants: ArraySlice<Int64>, _ isAvailable: Bool
    ) {
        made.keys.append(key)
        made.prices.append(price)
        made.values.append(contentsOf: values)
        made.starts.append(made.values.count)
        made.variants.append(contentsOf: variants)
        made.variantStarts.append(made.variants.count)
        made.isAvailable.append(isAvailable)
        for value in values { made.uses[Int(value)] += 1 }
        if isAvailable { made.uses[0] += 1 }
    }

    /// The shelf of everything that was added.
    func shelf() -> Shelf { shelf(byPrice: Self.byPrice(Array(made.keys.indices.map { Int32($0) }), made.prices)) }

    /// The shelf, with its places by price.
    private func shelf(byPrice: [Int32]) -> Shelf {
        var shelf = made
        shelf.byPrice = byPrice
        return shelf
    }

    private static func byPrice(_ places: [Int32], _ prices: [Int64]) -> [Int32] {
        places.sorted { (prices[Int($0)], $0) < (prices[Int($1)], $1) }
    }

    /// A shelf without some products, with rows of products, the newest first, in their stead: as if it had been read anew.
    mutating func shelf(_ old: Shelf, without changed: Set<Int64>, with rows: [ShelfRow]) -> Shelf {
        var moved = [Int32](repeating: -1, count: old.keys.count)
        var added: [Int32] = []
        var next = 0
        for place in old.keys.indices {
            while next < rows.count, rows[next].key > old.keys[place] { take(rows[next]) }
            guard !changed.contains(old.keys[place]) else { continue }
            moved[place] = Int32(made.keys.count)
            add(place, of: old)
        }
        while next < rows.count { take(rows[next]) }
        func take(_ row: ShelfRow) {
            added.append(Int32(made.keys.count))
            add(row)
            next += 1
        }
        let kept = old.byPrice.map { moved[Int($0)] }.filter { $0 >= 0 }
        return shelf(byPrice: merged(kept, Self.byPrice(added, made.prices)))
    }

    private func merged(_ left: [Int32], _ right: [Int32]) -> [Int32] {
        var merged: [Int32] = []
        merged.reserveCapacity(left.count + right.count)
        var (i, j) = (0, 0)
        while i < left.count, j < right.count {
            let isLeft = (made.prices[Int(left[i])], left[i]) < (made.prices[Int(right[j])], right[j])
            merged.append(isLeft ? left[i] : right[j])
            if isLeft { i += 1 } else { j += 1 }
        }
        return merged + left[i...] + right[j...]
    }
}
