import Orders
import Storage
import Values
import Web

/// An order as it is answered.
struct OrderSeen: Sendable {
    let order: Order
    let lines: [OrderLine]
    let taxes: [OrderTax]
    let nextURL: String?
    let isPayable: Bool
    let isCancellable: Bool
    let root: String

    /// Reads an order with what belongs to it.
    static func read(_ order: Order, at now: Instant, root: String, in tx: Transaction) throws -> OrderSeen {
        let base = "\(root)/\(order.market.path)/\(order.language.path)"
        let payment = try Payment.latest(of: order.key, in: tx)
        let asksBank = payment?.state == .action && order.isPayable(at: now)
        return OrderSeen(
            order: order, lines: try OrderLine.of(order.key, in: tx), taxes: try OrderTax.of(order.key, in: tx),
            nextURL: asksBank ? payment.map { "\(base)/test-bank/\($0.key)" } : nil,
            isPayable: order.isPayable(at: now) && order.payment == .failed, isCancellable: try order.isCancellable(in: tx),
            root: root)
    }

    var url: String { "\(root)/\(order.market.path)/\(order.language.path)/orders/\(order.token)" }
    func money(_ minor: Int64) -> Money { Money(minor: minor, order.total.currency) }
}

enum OrderShapes {
    static let line = Shape<(line: OrderLine, currency: Currency)>("OrderLine", "One thing in an order, as it was sold.", [
        .rule("variant", "Which variant.", Rules.key) { "\($0.line.item)" },
        .text("title", "Its name at that moment.", example: "Lane scarf") { $0.line.title },
        .optionalText("name", "What was chosen.") { $0.line.variant },
        .text("sku", "The article number, or empty.") { $0.line.sku },
        .integer("quantity", "How many.", 1...Basket.quantityLimit) { $0.line.quantity },
        .nested("unit", "Price of one, as the market showed it.", MoneyShapes.money) {
            Money(minor: $0.line.unitMinor, $0.currency)
        },
        .nested("net", "Net amount of the line.", MoneyShapes.money) { Money(minor: $0.line.netMinor, $0.currency) },
        .nested("tax", "Its share of the tax.", MoneyShapes.money) { Money(minor: $0.line.taxMinor, $0.currency) },
    ])

    static let address = Shape<Address>("Address", "Where the parcel goes.", [
        .text("name", "Full name.") { $0.name },
        .text("line1", "Street and number.") { $0.line1 },
        .text("line2", "Flat, floor, company; or empty.") { $0.line2 },
        .text("city", "City or ward.") { $0.city },
        .text("region", "State, prefecture or province; or empty.") { $0.region },
        .text("postcode", "Postal code as the market writes it.") { $0.postcode },
        .rule("country", "ISO 3166-1 alpha-2.", TextRule(2...2, of: "A-Z", example: "GB")) { $0.country.text },
    ])

    private static let common: [Shape<OrderSeen>.Member] = [
        .text("number", "What fan and support call it.", example: "K3M9-02TD-7Q") { $0.order.number },
        .rule("market", "Where it was bought.", Rules.market) { $0.order.market.path },
        .choice("language", "The language of its page and mails.", Language.allCases.map(\.path)) { $0.order.language.path },
        .choice("status", "Whether it stands.", ["placed", "cancelled", "closed"]) { $0.order.status.rawValue },
        .text("payment", "Where the money is: `pending`, `failed`, `paid`, `refunded` and what else may come.", example: "paid") {
            $0.order.payment.rawValue
        },
        .text("fulfilment", "Where the goods are: `unfulfilled`, `partial`, `fulfilled`, `returned` and what else may come.",
            example: "unfulfilled") { $0.order.fulfilment.rawValue },
        .nested("total", "What is paid.", MoneyShapes.money) { $0.order.total },
        .nested("tax", "The tax in it.", MoneyShapes.money) { $0.order.tax },
        .nested("shipping", "Delivery, as the market shows it.", MoneyShapes.money) { $0.order.shipping },
        .text("email", "Where the confirmation goes.", example: "ada@example.com") { $0.order.email },
        .nested("address", "Where the parcel goes.", address) { $0.order.address },
        .list("lines", "As they stood in the basket.", line, limit: Basket.linesLimit) { seen in
            seen.lines.map { ($0, seen.order.total.currency) }
        },
        .list("taxes", "The tax by rate, the highest first.", BasketShapes.tax, limit: 20) { seen in
            seen.taxes.map { ($0.rate, seen.money($0.baseMinor), seen.money($0.taxMinor)) }
        },
        .time("placed_at", "When it was placed.") { $0.order.placedAt },
        .flag("is_cancellable", "Whether it can still be cancelled: it stands, and nothing of it has left.") { $0.isCancellable },
        .time("pay_until", "When the goods go back on the shelf unless it is paid.") { $0.order.payUntil },
    ]

    static let one = Shape<OrderSeen>("Order", "An order as its buyer sees it.", [
        .rule("token", "The order's secret: whoever has it can read and pay the order.", Rules.token) { $0.order.token.text }
    ] + common + [
        .rule("url", "Its page.", Rules.link) { $0.url },
        .flag("is_payable", "Whether another payment may be tried.") { $0.isPayable },
        .optionalText("next_url", "Where the buyer has to go first, when the bank wants a second step.") { $0.nextURL },
    ])

    static let desk = Shape<OrderSeen>("DeskOrder", "An order as the desk sees it.", common)
    static let deskList = Shape<Listed<OrderSeen>>.page("DeskOrderList", of: desk, "The newest first.")
}

/// What an order asks for.
struct NewOrder: Sendable {
    let basket: Token
    let email: String
    let address: Given
    let total: Money
    let method: PaymentMethod
}

enum OrderInputs {
    private static let line = Schema.text(TextRule(1...Address.fieldLimit))
    private static let mayBeEmpty = Schema.text(TextRule(0...Address.fieldLimit))

    private static let address = Record(
        name: "NewAddress", about: "Where the parcel goes, in the market's country.",
        properties: [
            .needed("name", "Full name.", line), .needed("line1", "Street and number.", line),
            .free("line2", "Flat, floor, company.", mayBeEmpty), .needed("city", "City or ward.", line),
            .free("region", "State, prefecture or province; a US state by its two letters.", mayBeEmpty),
            .needed("postcode", "As the market writes it.", line),
        ], isClosed: true)

    private static let total = Record(
        name: "ExpectedTotal", about: "The total of the quote that the buyer saw.",
        properties: [
            .needed("minor", "Whole minor units.", .integer(0...1_000_000_000_000)),
            .needed("currency", "ISO 4217.", .text(Rules.currency)),
        ], isClosed: true)

    private static let method = Record(
        name: "PaymentMethod", about: "What is paid with. It is handed to the payment provider and never kept.",
        properties: [
            .needed(
                "card_number", "12 to 19 digits; blanks and hyphens may stand between them.",
                .text(TextRule(12...40, of: "0-9 -")))
        ], isClosed: true)

    private static let card: JSON = ["card_number": "4242424242424242"]

    static let order = Input<NewOrder>(
        "NewOrder", "A basket to order, as a guest.",
        [
            .needed("basket", "The basket's token.", .text(Rules.token)),
            .needed("email", "Where the confirmation goes.", .text(TextRule(3...254, example: "ada@example.com"))),
            .needed("address", "Where the parcel goes.", .record(address)),
            .needed("expected_total", "The total of the quote; any other is refused.", .record(total)),
            .needed("payment", "What is paid with.", .record(method)),
        ],
        example: [
            "basket": .text(Rules.token.example ?? ""), "email": "ada@example.com",
            "address": [
                "name": "Ada Small", "line1": "1 Long Way", "city": "London", "region": "", "postcode": "SW1A 1AA",
            ],
            "expected_total": ["minor": 2494, "currency": "GBP"], "payment": card,
        ]
    ) { given in
        guard let basket = Token(given.text("basket")) else { throw OrderRefusal.basketEmpty }
        guard let address = given.object("address", of: address), let total = given.object("expected_total", of: total),
            let currency = Currency(total.text("currency"))
        else { preconditionFailure("the schema holds") }
        return NewOrder(
            basket: basket, email: given.text("email"), address: address,
            total: Money(minor: total.integer("minor") ?? 0, currency),
            method: try pay(given.object("payment", of: method), at: "/payment/card_number"))
    }

    static let payment = Input<PaymentMethod>(
        "NewPayment", "Another try to pay.", [.needed("payment", "What is paid with.", .record(method))],
        example: ["payment": card]
    ) { try pay($0.object("payment", of: method), at: "/payment/card_number") }

    static let cancellation = Input<String>(
        "Cancellation", "Why an order is cancelled.",
        [.free("reason", "For the log of changes and the refund; the buyer does not see it.", .text(TextRule(0...300)))],
        example: ["reason": "Sent to the wrong address"]
    ) { $0.text("reason") }

    private static func pay(_ given: Given?, at pointer: String) throws -> PaymentMethod {
        guard let method = PaymentMethod(cardNumber: given?.text("card_number") ?? "") else {
            throw Violations([
                Violation(place: .body(pointer), code: "malformed", detail: "Send the 12 to 19 digits of a card.")
            ])
        }
        return method
    }
}

extension NewOrder {
    /// The request that the till understands, or everything that is wrong with it.
    func request(in market: Market, _ language: Language, scope: String, key: String) throws -> OrderRequest {
        let address = Address(
            name: address.text("name"), line1: address.text("line1"), line2: address.text("line2"),
            city: address.text("city"), region: address.text("region"), postcode: address.text("postcode"),
            country: market.code)
        var problems = address.problems().map {
            Violation(place: .body("/address/\($0.field ?? "")"), code: "malformed", detail: $0.reason)
        }
        let email = EmailAddress(email)
        if email == nil {
            problems.append(Violation(place: .body("/email"), code: "malformed", detail: "Send an e-mail address."))
        }
        guard let email, problems.isEmpty else { throw Violations(problems) }
        return OrderRequest(
            basket: basket, language: language, email: email, address: address, expectedTotal: total, idempotencyKey: key,
            idempotencyScope: scope)
    }
}
