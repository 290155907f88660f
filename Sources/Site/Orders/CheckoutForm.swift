import Orders
import Values
import Web

/// What a fan typed at the checkout, checked field by field, so that everything can be shown again.
struct CheckoutForm: Sendable {
    let form: Form
    let place: Place

    var address: Address {
        Address(
            name: form["name"], line1: form["line1"], line2: form["line2"], city: form["city"], region: form["region"],
            postcode: form["postcode"], country: place.market.code)
    }

    /// Every field that cannot be used, in the form's order, in the fan's language.
    func problems(_ words: Words) -> [(field: String, text: String)] {
        var problems: [(field: String, text: String)] = []
        if EmailAddress(form["email"]) == nil {
            problems.append(("email", words(form["email"].isEmpty ? "needed" : "badEmail")))
        }
        problems += address.problems().map { problem in
            let field = problem.field ?? ""
            return (field, text(for: field, form[field], words))
        }
        if PaymentMethod(cardNumber: form["card"]) == nil {
            problems.append(("card", words(form["card"].isEmpty ? "needed" : "badCard")))
        }
        return problems
    }

    private func text(for field: String, _ value: String, _ words: Words) -> String {
        if value.isEmpty { return words("needed") }
        if value.count > Address.fieldLimit { return words("tooLong", "\(Address.fieldLimit)") }
        if field == "postcode" {
            let market = words.optional("market\(place.market.code)") ?? place.market.name
            return words("badPostcode", market, AddressRules.of(place.market.code).postcodeExample)
        }
        return words("badChoice")
    }

    /// The request that the till understands, once there are no problems.
    func request(basket: Token) throws -> (OrderRequest, PaymentMethod) {
        guard let email = EmailAddress(form["email"]) else { throw InvalidField("email", "Enter an e-mail address.") }
        guard let card = PaymentMethod(cardNumber: form["card"]) else { throw InvalidField("card", "Enter a card number.") }
        guard let expected = Money(decimal: form["expected_total"], place.market.currency) else {
            throw InvalidField("expected_total", "Send the total that was shown, such as 12.50.")
        }
        let request = OrderRequest(
            basket: basket, language: place.language, email: email, address: address, expectedTotal: expected,
            idempotencyKey: form["idempotency_key"])
        return (request, card)
    }
}
