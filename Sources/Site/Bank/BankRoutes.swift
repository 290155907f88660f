import Hub
import Hummingbird
import Orders
import Storage
import Values
import Web

/// The second step of the built-in test provider: the page where a bank would ask.
struct BankRoutes: Sendable {
    let pages: SitePages

    func show(_ request: Request, _ context: WebContext) async throws -> Response {
        let place = try await pages.place(context)
        let payment = try await find(context)
        guard payment.state == .action else { return try await toOrder(payment, place) }
        let page = Page(
            title: pages.words(place.language)("testBank"), path: "", isPrivate: true,
            fields: [
                "amount": payment.amount.text, "merchant": pages.hub.settings.name,
                "action": "\(place.base)/test-bank/\(payment.key)",
            ])
        return pages.personal("bank", page, in: place)
    }

    func answer(_ request: Request, _ context: WebContext) async throws -> Response {
        let place = try await pages.place(context)
        let payment = try await find(context)
        let outcome: PaymentOutcome = switch try await Form.read(request)["answer"] {
        case "approve": .succeeded(reference: payment.reference ?? "test-\(payment.key)")
        case "decline": .declined(code: "second_step_declined")
        default: throw InvalidField("answer", "Answer approve or decline.")
        }
        try await pages.hub.finalise(payment.key, outcome, in: place.market)
        return try await toOrder(payment, place)
    }

    private func find(_ context: WebContext) async throws -> Payment {
        guard let key = context.parameters.get("payment").flatMap({ Key<Payment>($0) }) else { throw NotFound("payment") }
        let payment = try await pages.hub.database.read { try Payment.find(key, in: $0) }
        guard payment.provider == pages.hub.payments.name, payment.reference?.hasPrefix("step-") == true else {
            throw NotFound("payment")
        }
        return payment
    }

    private func toOrder(_ payment: Payment, _ place: Place) async throws -> Response {
        let order = try await pages.hub.database.read { try Order.find(payment.order, in: $0) }
        return .redirect("/\(order.market.path)/\(order.language.path)/orders/\(order.token)")
    }
}
