import HTTPTypes
import Hub
import Hummingbird
import Orders
import Releases
import Storage
import Stories
import Values
import Web

extension ApiRoutes {
    static let basketToken = Parameter<Token>.path(
        "basket", "The basket's token.", .text(Rules.token), example: .text(Rules.token.example ?? ""), noun: "basket"
    ) { Token($0) }
    private static let variant = Parameter<ItemKey>.path(
        "variant", "The variant of a line.", .text(Rules.key), example: "0c4rv9q8h3t2m", noun: "line"
    ) { ItemKey($0) }
    private static let region = Parameter<String?>.query(
        "region", "State, prefecture or province: in the United States the tax depends on it.",
        .text(TextRule(0...Address.fieldLimit)), example: "NY")

    private static let baskets = "/markets/{market}/{language}/baskets"
    private static let place = [Shared.market.note, Shared.language.note]
    private static let here = place + [basketToken.note]
    private static let full: [Operation.Refused] = [
        .init(status: 422, code: "not_sold_here", about: "A variant is not sold in this market at the moment."),
        .init(status: 422, code: "too_many", about: "More of one thing than a basket may hold."),
        .init(status: 422, code: "basket_full", about: "More different things than a basket may hold."),
    ]
    private static let gone = Operation.Refused.missing("market, basket or line; an ordered basket is gone")
    private static let changed = Operation.Refused(
        status: 412, code: "changed_meanwhile", about: "The basket is not the one of `If-Match` any more.")

    var basketOperations: [Operation] { [createBasket, readBasket, addLine, changeLine, removeLine, quoteBasket] }

    private var createBasket: Operation {
        Operation(
            id: "createBasket", method: .post, path: Self.baskets, tag: .baskets, summary: "Begin a basket",
            about: "It holds nothing: stock is taken when it is ordered.", parameters: Self.place,
            body: (BasketInputs.basket.record, BasketInputs.basket.example), repeats: .keyed,
            answers: [
                .json(.created, "The new basket.", BasketShapes.one, .etag, .location, .replayed).leading(
                    to: .here("getBasket", "basket", "/token"), .here("addBasketLine", "basket", "/token"),
                    .here("quoteBasket", "basket", "/token"))
            ],
            refusals: [.market] + Self.full
        ) { call in
            let lines = try call.input(BasketInputs.basket)
            return try await once(call, guest: nil) { tx, place, now in
                let basket = try Basket.create(in: place.market.code, at: now, in: tx)
                for line in lines { try put(line, into: basket.token, place, now, tx) }
                let seen = try read(basket.token, place, now, tx)
                let location = "\(hub.settings.publicURL)\(ApiFrame.root)/markets\(place.base)/baskets/\(basket.token)"
                return Made(status: .created, location: location, json: BasketShapes.one.json(seen))
            }
        }
    }

    private var readBasket: Operation {
        Operation(
            id: "getBasket", method: .get, path: "\(Self.baskets)/{basket}", tag: .baskets, summary: "Read a basket",
            parameters: Self.here + [Shared.ifNoneMatch.note],
            answers: [.json(.ok, "The basket.", BasketShapes.one, .etag), .notModified], refusals: [Self.gone]
        ) { call in
            let token = try call.value(Self.basketToken)
            let (place, now) = (try Place.read(call.context, try await hub.markets()), hub.now())
            return call.answer(BasketShapes.one.json(try await hub.database.read { try read(token, place, now, $0) }))
        }
    }

    private var addLine: Operation {
        Operation(
            id: "addBasketLine", method: .post, path: "\(Self.baskets)/{basket}/lines", tag: .baskets,
            summary: "Put something in", about: "Adds to the line when the variant is in the basket already.",
            parameters: Self.here, body: (BasketInputs.line.record, BasketInputs.line.example), repeats: .keyed,
            answers: [.json(.created, "The basket.", BasketShapes.one, .etag, .replayed)], refusals: [Self.gone] + Self.full
        ) { call in
            let (token, line) = (try call.value(Self.basketToken), try call.input(BasketInputs.line))
            return try await once(call, guest: token.text) { tx, place, now in
                try put(line, into: token, place, now, tx)
                return Made(status: .created, json: BasketShapes.one.json(try read(token, place, now, tx)))
            }
        }
    }

    private var changeLine: Operation {
        Operation(
            id: "changeBasketLine", method: .patch, path: "\(Self.baskets)/{basket}/lines/{variant}", tag: .baskets,
            summary: "Change how many are wanted", parameters: Self.here + [Self.variant.note, Shared.ifMatch.note],
            body: (BasketInputs.change.record, BasketInputs.change.example),
            answers: [.json(.ok, "The basket.", BasketShapes.one, .etag)], refusals: [Self.gone, Self.changed]
        ) { try await setLine($0, quantity: try $0.input(BasketInputs.change)) }
    }

    private var removeLine: Operation {
        Operation(
            id: "removeBasketLine", method: .delete, path: "\(Self.baskets)/{basket}/lines/{variant}", tag: .baskets,
            summary: "Take something out", parameters: Self.here + [Self.variant.note, Shared.ifMatch.note],
            answers: [.json(.ok, "The basket.", BasketShapes.one, .etag)], refusals: [Self.gone, Self.changed]
        ) { try await setLine($0, quantity: 0) }
    }

    private var quoteBasket: Operation {
        Operation(
            id: "quoteBasket", method: .get, path: "\(Self.baskets)/{basket}/quote", tag: .baskets,
            summary: "What a basket costs, delivered",
            about: "An order is accepted only with the total of a quote that still holds.",
            parameters: Self.here + [Self.region.note, Shared.ifNoneMatch.note],
            answers: [.json(.ok, "The quote.", BasketShapes.quote, .etag), .notModified], refusals: [Self.gone]
        ) { call in
            let (token, region) = (try call.value(Self.basketToken), try call.value(Self.region) ?? "")
            let (place, now) = (try Place.read(call.context, try await hub.markets()), hub.now())
            return call.answer(BasketShapes.quote.json(try await hub.database.read { tx in
                try read(token, region: region, place, now, tx)
            }))
        }
    }

    private func read(
        _ token: Token, region: String = "", _ place: Place, _ now: Instant, _ tx: Transaction
    ) throws -> BasketSeen {
        try BasketSeen.read(
            token, region: region, in: place, at: now, offeredBy: hub.seller, root: hub.settings.publicURL, in: tx)
    }

    private func put(
        _ line: NewLine, into token: Token, _ place: Place, _ now: Instant, _ tx: Transaction
    ) throws {
        guard let basket = try Basket.find(token, in: place.market.code, in: tx) else { throw NotFound("basket") }
        let gate = Gate(place.market.code, at: now)
        let story = try line.story.flatMap { try Story.key(of: $0, through: gate, in: tx) }
        try basket.add(
            line.variant, quantity: line.quantity, from: story?.retyped(), offeredBy: hub.seller, in: place.market,
            language: place.language, at: now, in: tx)
    }

    private func setLine(_ call: ApiCall, quantity: Int64) async throws -> Response {
        let (token, item) = (try call.value(Self.basketToken), try call.value(Self.variant))
        let (place, now) = (try Place.read(call.context, try await hub.markets()), hub.now())
        let json = try await hub.database.write { tx in
            let before = try read(token, place, now, tx)
            guard before.basket.lines.contains(where: { $0.item == item }) else { throw NotFound("line") }
            try call.refuseUnlessMatching(ApiCall.etag(BasketShapes.one.json(before).data))
            try before.basket.set(item, quantity: quantity, in: tx)
            return BasketShapes.one.json(try read(token, place, now, tx))
        }
        return call.answer(json)
    }
}
