import Catalogue
import Orders
import Pictures
import Storage
import Values
import Web

/// What a fan has picked, with today's prices.
enum BasketPage {
    static func make(
        _ basket: Basket?, _ quote: Quote?, _ pictures: [String: Picture], notice: String?, in place: Place, _ words: Words
    ) -> Page {
        let lines = quote?.lines.map { row($0, pictures, place, words) } ?? []
        return Page(
            title: words("basket"), path: "/basket", section: .basket, isPrivate: true,
            fields: [
                "lines": lines, "count": "\(quote?.lines.reduce(0) { $0 + $1.wanted.quantity } ?? 0)",
                "empty": lines.isEmpty.orNil, "subtotal": quote?.subtotal.text, "notice": notice,
                "taxNote": words(place.market.taxMode == .included ? "taxIncluded" : "taxAdded"),
                "update": "\(place.base)/basket/update", "remove": "\(place.base)/basket/remove",
                "checkout": "\(place.base)/checkout",
            ])
    }

    private static func row(
        _ line: Quote.Line, _ pictures: [String: Picture], _ place: Place, _ words: Words
    ) -> Fields {
        let quantity = line.wanted.quantity
        let options: [Fields] = (1...max(10, quantity)).map {
            ["value": $0, "selected": ($0 == quantity).orNil]
        }
        let picture: Fields? = line.offer?.picture.flatMap { pictures[$0] }.map {
            PictureShape.fields($0, "", .line)
        }
        return [
            "key": "\(line.wanted.item)", "title": line.offer?.title ?? words("order"), "variant": line.offer?.variant,
            "url": line.offer.map { place.base + $0.path } ?? "\(place.base)/products", "picture": picture,
            "quantity": quantity, "quantityOptions": options, "unit": line.offer.map { words("each", $0.unit.text) },
            "total": Money(minor: line.shownMinor, place.market.currency).text,
            "problem": line.offer == nil ? words("lineClosed") : nil,
        ]
    }
}
