import Catalogue
import Hub
import Hummingbird
import Orders
import Staff
import Storage
import Values
import Web

extension ApiRoutes {
    var deskProductOperations: [Operation] {
        [
            Operation(
                id: "getDeskProduct", method: .get, path: "/desk/products/{handle}", tag: .desk,
                summary: "A product as the desk knows it", about: "In every market, open or not, with all its stock.",
                scope: .productsRead, parameters: [Shared.handle.note, Shared.ifNoneMatch.note],
                answers: [
                    .json(.ok, "The product.", DeskShapes.product, .etag).leading(
                        to: LinkNote("changeDeskProduct", ("handle", "$request.path.handle"))),
                    .notModified,
                ],
                refusals: [.missing("product")]
            ) { call in
                let (handle, now) = (try call.value(Shared.handle), hub.now())
                return call.answer(DeskShapes.product.json(try await hub.database.read { tx in
                    guard let draft = try ProductDraft.load(handle, at: now, in: tx) else { throw NotFound("product") }
                    return draft
                }))
            },
            Operation(
                id: "changeDeskProduct", method: .patch, path: "/desk/products/{handle}", tag: .desk,
                summary: "Set prices and stock",
                about: """
                    Names variants by the values of their options; what is left out stays as it is. A price of null ends the \
                    sale in a market, a stock of null ends the counting. Two that write at once cannot undo each other's work: \
                    `If-Match` must be the ETag of the product as it was read.
                    """,
                scope: .productsWrite, parameters: [Shared.handle.note, Shared.mustMatch.note],
                body: (DeskInputs.change.record, DeskInputs.change.example),
                answers: [.json(.ok, "The product.", DeskShapes.product, .etag)],
                refusals: [
                    .missing("product"),
                    .init(status: 409, code: "below_held", about: "The stock is less than what buyers hold just now."),
                    .init(status: 412, code: "changed_meanwhile", about: "The product is not the one of `If-Match` any more."),
                    .init(status: 428, code: "if_match_needed", about: "There is no `If-Match`."),
                    .init(status: 422, code: "invalid_field", about: "The change cannot be made as it stands."),
                ], handle: change),
        ]
    }

    private func change(_ call: ApiCall) async throws -> Response {
        let (handle, changes) = (try call.value(Shared.handle), try call.input(DeskInputs.change))
        let (now, book) = (hub.now(), try await hub.markets())
        let json = try await hub.database.write { tx in
            guard var draft = try ProductDraft.load(handle, at: now, in: tx) else { throw NotFound("product") }
            try call.refuseUnlessMatching(ApiCall.etag(DeskShapes.product.json(draft).data))
            try draft.apply(changes, book)
            _ = try draft.save(at: now, markets: book.markets, in: tx)
            return DeskShapes.product.json(try ProductDraft.load(handle, at: now, in: tx) ?? draft)
        }
        return call.answer(json)
    }
}

/// A change of one variant.
struct VariantChange: Sendable {
    let options: [String]
    let prices: [JSON.Member]
    /// Set where the request says something of it; nil inside ends the counting.
    let onHand: Int64??
}

extension ProductDraft {
    /// Applies changes, or refuses with everything that is wrong with them.
    fileprivate mutating func apply(_ changes: [VariantChange], _ book: MarketBook) throws {
        var violations: [Violation] = []
        for (place, change) in changes.enumerated() {
            let wanted = change.options + Array(repeating: "", count: max(0, 3 - change.options.count))
            guard let index = variants.firstIndex(where: { $0.options == wanted }) else {
                violations.append(Violation(
                    place: .body("/variants/\(place)/options"), code: "unknown", detail: "The product has no such variant."))
                continue
            }
            for member in change.prices {
                guard let code = MarketCode(member.name), code.path == member.name, book[code] != nil else {
                    violations.append(Violation(
                        place: .body("/variants/\(place)/prices/\(member.name)"), code: "unknown",
                        detail: "The hub has no such market."))
                    continue
                }
                variants[index].prices[code] = member.value["minor"]?.integer.map {
                    Price(minor: $0, beforeMinor: member.value["before_minor"]?.integer)
                }
            }
            if let onHand = change.onHand { variants[index].onHand = onHand }
        }
        guard violations.isEmpty else { throw Violations(violations) }
    }
}

enum DeskShapes {
    private static let priceRecord = Record(
        name: "DeskPrice", about: "What a variant costs in a market, in minor units of its currency.",
        properties: [
            .needed("minor", "The price.", .integer(0...1_000_000_000_000)),
            .free("before_minor", "The price before an announced reduction.", .optional(.integer(0...1_000_000_000_000))),
        ], isClosed: true)

    /// Prices by market; null where it is not sold.
    static let prices = Schema.table(Rules.market, .optional(.record(priceRecord)), limit: 300)

    private static let variant = Shape<ProductDraft.Variant>("DeskVariant", "A variant as the desk knows it.", [
        .texts("options", "The values of its options: its name in changes.", limit: 3) { $0.options.filter { !$0.isEmpty } },
        .text("sku", "The article number, or empty.") { $0.sku },
        .text("gtin", "Global trade item number, or empty.") { $0.gtin },
        .optionalInteger("on_hand", "Pieces on hand, held ones included; null when nobody counts.") { $0.onHand },
        .flag("oversells", "Whether it is sold on when none is on hand.") { $0.oversells },
        .other("prices", "What it costs by market.", prices) { variant in
            JSON(variant.prices.sorted { $0.key < $1.key }.map { code, price in
                (code.path, ["minor": .int(price.minor), "before_minor": price.beforeMinor.map(JSON.int) ?? .null])
            })
        },
    ])

    static let product = Shape<ProductDraft>("DeskProduct", "A product as the desk knows it.", [
        .rule("handle", "The last part of its address.", Rules.slug) { $0.handle.text },
        .text("title", "Its name.") { $0.title },
        .text("state", "Whether it may be sold at all: `active`, `draft` or `archived`.", example: "active") { $0.state.rawValue },
        .list("variants", "In order.", variant, limit: ProductDraft.variantsLimit) { $0.variants },
    ])
}

enum DeskInputs {
    private static let variant = Record(
        name: "DeskVariantChange", about: "What changes in a variant.",
        properties: [
            .needed("options", "The values of its options, as the product tells them.", .list(.text(TextRule(0...255)), limit: 3)),
            .free("prices", "Prices that change, by market.", DeskShapes.prices),
            .free("on_hand", "Pieces on hand, held ones included.", .optional(.integer(0...1_000_000_000))),
        ], isClosed: true)

    static let change = Input<[VariantChange]>(
        "DeskProductChange", "What changes in a product.",
        [.needed("variants", "The variants that change.", .list(.record(variant), limit: ProductDraft.variantsLimit))],
        example: ["variants": [["options": ["M"], "prices": ["gb": ["minor": 1999, "before_minor": 2499]], "on_hand": 40]]]
    ) { given in
        given.list("variants", of: variant).map { given in
            VariantChange(
                options: given.texts("options"), prices: given.table("prices"),
                onHand: given.has("on_hand") ? .some(given.integer("on_hand")) : nil)
        }
    }
}
