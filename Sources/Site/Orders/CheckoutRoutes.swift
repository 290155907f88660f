import HTTPTypes
import Hub
import Hummingbird
import Orders
import Storage
import Supply
import Values
import Web

/// From the basket to a paid order.
struct CheckoutRoutes: Sendable {
    let pages: SitePages

    func show(_ request: Request, _ context: WebContext) async throws -> Response {
        let place = try await pages.place(context)
        let entry = CheckoutForm(form: try Form(urlEncoded: ""), place: place)
        return try await page(entry, BasketCookie.read(request, in: place), problems: [], status: .ok)
    }

    func submit(_ request: Request, _ context: WebContext) async throws -> Response {
        let place = try await pages.place(context)
        let entry = CheckoutForm(form: try await Form.read(request), place: place)
        let token = BasketCookie.read(request, in: place)
        let problems = entry.problems(pages.words(place.language))
        guard problems.isEmpty, let token else {
            return try await page(entry, token, problems: problems, status: .unprocessableContent)
        }
        do {
            let (order, method) = try entry.request(basket: token)
            let bought = try await pages.hub.buy(order, with: method, in: place.market)
            return .redirect(bought.nextURL.map { "\(place.base)\($0)" } ?? "\(place.base)/orders/\(bought.order.token)")
        } catch let refusal as any Refusal {
            let text = refusalText(refusal, place, pages.words(place.language))
            return try await page(entry, token, problems: [(refusal.field ?? "", text)], status: .init(code: refusal.status))
        }
    }

    private func refusalText(_ refusal: any Refusal, _ place: Place, _ words: Words) -> String {
        switch refusal {
        // Where the till adds the tax, it is known only once the address is.
        case OrderRefusal.totalChanged where place.market.taxMode == .added: words("taxNowKnown")
        case OrderRefusal.totalChanged: words("priceChanged")
        case OrderRefusal.notSoldHere: words("lineClosed")
        case SupplyRefusal.short(_, _, 0): words("lineGone")
        case SupplyRefusal.short(_, _, let left): words("lineShort", "\(left)")
        default: refusal.reason
        }
    }

    /// The form with what was typed; an empty basket goes back to the basket's page, which says so.
    private func page(
        _ entry: CheckoutForm, _ token: Token?, problems: [(field: String, text: String)], status: HTTPResponse.Status
    ) async throws -> Response {
        let place = entry.place
        let (seller, now) = (pages.hub.seller, pages.hub.now())
        let region = entry.form["region"]
        let quote = try await pages.hub.database.read { tx -> Quote? in
            guard let basket = try token.flatMap({ try Basket.find($0, in: place.market.code, in: tx) }) else { return nil }
            return try Quote.make(
                basket, by: nil, region: region, offeredBy: seller, in: place.market, language: place.language, at: now, in: tx)
        }
        guard let quote, !quote.lines.isEmpty, quote.gone.isEmpty else { return .redirect("\(place.base)/basket") }
        let page = CheckoutPage.make(
            entry, quote, problems: problems, key: Token.random().text, cards: pages.hub.payments.testCards,
            pages.words(place.language))
        return pages.personal("checkout", page, in: place, status: status)
    }
}
