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
                answers: [.json(.ok, "A page of orders.", OrderShapes.deskList, .etag, .link), .notModified], handle: list),
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
        let (limit, chosen) = (try call.value(Shared.limit), filter)
        let name = "orders/\(filter)"
        let before = try Cursor.unpack(try call.value(Shared.cursor), of: name).map { text in
            guard let key = Key<Order>(text) else { throw Cursor.broken }
            return key
        }
        let (now, root) = (hub.now(), hub.settings.publicURL)
        let page = try await hub.database.read { tx in
            let found = try Order.list(chosen, after: before, limit: limit + 1, in: tx)
            let shown = found.prefix(limit)
            let next = found.count > limit ? shown.last.map { Cursor.pack("\($0.key)", of: name) } : nil
            return Listed(items: try shown.map { try OrderSeen.read($0, at: now, root: root, in: tx) }, next: next)
        }
        let link = page.next.map { "<\(Self.next(call, $0, root: root))>; rel=\"next\"" }
        return call.answer(OrderShapes.deskList.json(page), link: link)
    }
}
