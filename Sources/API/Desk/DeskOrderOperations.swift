import Hub
import Hummingbird
import Orders
import Staff
import Storage
import Values
import Web

extension ApiRoutes {
    private static let number = Parameter<String>.path(
        "number", "What fan and support call the order.", .text(TextRule(1...20, of: "0-9A-Z-", example: "K3M9-02TD-7Q")),
        example: "K3M9-02TD-7Q", noun: "order"
    ) { $0 }
    private static let market = Parameter<String?>.query("market", "Only of this market.", .text(Rules.market), example: "gb")
    private static let payment = Parameter<String?>.query(
        "payment", "Only with the money there.", .choice(["pending", "failed", "paid", "partly_refunded", "refunded"]))
    private static let fulfilment = Parameter<String?>.query(
        "fulfilment", "Only with the goods there.", .choice(["unfulfilled", "partial", "fulfilled", "returned"]))
    private static let since = Parameter<String?>.query("since", "Only placed then or later.", .text(Rules.time))

    var deskOrderOperations: [Operation] {
        [
            Operation(
                id: "listOrders", method: .get, path: "/desk/orders", tag: .desk, summary: "The orders of the hub",
                about: "The newest first.", scope: .ordersRead,
                parameters: [
                    Self.market.note, Self.payment.note, Self.fulfilment.note, Self.since.note, Shared.limit.note,
                    Shared.cursor.note, Shared.ifNoneMatch.note,
                ],
                answers: [
                    .json(.ok, "A page of orders.", OrderShapes.deskList, .etag, .link).leading(
                        to: LinkNote("getOrderByNumber", ("number", "$response.body#/items/0/number"))),
                    .notModified,
                ], handle: list),
            Operation(
                id: "getOrderByNumber", method: .get, path: "/desk/orders/{number}", tag: .desk, summary: "One order",
                scope: .ordersRead, parameters: [Self.number.note, Shared.ifNoneMatch.note],
                answers: [.json(.ok, "The order.", OrderShapes.desk, .etag), .notModified], refusals: [.missing("order")]
            ) { call in
                let number = try call.value(Self.number)
                let (now, root) = (hub.now(), hub.settings.publicURL)
                let seen = try await hub.database.read {
                    try OrderSeen.read(Order.find(number: number, in: $0), at: now, root: root, in: $0)
                }
                return call.answer(OrderShapes.desk.json(seen))
            },
            Operation(
                id: "cancelOrderByNumber", method: .post, path: "/desk/orders/{number}/cancellation", tag: .desk,
                summary: "Cancel an order",
                about: "While nothing of it has left. What was paid goes back, and the goods go back on the shelf.",
                scope: .ordersWrite, parameters: [Self.number.note],
                body: (OrderInputs.cancellation.record, OrderInputs.cancellation.example), repeats: .mustBeKeyed,
                answers: [.json(.ok, "The order.", OrderShapes.desk, .etag, .replayed)],
                refusals: Self.cancelRefusals
            ) { call in
                let (number, reason) = (try call.value(Self.number), try call.input(OrderInputs.cancellation))
                let order = try await hub.database.read { try Order.find(number: number, in: $0) }
                let author = Author.machine(call.key?.name ?? "")
                return try await cancel(order, because: reason, by: author, call, guest: nil, OrderShapes.desk)
            },
        ]
    }

    private func list(_ call: ApiCall) async throws -> Response {
        var filter = OrderFilter()
        filter.market = try call.value(Self.market).flatMap { MarketCode($0) }
        filter.payment = try call.value(Self.payment).flatMap(Order.PaymentStatus.init)
        filter.fulfilment = try call.value(Self.fulfilment).flatMap(Order.FulfilmentStatus.init)
        filter.from = try call.value(Self.since).map { text in
            guard let since = Instant(text) else {
                throw Violations([Violation(place: .query("since"), code: "malformed", detail: "Use a time of RFC 3339.")])
            }
            return since
        }
        let (chosen, window) = (filter, try ListWindow(call))
        let before = try window.after { Key<Order>($0) }
        let (now, root) = (hub.now(), hub.settings.publicURL)
        let page = try await hub.database.read { tx in
            let found = try Order.list(chosen, after: before, limit: window.reach, in: tx)
            return try window.page(found, by: \.key).showing { orders in
                try orders.map { try OrderSeen.read($0, at: now, root: root, in: tx) }
            }
        }
        let link = page.next.map { "<\(Self.next(call, $0, root: root))>; rel=\"next\"" }
        return call.answer(OrderShapes.deskList.json(page), link: link)
    }
}
