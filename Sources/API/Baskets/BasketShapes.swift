import Orders
import Storage
import Values
import Web

/// A basket with today's prices, as it is answered.
struct BasketSeen: Sendable {
    let basket: Basket
    let quote: Quote
    let place: Place
    let root: String

    /// Reads a basket that is open in the market.
    static func read(
        _ token: Token, region: String = "", in place: Place, at now: Instant, offeredBy seller: any Seller, root: String,
        in tx: Transaction
    ) throws -> BasketSeen {
        guard let basket = try Basket.find(token, in: place.market.code, in: tx) else { throw NotFound("basket") }
        let quote = try Quote.make(
            basket, by: nil, region: region, offeredBy: seller, in: place.market, language: place.language, at: now, in: tx)
        return BasketSeen(basket: basket, quote: quote, place: place, root: root)
    }

    var lines: [LineSeen] { quote.lines.map { LineSeen(line: $0, currency: quote.currency, base: root + place.base) } }
}

/// A line of a basket, as it is answered.
struct LineSeen: Sendable {
    let line: Quote.Line
    let currency: Currency
    let base: String
}

enum BasketShapes {
    static let line = Shape<LineSeen>("BasketLine", "One thing in a basket.", [
        .rule("variant", "Which variant.", Rules.key) { "\($0.line.wanted.item)" },
        .integer("quantity", "How many.", 1...Basket.quantityLimit) { $0.line.wanted.quantity },
        .flag("is_sold", "Whether it is sold here at the moment; an order needs every line to be.") { $0.line.offer != nil },
        .text("title", "Its name, or empty when it is not sold.", example: "Lane scarf") { $0.line.offer?.title ?? "" },
        .optionalText("name", "What was chosen, such as `Red / M`.") { $0.line.offer?.variant },
        .text("sku", "The article number, or empty.") { $0.line.offer?.sku ?? "" },
        .optionalNested("unit", "Price of one, as the market shows it.", MoneyShapes.money) { $0.line.offer?.unit },
        .nested("total", "Price of the line, as the market shows it.", MoneyShapes.money) {
            Money(minor: $0.line.shownMinor, $0.currency)
        },
        .optionalText("url", "Its page.") { seen in seen.line.offer.map { seen.base + $0.path } },
    ])

    static let one = Shape<BasketSeen>("Basket", "What a fan has picked in one market, with today's prices.", [
        .rule("token", "The basket's secret: whoever has it can read, change and order the basket.", Rules.token) {
            $0.basket.token.text
        },
        .rule("market", "Where it is bought.", Rules.market) { $0.basket.market.path },
        .list("lines", "In the order in which they were put in.", line, limit: Basket.linesLimit) { $0.lines },
        .nested("subtotal", "What the lines come to, as the market shows it.", MoneyShapes.money) { $0.quote.subtotal },
    ])

    static let tax = Shape<(rate: TaxRate, base: Money, tax: Money)>("Tax", "The tax of one rate.", [
        .integer("rate_ppm", "Parts per million of the net amount.", example: 200_000) { $0.rate.ppm },
        .text("rate", "The rate as people write it.", example: "20%") { $0.rate.text },
        .nested("base", "The net amount.", MoneyShapes.money) { $0.base },
        .nested("tax", "The tax, rounded half up once.", MoneyShapes.money) { $0.tax },
    ])

    static let quote = Shape<BasketSeen>("Quote", "What a basket costs, delivered, at this moment.", [
        .flag("is_orderable", "Whether every line is sold here and there is one.") {
            $0.quote.gone.isEmpty && !$0.quote.lines.isEmpty
        },
        .list("lines", "The lines with today's prices.", line, limit: Basket.linesLimit) { $0.lines },
        .nested("subtotal", "What the lines come to, as the market shows it.", MoneyShapes.money) { $0.quote.subtotal },
        .nested("shipping", "Delivery, as the market shows it.", MoneyShapes.money) { $0.quote.shipping },
        .flag("is_tax_included", "Whether the amounts above hold the tax.") { $0.place.market.taxMode == .included },
        .list("taxes", "The tax by rate, the highest first.", tax, limit: 20) { seen in
            seen.quote.pricing.taxes.map {
                ($0.rate, Money(minor: $0.baseMinor, seen.quote.currency), Money(minor: $0.taxMinor, seen.quote.currency))
            }
        },
        .nested("total", "What is paid: send this as `expected_total`.", MoneyShapes.money) { $0.quote.total },
    ])
}

/// What a new line says.
struct NewLine: Sendable {
    let variant: ItemKey
    let quantity: Int64
    let story: Slug?
}

enum BasketInputs {
    private static let quantity = Schema.integer(1...Basket.quantityLimit)
    private static let lineFields: [Record.Property] = [
        .needed("variant", "The key of a variant that is sold in the market.", .text(Rules.key)),
        .needed("quantity", "How many.", quantity),
        .free("story", "The slug of the story in which it was found, which the sale is credited to.", .text(Rules.slug)),
    ]
    private static let lineExample: JSON = ["variant": "0c4rv9q8h3t2m", "quantity": 2, "story": "small-steps"]

    static let line = Input<NewLine>("NewBasketLine", "One thing to put in.", lineFields, example: lineExample) { given in
        guard let item = ItemKey(given.text("variant")) else { throw OrderRefusal.notSoldHere }
        return NewLine(variant: item, quantity: given.integer("quantity") ?? 1, story: Slug(given.text("story")))
    }

    static let basket = Input<[NewLine]>(
        "NewBasket", "A basket to begin with.",
        [.free("lines", "What to put in at once.", .list(.record(line.record), limit: Basket.linesLimit))],
        example: ["lines": [lineExample]]
    ) { try $0.list("lines", of: line.record).map(line.read) }

    static let change = Input<Int64>(
        "BasketLineChange", "How many are wanted now.", [.needed("quantity", "How many.", quantity)], example: ["quantity": 3]
    ) { $0.integer("quantity") ?? 1 }
}
