import Catalogue
import Foundation
import Hub
import Releases
import Storage
import Values
import Web

/// The shop of a market: all of it, or what a choice of facets leaves, in the order that was asked for.
enum ProductListPage {
    static let pageSize = 24

    /// What an address asks for; what it cannot mean is left out.
    static func choice(_ form: Form) -> ShelfChoice {
        let values = Dictionary(uniqueKeysWithValues: Facet.allCases.map { facet in
            (facet, form.all(facet.rawValue).filter { Slug($0) != nil })
        })
        return ShelfChoice(
            values, order: ShelfChoice.Order(rawValue: form["order"]) ?? .new, after: ShelfMark(form["after"]))
    }

    static func read(_ reading: PageReading, _ choice: ShelfChoice, _ shelf: Shelf) throws -> Page {
        reading.uses(.products)
        reading.uses(.athletes)
        reading.isFresh(until: Shelves.countsLast(from: reading.gate.at))
        let page = shelf.page(choice, limit: pageSize)
        let cards = try ProductCard.find(
            page.products, through: reading.gate, in: reading.market, language: reading.place.language, in: reading.tx)
        var following = choice
        following.after = page.products.last.flatMap(shelf.mark)
        let words = reading.words
        let filters = try FilterFields(reading, choice, page)
        let pages: Fields? = page.hasMore ? ["next": "\(reading.base)/products\(following.query)"] : nil
        var path = choice
        path.after = nil
        return Page(
            title: words("shop"), summary: words("shopLine"), path: "/products\(path.query)", section: .products,
            isUnlisted: choice.count > 1 || choice.after != nil, told: .list(words("shop"), "/products"),
            fields: [
                "heading": words("shop"), "products": cards.map { reading.productCard($0) }, "hasProducts": (!cards.isEmpty).orNil,
                "pages": pages, "filters": filters.fields, "isNarrowed": (choice.count > 0).orNil,
            ])
    }
}

/// The facets of a list as a form and as links that take one value away.
private struct FilterFields {
    let fields: Fields

    init(_ reading: PageReading, _ choice: ShelfChoice, _ page: Shelf.Page) throws {
        let words = reading.words
        let names = try FacetNames(page, reading)
        let groups = Facet.allCases.compactMap { facet -> Fields? in
            let counts = page.counts[facet] ?? []
            guard counts.count > 1 || counts.contains(where: \.isChosen) || facet == .stock && !counts.isEmpty else { return nil }
            let values = counts.map { count -> Fields in
                [
                    "name": facet.rawValue, "code": count.value.code, "label": names[count.value], "count": "\(count.count)",
                    "checked": count.isChosen.orNil, "id": "f-\(facet.rawValue)-\(count.value.code)",
                ]
            }
            return ["heading": words("facet\(facet.rawValue.capitalized)"), "values": values]
        }
        let chosen = Facet.allCases.flatMap { facet in
            (page.counts[facet] ?? []).filter(\.isChosen).map { count -> Fields in
                let label = names[count.value]
                return [
                    "label": label, "remove": words("filterRemove", label),
                    "url": "\(reading.base)/products\(choice.toggling(count.value.code, of: facet).query)",
                ]
            }
        }
        let orders = ShelfChoice.Order.allCases.map { order -> Fields in
            [
                "value": order.rawValue, "label": words("order\(order.rawValue.capitalized)"),
                "selected": (order == choice.order).orNil,
            ]
        }
        fields = [
            "action": "\(reading.base)/products", "groups": groups, "chosen": chosen, "hasChosen": (!chosen.isEmpty).orNil,
            "orders": orders, "count": words("productCount", "\(page.total)"), "clear": "\(reading.base)/products",
            "isOpen": (!chosen.isEmpty).orNil,
        ]
    }
}

/// What values of facets are called in the reader's language.
private struct FacetNames {
    private let labels: [Shelf.Value: String]
    private let bounds: [Int64]
    private let words: Words
    private let currency: Currency

    init(_ page: Shelf.Page, _ reading: PageReading) throws {
        labels = try Hub.facetLabels(of: page, in: reading.place.language, through: reading.gate, in: reading.tx)
        bounds = PriceBands.bounds(reading.market.currency)
        words = reading.words
        currency = reading.market.currency
    }

    subscript(value: Shelf.Value) -> String {
        switch value.facet {
        case .kind, .size, .colour, .sport: labels[value] ?? value.code
        case .price: band(Int(value.code) ?? 1)
        case .stock: words("inStock")
        }
    }

    private func band(_ number: Int) -> String {
        func money(_ place: Int) -> String { Money(minor: bounds[min(max(place, 0), bounds.count - 1)], currency).text }
        if number <= 1 { return words("priceUnder", money(0)) }
        if number > bounds.count { return words("priceFrom", money(bounds.count - 1)) }
        return words("priceBetween", money(number - 2), money(number - 1))
    }
}
