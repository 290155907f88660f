import Orders
import Values
import Web

/// The checkout: one form, one total, the market's own address.
enum CheckoutPage {
    static func make(
        _ entry: CheckoutForm, _ quote: Quote, problems: [(field: String, text: String)], key: String, cards: [TestCard],
        _ words: Words
    ) -> Page {
        let place = entry.place
        let summary: [Fields] = problems.map { problem in
            ["field": problem.field.orNil, "label": label(problem.field, place, words), "text": problem.text]
        }
        let hidden: [Fields] = [
            ["name": "idempotency_key", "value": key], ["name": "expected_total", "value": quote.total.decimal],
        ]
        return Page(
            title: words("checkout"), path: "/checkout", section: .basket, isPrivate: true,
            fields: [
                "problems": summary, "hasProblems": (!summary.isEmpty).orNil, "groups": groups(entry, problems, words),
                "lines": lines(quote), "totals": totals(quote, place, words), "action": "\(place.base)/checkout",
                "hidden": hidden, "cards": rows(cards, words), "hasCards": (!cards.isEmpty).orNil,
                "submit": words("payNow", quote.total.text),
            ])
    }

    static func rows(_ cards: [TestCard], _ words: Words) -> [Fields] {
        cards.map { card in
            let digits = Array(card.number)
            let number = stride(from: 0, to: digits.count, by: 4).map { String(digits[$0..<$0 + 4]) }.joined(separator: " ")
            let means = switch card.outcome {
            case .succeeds: words("cardSucceeds")
            case .declined: words("cardDeclined")
            case .secondStep: words("cardAsks")
            case .slow: words("cardSlow")
            }
            return ["number": number, "means": means]
        }
    }

    private static func groups(
        _ entry: CheckoutForm, _ problems: [(field: String, text: String)], _ words: Words
    ) -> [Fields] {
        let errors = Dictionary(problems.map { ($0.field, $0.text) }, uniquingKeysWith: { first, _ in first })
        func group(_ legend: String, _ fields: [CheckoutField]) -> Fields {
            let shown = fields.map { field in
                field.fields(
                    label: label(field.name, entry.place, words), value: entry.form[field.name], error: errors[field.name],
                    words)
            }
            return ["legend": words(legend), "fields": shown]
        }
        return [
            group("contact", [CheckoutField("email", "email", autocomplete: "email", inputmode: "email", hint: "emailHint")]),
            group("deliveryAddress", CheckoutField.address(of: entry.place.market.code)),
            group("payment", [CheckoutField("card", autocomplete: "cc-number", inputmode: "numeric")]),
        ]
    }

    private static func label(_ field: String, _ place: Place, _ words: Words) -> String {
        switch (field, place.market.code.text) {
        case ("email", _): words("email")
        case ("name", _): words("fullName")
        case ("line1", _): words("street")
        case ("line2", _): words("streetMore")
        case ("city", _): words("city")
        case ("region", "US"): words("state")
        case ("region", "JP"): words("prefecture")
        case ("region", "GB"): words("county")
        case ("region", _): words("province")
        case ("postcode", "US"): words("zipCode")
        case ("postcode", _): words("postcode")
        case ("card", _): words("cardNumber")
        default: ""
        }
    }

    private static func lines(_ quote: Quote) -> [Fields] {
        quote.lines.compactMap { line in
            line.offer.map { offer in
                [
                    "title": offer.title, "variant": offer.variant, "quantity": line.wanted.quantity,
                    "total": Money(minor: line.shownMinor, quote.currency).text,
                ]
            }
        }
    }

    private static func totals(_ quote: Quote, _ place: Place, _ words: Words) -> [Fields] {
        TotalRows.make(
            goods: quote.subtotal, shipping: quote.shipping, taxes: quote.pricing.taxes.map { ($0.rate, $0.taxMinor) },
            total: quote.total, in: place.market, words)
    }
}

/// The rows under a list of things: goods, delivery, tax, total.
enum TotalRows {
    static func make(
        goods: Money, shipping: Money, taxes: [(rate: TaxRate, minor: Int64)], total: Money, in market: Market,
        _ words: Words
    ) -> [Fields] {
        let isAdded = market.taxMode == .added
        let taxRows: [Fields] = taxes.filter { $0.minor > 0 }.map { tax in
            let amount = Money(minor: tax.minor, total.currency).text
            let name = words("taxNamed", words.tax(in: market.code), tax.rate.text)
            return ["label": isAdded ? name : words("taxWithin", words.tax(in: market.code), tax.rate.text), "amount": amount]
        }
        let delivery: Fields = [
            "label": words("delivery"), "amount": shipping.minor == 0 ? words("free") : shipping.text,
        ]
        let sum: Fields = ["label": words("total"), "amount": total.text, "strong": true]
        let head: [Fields] = [["label": words("goods"), "amount": goods.text], delivery]
        return isAdded ? head + taxRows + [sum] : head + [sum] + taxRows
    }
}
