import Hub
import Orders
import Storage
import Values
import Web

/// Orders as a table, the newest first.
enum OrderList {
    static func read(_ call: DeskCall, _ window: DeskWindow) async throws -> DeskList {
        let words = call.words
        let filter = try filter(call)
        let after = window.key(of: Order.self)
        let orders = try await call.hub.database.read { try Order.list(filter, after: after, limit: window.limit + 1, in: $0) }
        return DeskList(
            title: words("orders"), section: "orders",
            columns: [
                DeskColumn("number", words("orderNumber")), DeskColumn("placed_at", words("placed"), .time),
                DeskColumn("market", words("market")), DeskColumn("name", words("customer")),
                DeskColumn("email", words("email"), isForFileOnly: true), DeskColumn("state", words("state"), .state),
                DeskColumn("status", "", isForFileOnly: true), DeskColumn("payment", "", isForFileOnly: true),
                DeskColumn("fulfilment", "", isForFileOnly: true), DeskColumn("total", words("total"), .money),
                DeskColumn("tax", "", isForFileOnly: true), DeskColumn("currency", "", isForFileOnly: true),
            ],
            rows: orders.map { row($0, call) }, filters: filters(call), empty: words("noOrders"))
    }

    private static func row(_ order: Order, _ call: DeskCall) -> DeskRow {
        DeskRow(url: OrderScreens.url(order.key), cursor: order.key.description, cells: [
            DeskCell(order.number), .time(order.placedAt, in: call.zone), DeskCell(order.market.text),
            DeskCell(order.address.name, note: order.email, file: order.address.name), DeskCell(order.email),
            OrderMark.cell(order, call.words), DeskCell(order.status.rawValue), DeskCell(order.payment.rawValue),
            DeskCell(order.fulfilment.rawValue), .money(order.total), .money(order.tax), DeskCell(order.total.currency.code),
        ])
    }

    private static func filter(_ call: DeskCall) throws -> OrderFilter {
        let query = try call.query()
        var filter = OrderFilter()
        filter.market = MarketCode(query["market"])
        filter.standing = OrderFilter.Standing(rawValue: query["standing"])
        filter.from = try call.day(query["from"], "from")
        filter.to = try call.day(query["to"], "to")?.adding(seconds: 86_400)
        filter.text = query["q"]
        return filter
    }

    private static func filters(_ call: DeskCall) -> [DeskField] {
        let words = call.words
        let markets = call.markets.markets.map { ($0.code.text, words.optional("market_\($0.code)") ?? $0.name) }
        let standings = OrderFilter.Standing.allCases.map { ($0.rawValue, words("standing_\($0)")) }
        return [
            DeskField(name: "q", label: words("orderText"), kind: .search, isRequired: false),
            DeskField(name: "standing", label: words("state"), kind: .choice([("", words("all"))] + standings), isRequired: false),
            DeskField(name: "market", label: words("market"), kind: .choice([("", words("all"))] + markets), isRequired: false),
            DeskField(name: "from", label: words("from"), kind: .date, isRequired: false),
            DeskField(name: "to", label: words("to"), kind: .date, isRequired: false),
        ]
    }
}
