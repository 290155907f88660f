import HTTPTypes
import Hub
import Hummingbird
import Orders
import Staff
import Storage
import Values
import Web

extension ApiRoutes {
    private static let token = Parameter<Token>.path(
        "order", "The order's token.", .text(Rules.token), example: .text(Rules.token.example ?? ""), noun: "order"
    ) { Token($0) }

    var orderOperations: [Operation] { [placeOrder, readOrder, payOrder, cancelOrder] }

    private var placeOrder: Operation {
        Operation(
            id: "placeOrder", method: .post, path: "/markets/{market}/{language}/orders", tag: .orders,
            summary: "Order a basket as a guest and pay it",
            about: """
                Everything is priced again, checked and held in one transaction; then the payment provider is asked. A declined \
                card gives an order whose `payment` is `failed`: pay it again before `pay_until`. When `next_url` is there, the \
                bank wants a second step. The card is not part of what a repeated request is compared by, because it is never kept.
                """,
            parameters: [Shared.market.note, Shared.language.note],
            body: (OrderInputs.order.record, OrderInputs.order.example), repeats: .mustBeKeyed,
            answers: [
                .json(.created, "The order.", OrderShapes.one, .etag, .location, .replayed).leading(
                    to: LinkNote("getOrder", ("order", "$response.body#/token")),
                    LinkNote("payOrder", ("order", "$response.body#/token")),
                    LinkNote("cancelOrder", ("order", "$response.body#/token")))
            ],
            refusals: [
                .market,
                .init(status: 409, code: "basket_empty", about: "There is no such basket here, it is empty, or it was ordered."),
                .init(status: 409, code: "total_changed", about: "The total is not the expected one; ask for a quote again."),
                .init(status: 409, code: "sold_out", about: "Somebody was quicker; nothing was taken."),
                .init(status: 422, code: "not_sold_here", about: "A line is not sold in this market any more."),
            ], handle: place)
    }

    private var readOrder: Operation {
        Operation(
            id: "getOrder", method: .get, path: "/orders/{order}", tag: .orders, summary: "Read an order by its token",
            parameters: [Self.token.note, Shared.ifNoneMatch.note],
            answers: [.json(.ok, "The order.", OrderShapes.one, .etag), .notModified], refusals: [.missing("order")]
        ) { call in
            let token = try call.value(Self.token)
            return call.answer(OrderShapes.one.json(try await seen(token)))
        }
    }

    private var payOrder: Operation {
        Operation(
            id: "payOrder", method: .post, path: "/orders/{order}/payments", tag: .orders,
            summary: "Try again to pay an order", about: "Only an order whose last payment failed can be paid again.",
            parameters: [Self.token.note], body: (OrderInputs.payment.record, OrderInputs.payment.example),
            repeats: .mustBeKeyed,
            answers: [.json(.created, "The order.", OrderShapes.one, .etag, .location, .replayed)],
            refusals: [
                .missing("order"), .init(status: 409, code: "not_payable", about: "The order cannot be paid in its present state."),
            ], handle: pay)
    }

    private var cancelOrder: Operation {
        Operation(
            id: "cancelOrder", method: .post, path: "/orders/{order}/cancellation", tag: .orders, summary: "Cancel an order",
            about: """
                Whoever has the order's token may cancel it while nothing of it has left: `is_cancellable` says so. What was paid \
                goes back, and the goods go back on the shelf.
                """,
            parameters: [Self.token.note], repeats: .mustBeKeyed,
            answers: [.json(.ok, "The order.", OrderShapes.one, .etag, .replayed)], refusals: Self.cancelRefusals
        ) { call in
            let token = try call.value(Self.token)
            let order = try await hub.database.read { try Order.find(token, in: $0) }
            return try await cancel(order, because: "", by: .buyer, call, guest: token.text, OrderShapes.one)
        }
    }

    static let cancelRefusals: [Operation.Refused] = [
        .missing("order"), .init(status: 409, code: "already_cancelled", about: "The order was cancelled or given back before."),
        .init(status: 409, code: "already_shipped", about: "Something of the order has left already."),
    ]

    /// Cancels an order once for all tries of a request.
    func cancel(
        _ order: Order, because reason: String, by author: Author, _ call: ApiCall, guest: String?, _ shape: Shape<OrderSeen>
    ) async throws -> Response {
        guard let name = call.repeatName(guest: guest) else { preconditionFailure("the key is required") }
        let isReplayed = try await hub.cancel(order.key, because: reason, as: name, by: author)
        return try await answer(order.key, isReplayed: isReplayed, name) { Made(status: .ok, json: shape.json($0)) }
    }

    private func seen(_ token: Token) async throws -> OrderSeen {
        let (now, root) = (hub.now(), hub.settings.publicURL)
        return try await hub.database.read { try OrderSeen.read(Order.find(token, in: $0), at: now, root: root, in: $0) }
    }

    private func place(_ call: ApiCall) async throws -> Response {
        let place = try Place.read(call.context, try await hub.markets())
        let order = try call.input(OrderInputs.order)
        guard let name = call.repeatName(guest: order.basket.text) else { preconditionFailure("the key is required") }
        let request = try order.request(in: place.market, place.language, scope: name.scope, key: name.key)
        let bought = try await hub.buy(request, with: order.method, in: place.market)
        return try await answer(bought, request.idempotencyName)
    }

    private func pay(_ call: ApiCall) async throws -> Response {
        let (token, method) = (try call.value(Self.token), try call.input(OrderInputs.payment))
        let order = try await hub.database.read { try Order.find(token, in: $0) }
        guard let market = try await hub.markets()[order.market] else { throw NotFound("order") }
        guard let name = call.repeatName(guest: token.text)?.withDigest(token.text) else {
            preconditionFailure("the key is required")
        }
        return try await answer(try await hub.payAgain(order, with: method, as: name, in: market), name)
    }

    private func answer(_ bought: Bought, _ name: IdempotencyName) async throws -> Response {
        let address = "\(hub.settings.publicURL)\(ApiFrame.root)/orders/\(bought.order.token)"
        return try await answer(bought.order.key, isReplayed: bought.isReplayed, name) { seen in
            Made(status: .created, location: address, json: OrderShapes.one.json(seen))
        }
    }

    /// The first answer of a request is kept for those that come again; one that comes while the first is with the payment provider
    /// is told to wait, and one whose first try broke off gets the order as it stands.
    private func answer(
        _ order: Key<Order>, isReplayed: Bool, _ name: IdempotencyName, _ make: @escaping @Sendable (OrderSeen) -> Made
    ) async throws -> Response {
        let (now, root) = (hub.now(), hub.settings.publicURL)
        return try await hub.database.write { tx in
            let earlier = try name.earlier(in: tx)
            if let answer = earlier?.answer { return answer.response() }
            if isReplayed, let earlier, now.seconds(since: earlier.at) <= Hub.paymentDeadlineSeconds {
                throw IdempotencyInFlight()
            }
            let made = make(try OrderSeen.read(Order.find(order, in: tx), at: now, root: root, in: tx))
            try name.keep(made.kept, in: tx)
            return made.kept.response(isReplayed: isReplayed)
        }
    }
}
