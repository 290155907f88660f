import Catalogue
import Hummingbird
import Releases
import Storage
import Values
import Web

extension ApiRoutes {
    private static let handle = Parameter<Slug>.path(
        "handle", "The last part of the product's address.", .text(Rules.slug), example: "lane-scarf", noun: "product"
    ) { Slug($0) }

    var productOperations: [Operation] {
        [
            Operation(
                id: "listProducts", method: .get, path: "/markets/{market}/{language}/products", tag: .products,
                summary: "The products of a market",
                about: "Those that are open in the market and have a price there, the newest first.",
                parameters: [
                    Shared.market.note, Shared.language.note, Shared.limit.note, Shared.cursor.note, Shared.ifNoneMatch.note,
                ],
                answers: [.json(.ok, "A page of products.", ProductShapes.list, .etag, .link), .notModified],
                refusals: [.market], handle: products),
            Operation(
                id: "getProduct", method: .get, path: "/markets/{market}/{language}/products/{handle}", tag: .products,
                summary: "One product", about: "One that is not open in the market answers like one that never was.",
                parameters: [Shared.market.note, Shared.language.note, Self.handle.note, Shared.ifNoneMatch.note],
                answers: [.json(.ok, "The product.", ProductShapes.one, .etag), .notModified],
                refusals: [.missing("market or product")], handle: product),
        ]
    }

    private func products(_ call: ApiCall) async throws -> Response {
        let (limit, cursor) = (try call.value(Shared.limit), try call.value(Shared.cursor))
        return try await kept(call) { reading in
            reading.uses(.products)
            let list = "products/\(reading.place.base)"
            let after = try Cursor.unpack(cursor, of: list).map { text in
                guard let key = Key<Product>(text) else { throw Cursor.broken }
                return key
            }
            let cards = try ProductCard.list(
                through: reading.gate, in: reading.market, language: reading.place.language, after: after, limit: limit + 1,
                in: reading.tx)
            let shown = cards.prefix(limit)
            let next = cards.count > limit ? shown.last.map { Cursor.pack("\($0.product.key)", of: list) } : nil
            reading.next = next.map { Self.next(call, $0, root: reading.root) }
            let items = shown.map { card in
                ProductSeen(card, pictures: card.picture.map { [PictureSeen($0.picture, $0.alt, reading)] } ?? [], reading)
            }
            return ProductShapes.list.json(Listed(items: items, next: next))
        }
    }

    private func product(_ call: ApiCall) async throws -> Response {
        let handle = try call.value(Self.handle)
        return try await kept(call) { reading in
            reading.uses(.products)
            let language = reading.place.language
            guard let card = try ProductCard.find(
                [handle], through: reading.gate, in: reading.market, language: language, in: reading.tx).first
            else { throw NotFound("product") }
            let shots = try Shots.of([card.product.key], language: language, in: reading.tx)[card.product.key] ?? []
            let pictures = shots.map { PictureSeen($0.picture, $0.alt, reading) }
            return ProductShapes.one.json(ProductSeen(card, pictures: pictures, reading))
        }
    }
}

extension Operation.Refused {
    /// A market or language that the hub does not have.
    static let market = missing("market")

    static func missing(_ what: String) -> Self { Self(status: 404, code: "not_found", about: "There is no such \(what) here.") }
}
