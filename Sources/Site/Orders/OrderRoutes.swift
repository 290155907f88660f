import HTTPTypes
import Hub
import Hummingbird
import Orders
import Storage
import Values
import Web

/// The order's page, and paying it again when the first try failed.
struct OrderRoutes: Sendable {
    let pages: SitePages

    func show(_ request: Request, _ context: WebContext) async throws -> Response {
        let place = try await pages.place(context)
        let token = try Self.token(context)
        let now = pages.hub.now()
        let words = pages.words(place.language)
        let page = try await pages.hub.database.read { tx in
            let order = try Order.find(token, in: tx)
            guard order.market == place.market.code else { throw NotFound("order") }
            return OrderPage.make(
                order, try OrderLine.of(order.key, in: tx), try OrderTax.of(order.key, in: tx),
                try Payment.latest(of: order.key, in: tx),
                Aftersales(shipments: try Shipment.of(order.key, in: tx), refunds: try Refund.of(order.key, in: tx)), at: now,
                in: place, words)
        }
        return pages.personal("order", page, in: place)
    }

    func retry(_ request: Request, _ context: WebContext) async throws -> Response {
        let place = try await pages.place(context)
        return try await form(try Self.token(context), place, problem: nil, status: .ok)
    }

    func pay(_ request: Request, _ context: WebContext) async throws -> Response {
        let place = try await pages.place(context)
        let token = try Self.token(context)
        let words = pages.words(place.language)
        let card = try await Form.read(request)["card"]
        guard let method = PaymentMethod(cardNumber: card) else {
            return try await form(token, place, problem: words(card.isEmpty ? "needed" : "badCard"), status: .unprocessableContent)
        }
        let order = try await pages.hub.database.read { try Order.find(token, in: $0) }
        guard order.market == place.market.code else { throw NotFound("order") }
        do {
            let bought = try await pages.hub.payAgain(order, with: method, in: place.market)
            return .redirect(bought.nextURL.map { "\(place.base)\($0)" } ?? "\(place.base)/orders/\(token)")
        } catch OrderRefusal.notPayable {
            return .redirect("\(place.base)/orders/\(token)")
        }
    }

    /// The checkout's page with nothing but the card.
    private func form(
        _ token: Token, _ place: Place, problem: String?, status: HTTPResponse.Status
    ) async throws -> Response {
        let words = pages.words(place.language)
        let (order, lines) = try await pages.hub.database.read { tx in
            let order = try Order.find(token, in: tx)
            return (order, try OrderLine.of(order.key, in: tx))
        }
        guard order.market == place.market.code, order.isPayable(at: pages.hub.now()) else {
            return .redirect("\(place.base)/orders/\(token)")
        }
        let cards = pages.hub.payments.testCards
        let field = CheckoutField("card", autocomplete: "cc-number", inputmode: "numeric")
            .fields(label: words("cardNumber"), value: "", error: problem, words)
        let group: Fields = ["legend": words("payment"), "fields": [field]]
        let total: Fields = ["label": words("total"), "amount": order.total.text, "strong": true]
        let problems: [Fields] = problem.map { [["field": "card", "label": words("cardNumber"), "text": $0]] } ?? []
        let page = Page(
            title: words("checkout"), path: "/orders/\(token)/pay", section: .basket, isPrivate: true,
            fields: [
                "problems": problems, "hasProblems": (!problems.isEmpty).orNil, "groups": [group],
                "lines": OrderPage.rows(lines, order.total.currency), "totals": [total],
                "action": "\(place.base)/orders/\(token)/pay", "cards": CheckoutPage.rows(cards, words),
                "hasCards": (!cards.isEmpty).orNil,
                "submit": words("payNow", order.total.text),
            ])
        return pages.personal("checkout", page, in: place, status: status)
    }

    private static func token(_ context: WebContext) throws -> Token {
        guard let token = context.parameters.get("token").flatMap({ Token($0) }) else { throw NotFound("order") }
        return token
    }
}
