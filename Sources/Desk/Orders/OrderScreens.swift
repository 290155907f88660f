import Hub
import Orders
import Staff
import Storage
import Values
import Web

/// Orders at the desk: find them, send them, cancel them, give money back.
struct OrderScreens: Sendable {
    static let home = "\(DeskRouter.root)/orders"

    /// Orders by number, address or name.
    static let finder = DeskFinder(needs: .seeOrders) { text, limit, call in
        var filter = OrderFilter()
        filter.text = text
        let wanted = filter
        return try await call.hub.database.read { try Order.list(wanted, limit: limit, in: $0) }.map { order in
            Found(title: "\(order.number) · \(order.address.name)", kind: call.words("noun_order"), url: url(order.key))
        }
    }

    func register(on router: inout DeskRouter) {
        router.list("orders", needs: .permission(.seeOrders)) { call, window in try await OrderList.read(call, window) }
        router.get("orders/:order", needs: .permission(.seeOrders)) { call in .page(try await OrderScreen.read(call)) }
        OrderNoteForm.register(on: &router)
        router.post("orders/:order/ship", needs: .permission(.shipOrders)) { call, form in
            try await Self.act(call, form, "ship") { key in
                let request = try ShipmentRequest(
                    pieces: try Self.pieces(form, "ship_"), carrier: form["carrier"], tracking: form["tracking"],
                    requestKey: form["request_key"])
                _ = try await call.hub.ship(key, request, by: call.author)
                return Flash("said_shipped")
            }
        }
        router.post("orders/:order/cancel", needs: .permission(.refundOrders)) { call, form in
            try await Self.act(call, form, "cancel") { key in
                let refund = try await call.hub.cancel(
                    key, because: form["reason"], requestKey: form["request_key"], by: call.author)
                return refund.map(Self.flash) ?? Flash("said_cancelled")
            }
        }
        router.post("orders/:order/refund", needs: .permission(.refundOrders)) { call, form in
            try await Self.act(call, form, "refund") { key in
                Self.flash(try await call.hub.refund(key, try await Self.request(form, key, call), by: call.author))
            }
        }
    }

    static func url(_ key: Key<Order>) -> String { "\(home)/\(key)" }

    /// Does something with the order in the address; a refusal shows the order again, with what was typed and what is wrong.
    private static func act(
        _ call: DeskCall, _ form: Form, _ part: String, _ verb: (Key<Order>) async throws -> Flash
    ) async throws -> DeskAnswer {
        let key = try call.key("order", of: Order.self)
        do {
            return .see(url(key), try await verb(key))
        } catch let refusal as any Refusal where refusal.status != 404 {
            return .page(try await OrderScreen.read(call, refused: (part, refusal, form)))
        }
    }

    private static func flash(_ refund: Refund) -> Flash { Flash("said_refund_\(refund.state.rawValue)", refund.amount.text) }

    /// Pieces by position, from fields such as `ship_0`.
    private static func pieces(_ form: Form, _ prefix: String) throws -> [Int64: Int64] {
        var pieces: [Int64: Int64] = [:]
        for position in 0..<Int64(Basket.linesLimit) {
            let text = form["\(prefix)\(position)"]
            guard !text.isEmpty else { continue }
            guard let count = Int64(text), count >= 0 else { throw InvalidField("\(prefix)\(position)", "Enter a whole number.") }
            pieces[position] = count
        }
        return pieces
    }

    private static func request(_ form: Form, _ key: Key<Order>, _ call: DeskCall) async throws -> RefundRequest {
        let (restocks, reason, requestKey) = (!form["restock"].isEmpty, form["reason"], form["request_key"])
        let order = try await call.hub.database.read { try Order.find(key, in: $0) }
        if !form["whole"].isEmpty {
            return try await call.hub.database.read {
                try RefundRequest.whole(of: order, restocks: restocks, reason: reason, requestKey: requestKey, in: $0)
            }
        }
        let amount = form["amount"]
        let currency = order.total.currency
        guard let extra = amount.isEmpty ? Money(minor: 0, currency) : Money(decimal: amount, currency) else {
            throw InvalidField("amount", call.words("badAmount", Money(minor: 1234, currency).decimal))
        }
        return try RefundRequest(
            pieces: try pieces(form, "back_"), extraMinor: extra.minor, restocks: restocks, reason: reason, requestKey: requestKey)
    }
}

/// Where an order stands, as one word of the desk.
enum OrderMark {
    static func cell(_ order: Order, _ words: Words) -> DeskCell {
        let (name, tone) = standing(order)
        return .state(words("order_\(name)"), tone, file: name)
    }

    static func standing(_ order: Order) -> (name: String, tone: DeskCell.Tone) {
        switch (order.status, order.payment, order.fulfilment) {
        case (.cancelled, _, _): ("cancelled", .quiet)
        case (_, .pending, _): ("unpaid", .quiet)
        case (_, .failed, _): ("failed", .bad)
        case (_, .refunded, _): ("refunded", .quiet)
        case (_, _, .fulfilled), (_, _, .returned): ("sent", .good)
        case (_, _, .partial): ("partlySent", .waiting)
        case (_, _, .unfulfilled): ("toShip", .waiting)
        }
    }
}
