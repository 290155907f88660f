package import Storage
package import Values

/// What a fan has picked so far in one market. It holds nothing: stock is taken when the order is placed.
package struct Basket: Sendable {
    /// Different things in one basket.
    package static let linesLimit = 50
    /// Of one thing in one basket.
    package static let quantityLimit: Int64 = 20

    /// One thing and how many of it.
    package struct Line: Sendable {
        /// What.
        package let item: ItemKey
        /// How many, 1 to 20.
        package let quantity: Int64
        /// The story from which it was put in.
        package let story: ItemKey?
    }

    /// Which basket.
    package let key: Key<Basket>
    /// The secret in the fan's cookie.
    package let token: Token
    /// Where it is bought.
    package let market: MarketCode
    /// In the order in which they were put in.
    package let lines: [Line]

    /// The basket behind a cookie, or nil when it is unknown, belongs to another market or was ordered already.
    package static func find(_ token: Token, in market: MarketCode, in tx: Transaction) throws -> Basket? {
        guard let key = try tx.first("""
            SELECT key FROM baskets WHERE token = \(token) AND market = \(market) AND closed_at IS NULL
            """, { $0.key(0, of: Basket.self) }) else { return nil }
        return Basket(key: key, token: token, market: market, lines: try lines(of: key, in: tx))
    }

    /// An empty basket with a new token.
    package static func create(in market: MarketCode, at now: Instant, in tx: Transaction) throws -> Basket {
        let basket = Basket(key: try tx.newKey(), token: .random(), market: market, lines: [])
        try tx.run("""
            INSERT INTO baskets (key, token, market, created_at, changed_at, closed_at)
            VALUES (\(basket.key), \(basket.token), \(market), \(now), \(now), NULL)
            """)
        return basket
    }

    static func lines(of key: Key<Basket>, in tx: Transaction) throws -> [Line] {
        try tx.all("SELECT item, quantity, story FROM basket_lines WHERE basket = \(key) ORDER BY position") {
            Line(item: $0.key(0), quantity: $0.int(1), story: $0.optionalKey(2))
        }
    }

    /// Adds so many of a thing that is sold here now, and returns its offer; more than 20 of one thing or 50 things are refused.
    @discardableResult
    package func add(
        _ item: ItemKey, quantity: Int64, from story: ItemKey?, offeredBy seller: any Seller, in market: Market,
        language: Language, at now: Instant, in tx: Transaction
    ) throws -> Offer {
        guard (1...Self.quantityLimit).contains(quantity) else {
            throw InvalidField("quantity", "Choose a quantity from 1 to \(Self.quantityLimit).")
        }
        let before = lines.first { $0.item == item }?.quantity ?? 0
        guard before + quantity <= Self.quantityLimit else { throw OrderRefusal.tooMany(limit: Self.quantityLimit) }
        guard before > 0 || lines.count < Self.linesLimit else { throw OrderRefusal.basketFull(limit: Self.linesLimit) }
        guard let offer = try seller.offer(
            item, quantity: before + quantity, by: nil, in: market, language: language, at: now, in: tx)
        else { throw OrderRefusal.notSoldHere }
        let rows = try tx.run("""
            INSERT INTO basket_lines (basket, item, quantity, story, position)
            VALUES (\(key), \(item), \(quantity), \(story), \(try tx.newKey(Line.self)))
            ON CONFLICT (basket, item) DO UPDATE SET quantity = basket_lines.quantity + excluded.quantity
            WHERE basket_lines.quantity + excluded.quantity <= \(Self.quantityLimit)
            """)
        guard rows == 1 else { throw OrderRefusal.tooMany(limit: Self.quantityLimit) }
        return offer
    }

    /// Ends it for an order; false when another order had it first.
    func close(at now: Instant, in tx: Transaction) throws -> Bool {
        try tx.run("UPDATE baskets SET closed_at = \(now) WHERE key = \(key) AND closed_at IS NULL") == 1
    }

    /// Sets how many of a thing are wanted; zero takes it out.
    package func set(_ item: ItemKey, quantity: Int64, in tx: Transaction) throws {
        guard (0...Self.quantityLimit).contains(quantity) else {
            throw InvalidField("quantity", "Choose a quantity from 0 to \(Self.quantityLimit).")
        }
        if quantity == 0 {
            try tx.run("DELETE FROM basket_lines WHERE basket = \(key) AND item = \(item)")
        } else {
            try tx.run("UPDATE basket_lines SET quantity = \(quantity) WHERE basket = \(key) AND item = \(item)")
        }
    }
}
