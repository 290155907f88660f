import Hub
import Hummingbird
import Values
import Web

extension ApiRoutes {
    /// Leads to an operation of the first market in its first language.
    private static func first(_ operation: String) -> LinkNote {
        LinkNote(operation, ("market", "$response.body#/items/0/code"), ("language", "$response.body#/items/0/languages/0"))
    }

    var marketOperations: [Operation] {
        [
            Operation(
                id: "listMarkets", method: .get, path: "/markets", tag: .markets, summary: "The markets of the hub",
                about: "In the operator's order; the first one is home.", parameters: [Shared.ifNoneMatch.note],
                answers: [
                    .json(.ok, "The markets.", MarketShapes.list, .etag).leading(
                        to: Self.first("listProducts"), Self.first("listStories"), Self.first("createBasket")),
                    .notModified,
                ],
                handle: { call in
                    call.answer(MarketShapes.list.json(try await hub.markets().markets), cache: "no-cache")
                })
        ]
    }
}

enum MarketShapes {
    static let one = Shape<Market>("Market", "Where something is seen and sold.", [
        .rule("code", "The market as paths of this interface write it.", Rules.market) { $0.code.path },
        .text("name", "Its name in English.", example: "United States") { $0.name },
        .rule("currency", "ISO 4217.", Rules.currency) { $0.currency.code },
        .integer("currency_decimals", "Decimals of the currency's minor unit.", 0...3, example: 2) { Int64($0.currency.decimals) },
        .text("zone", "The IANA zone of its civil times.", example: "America/New_York") { $0.zoneName },
        .texts("languages", "Its languages as paths write them, the first one by default.", limit: 10) {
            $0.languages.map(\.path)
        },
        .flag("is_tax_included", "Whether the prices that are shown hold the tax.") { $0.taxMode == .included },
    ])

    static let list = Shape<[Market]>("MarketList", "All markets.", [
        .list("items", "The markets.", one, limit: 300) { $0 }
    ])
}

/// Shapes that several resources use.
enum MoneyShapes {
    static let money = Shape<Money>("Money", "An amount in whole minor units of one currency.", [
        .integer("minor", "Whole minor units: cents, pence, yen.", -1_000_000_000_000_000...1_000_000_000_000_000, example: 2499) {
            $0.minor
        },
        .rule("currency", "ISO 4217.", Rules.currency) { $0.currency.code },
        .text("decimal", "The same as a plain decimal.", example: "24.99") { $0.decimal },
    ])
}
