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
    package var after: Key<Product>?

    /// A choice; values beyond the limit are left out, and those of a facet are sorted.
    package init(_ values: [Facet: [String]] = [:], order: Order = .new, after: Key<Product>? = nil) {
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
