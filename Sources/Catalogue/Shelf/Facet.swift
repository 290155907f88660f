import Foundation
package import Values

/// One of the ways in which a list of products is narrowed down. The order is that of addresses and pages.
package enum Facet: String, CaseIterable, Sendable {
    case kind
    case size
    case colour
    case price
    case sport
    case stock
}

/// What a fan chose: values of facets, an order, and where a list goes on.
package struct ShelfChoice: Hashable, Sendable {
    /// In which order products stand.
    package enum Order: String, CaseIterable, Sendable {
        case new
        case cheap
        case dear
    }

    /// Values of all facets together; nobody chooses more, and the addresses of lists stay bounded.
    package static let valuesLimit = 8

    private static let plain = CharacterSet.alphanumerics.union(CharacterSet(charactersIn: "-_"))

    /// The chosen values by facet, as addresses write them; a facet without values is not there.
    package private(set) var values: [Facet: [String]] = [:]
    /// In which order products stand.
    package var order = Order.new
    /// The last product of the page before.
    package var after: ShelfMark?
    /// Only products whose lowest price is in this range, in minor units. Addresses of pages do not say it.
    package var prices: ClosedRange<Int64>?
    /// Only these products. Addresses of pages do not say it.
    package var only: Set<Key<Product>>?

    /// A choice; values beyond the limit are left out, and those of a facet are sorted.
    package init(_ values: [Facet: [String]] = [:], order: Order = .new, after: ShelfMark? = nil) {
        var left = Self.valuesLimit
        for facet in Facet.allCases {
            let chosen = Array(Set(values[facet] ?? []).sorted().prefix(left))
            left -= chosen.count
            if !chosen.isEmpty { self.values[facet] = chosen }
        }
        self.order = order
        self.after = after
    }

    /// How many values are chosen.
    package var count: Int { values.values.reduce(0) { $0 + $1.count } }

    /// The choice with one value more, or without it when it was chosen; from the first page.
    package func toggling(_ value: String, of facet: Facet) -> ShelfChoice {
        var values = values
        var chosen = values[facet] ?? []
        if let place = chosen.firstIndex(of: value) { chosen.remove(at: place) } else { chosen.append(value) }
        values[facet] = chosen
        return ShelfChoice(values, order: order)
    }

    /// The one way to write it behind an address, such as `?kind=scarves&size=m&order=cheap`; empty for everything.
    package var query: String {
        var parts = Facet.allCases.flatMap { facet in
            (values[facet] ?? []).map { "\(facet.rawValue)=\($0.addingPercentEncoding(withAllowedCharacters: Self.plain) ?? "")" }
        }
        if order != .new { parts.append("order=\(order.rawValue)") }
        if let after { parts.append("after=\(after)") }
        return parts.isEmpty ? "" : "?" + parts.joined(separator: "&")
    }
}

/// Where a product stands on a shelf, in every order: it goes on there even when the product itself is gone.
package struct ShelfMark: Hashable, Sendable, CustomStringConvertible {
    /// The lowest price of the product.
    let price: Int64
    /// Which product.
    let key: Key<Product>

    /// The mark as a text, for addresses and cursors.
    package var description: String { "\(price).\(key)" }

    init(price: Int64, key: Key<Product>) {
        self.price = price
        self.key = key
    }

    /// Reads what `description` wrote; nil for anything else.
    package init?(_ text: String) {
        let parts = text.split(separator: ".")
        guard parts.count == 2, let price = Int64(parts[0]), let key = Key<Product>(parts[1]) else { return nil }
        self.init(price: price, key: key)
        guard text == description else { return nil }
    }
}
