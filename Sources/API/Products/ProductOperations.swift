import Catalogue
import Hub
import Hummingbird
import Releases
import Storage
import Stories
import Values
import Web

extension ApiRoutes {
    private static let kinds = Parameter<[String]>.values(
        "kind", "Only of these kinds, by their codes in `facets`.", limit: ShelfChoice.valuesLimit, example: "scarves")
    private static let sizes = Parameter<[String]>.values(
        "size", "Only what comes in one of these sizes.", limit: ShelfChoice.valuesLimit, example: "m")
    private static let colours = Parameter<[String]>.values(
        "colour", "Only what comes in one of these colours.", limit: ShelfChoice.valuesLimit, example: "ice-blue")
    private static let sports = Parameter<[String]>.values(
        "sport", "Only what belongs to one of these sports.", limit: ShelfChoice.valuesLimit, example: "figure-skating")
    private static let athlete = Parameter<Slug?>.filter(
        "athlete", "Only what is shown in stories about this athlete, where that one is open.", example: "yuzuru-hanyu")
    private static let least = Parameter<Int64?>.amount(
        "min_price", "Only what costs this much or more at its lowest price, in minor units.")
    private static let most = Parameter<Int64?>.amount(
        "max_price", "Only what costs this much or less at its lowest price, in minor units.")
    private static let inStock = Parameter<Bool>.flag(
        "in_stock", "Only what can be taken; what others hold is counted anew twice a minute.")
    private static let order = Parameter<String?>.query(
        "sort", "`new`: the newest first, which is the rule; `cheap`: the lowest price first; `dear`: the highest.",
        .choice(ShelfChoice.Order.allCases.map(\.rawValue)), example: "cheap")

    /// Choices of more values than this are made anew each time, as on the pages.
    private static let keptValues = 2
    private static let storyLimit = 100
    private static let handleLimit = 1_000

    var productOperations: [Operation] {
        [
            .list(
                "listProducts", "products", .products, "The products of a market",
                """
                Those that are open in the market and have a price there. Several values of one filter are alternatives; several \
                filters must all hold. A value that nothing here has leaves nothing. `facets` says which values there are, and how \
                many products each would leave.
                """,
                filters: [
                    Self.kinds.note, Self.sizes.note, Self.colours.note, Self.sports.note, Self.athlete.note, Self.least.note,
                    Self.most.note, Self.inStock.note, Self.order.note,
                ],
                answers: ProductShapes.list, one: "getProduct", by: "handle", handle: products),
            .one("getProduct", "products", Shared.handle, .products, "product", answers: ProductShapes.one, handle: product),
        ]
    }

    private func products(_ call: ApiCall) async throws -> Response {
        let (choice, athlete) = (try Self.choice(call), try call.value(Self.athlete))
        let (shelves, generation) = (hub.shelves, hub.shelves.generation)
        let isKept = choice.count <= Self.keptValues && choice.prices == nil
        return try await listed(call, ProductShapes.list, isKept: isKept, next: \.list.next) { reading, window in
            reading.uses(.products)
            reading.uses(.athletes)
            reading.isFresh(until: Shelves.countsLast(from: reading.gate.at))
            let (gate, language, tx) = (reading.gate, reading.place.language, reading.tx)
            let shelf = try shelves.shelf(through: gate, in: reading.market, generation: generation, in: tx)
            var choice = choice
            choice.after = try window.after { ShelfMark($0) }
            choice.only = try athlete.map { try Self.products(about: $0, reading) }
            let page = shelf.page(choice, limit: window.reach)
            let listed = window.page(page.products) { shelf.mark(of: $0)?.description ?? "" }
            let labels = try Hub.facetLabels(of: page, in: language, through: gate, in: tx)
            return ProductsSeen(
                list: try listed.showing { keys in
                    try ProductCard.find(keys, through: gate, in: reading.market, language: language, in: tx).map { card in
                        let pictures = card.picture.map { [PictureSeen($0.picture, $0.alt, reading)] } ?? []
                        return try ProductSeen(card, pictures: pictures, reading)
                    }
                },
                total: page.total, facets: FacetSeen.all(page, labels))
        }
    }

    /// What the request asks for; refuses more values than anybody may choose, and a range of prices that is none.
    private static func choice(_ call: ApiCall) throws -> ShelfChoice {
        let values: [Facet: [String]] = [
            .kind: try call.value(kinds), .size: try call.value(sizes), .colour: try call.value(colours),
            .sport: try call.value(sports), .stock: try call.value(inStock) ? ["in"] : [],
        ]
        guard values.values.reduce(0, { $0 + $1.count }) <= ShelfChoice.valuesLimit else {
            throw Violations([
                Violation(
                    place: .query(kinds.note.name), code: "too_long",
                    detail: "Choose at most \(ShelfChoice.valuesLimit) values in all filters together.")
            ])
        }
        var choice = ShelfChoice(values, order: try call.value(order).flatMap(ShelfChoice.Order.init) ?? .new)
        let (least, most) = (try call.value(least), try call.value(most))
        guard least ?? 0 <= most ?? .max else {
            throw Violations([
                Violation(place: .query(Self.most.note.name), code: "out_of_range", detail: "Send no less than min_price.")
            ])
        }
        if least != nil || most != nil { choice.prices = (least ?? 0)...(most ?? .max) }
        return choice
    }

    /// The products that open stories about an open athlete show.
    private static func products(about athlete: Slug, _ reading: ApiReading) throws -> Set<Key<Product>> {
        reading.uses(.stories)
        let stories = try Story.list(
            about: [.athlete(athlete)], in: reading.place.language, through: reading.gate, limit: storyLimit, in: reading.tx)
        let handles = try Story.products(of: stories.map(\.key), limit: handleLimit, in: reading.tx)
        return try Product.sold(handles, through: reading.gate, in: reading.tx)
    }

    private func product(_ call: ApiCall) async throws -> Response {
        let handle = try call.value(Shared.handle)
        return try await kept(call) { reading in
            reading.uses(.products)
            let language = reading.place.language
            guard let card = try ProductCard.find(
                [handle], through: reading.gate, in: reading.market, language: language, in: reading.tx).first
            else { throw NotFound("product") }
            let shots = try Shots.of([card.product.key], language: language, in: reading.tx)[card.product.key] ?? []
            let pictures = shots.map { PictureSeen($0.picture, $0.alt, reading) }
            return ProductShapes.one.json(try ProductSeen(card, pictures: pictures, reading))
        }
    }
}
