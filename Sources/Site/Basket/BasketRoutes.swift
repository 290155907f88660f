import HTTPTypes
import Hub
import Hummingbird
import Orders
import Pictures
import Releases
import Storage
import Stories
import Values
import Web

/// Looking at the basket and changing it.
struct BasketRoutes: Sendable {
    let pages: SitePages

    func show(_ request: Request, _ context: WebContext) async throws -> Response {
        let place = try await pages.place(context)
        let query = try Form(urlEncoded: request.uri.query ?? "")
        let words = pages.words(place.language)
        let notice = query["added"].orNil.map { words("added", $0) }
        let (basket, quote, pictures) = try await read(BasketCookie.read(request, in: place), place)
        return pages.personal(
            "basket", BasketPage.make(basket, quote, pictures, notice: notice, in: place, words), in: place)
    }

    private func read(
        _ token: Token?, _ place: Place
    ) async throws -> (Basket?, Quote?, [String: Picture]) {
        let (seller, now) = (pages.hub.seller, pages.hub.now())
        return try await pages.hub.database.read { tx in
            guard let basket = try token.flatMap({ try Basket.find($0, in: place.market.code, in: tx) }) else {
                return (nil, nil, [:])
            }
            let quote = try Quote.make(
                basket, by: nil, region: "", offeredBy: seller, in: place.market, language: place.language, at: now,
                in: tx)
            var pictures: [String: Picture] = [:]
            for name in quote.lines.compactMap(\.offer?.picture) { pictures[name] = try Picture.named(name, in: tx) }
            return (basket, quote, pictures)
        }
    }

    func add(_ request: Request, _ context: WebContext) async throws -> Response {
        let place = try await pages.place(context)
        let form = try await Form.read(request)
        let words = pages.words(place.language)
        guard let item = Key<Item>(form["variant"]) else { throw InvalidField("variant", words("chooseFirst")) }
        let quantity = try Self.quantity(form["quantity"].orNil ?? "1")
        let token = BasketCookie.read(request, in: place)
        let story = Counting.isRefused(by: request) ? nil : Slug(form["from"])
        let (seller, now) = (pages.hub.seller, pages.hub.now())
        let (basket, title) = try await pages.hub.database.write { tx in
            let basket = try token.flatMap { try Basket.find($0, in: place.market.code, in: tx) }
                ?? Basket.create(in: place.market.code, at: now, in: tx)
            let gate = Gate(place.market.code, at: now)
            let key = try story.flatMap { try Story.key(of: $0, through: gate, in: tx) }
            let offer = try basket.add(
                item, quantity: quantity, from: key?.retyped(), offeredBy: seller, in: place.market, language: place.language,
                at: now, in: tx)
            return (basket, offer.title)
        }
        var response = Response.redirect("\(place.base)/basket?added=\(title.urlQueryEscaped)")
        BasketCookie.set(basket.token, in: place, isSecure: pages.isSecure, on: &response)
        return response
    }

    func update(_ request: Request, _ context: WebContext) async throws -> Response {
        let form = try await Form.read(request)
        return try await set(request, context, form, quantity: try Self.quantity(form["quantity"]))
    }

    func remove(_ request: Request, _ context: WebContext) async throws -> Response {
        try await set(request, context, try await Form.read(request), quantity: 0)
    }

    private func set(
        _ request: Request, _ context: WebContext, _ form: Form, quantity: Int64
    ) async throws -> Response {
        let place = try await pages.place(context)
        guard let item = Key<Item>(form["key"]) else { throw InvalidField("key", "Choose a line of the basket.") }
        if let token = BasketCookie.read(request, in: place) {
            try await pages.hub.database.write { tx in
                try Basket.find(token, in: place.market.code, in: tx)?.set(item, quantity: quantity, in: tx)
            }
        }
        return .redirect("\(place.base)/basket")
    }

    private static func quantity(_ text: String) throws -> Int64 {
        guard let quantity = Int64(text) else {
            throw InvalidField("quantity", "Choose a quantity from 1 to \(Basket.quantityLimit).")
        }
        return quantity
    }
}

extension Response {
    /// After a form: look at this page next (303, so that a reload sends nothing again).
    static func redirect(_ path: String) -> Response {
        Response(status: .seeOther, headers: [.location: path, .cacheControl: "no-store"])
    }
}

extension String {
    /// The text as one value of a query.
    var urlQueryEscaped: String {
        utf8.map { byte in
            switch byte {
            case 48...57, 65...90, 97...122, UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"): String(UnicodeScalar(byte))
            default: "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }.joined()
    }
}
