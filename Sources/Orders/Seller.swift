package import Storage
package import Supply
package import Values

/// What the till asks of whoever has something to sell.
package protocol Seller: Sendable {
    /// The offer for one wanted line in a market, named in a language as far as the seller can,
    /// or nil when it is not sold there at that moment.
    ///
    /// `quantity` decides the demands; `buyer`, once known, the purchase limit.
    func offer(
        _ item: ItemKey, quantity: Int64, by buyer: Buyer?, in market: Market, language: Language, at now: Instant,
        in tx: Transaction
    ) throws -> Offer?

    /// The cells on which pieces of a thing lie, the one that returned pieces go to first; none for what is not counted.
    func shelves(of item: ItemKey, in tx: Transaction) throws -> [Key<Cell>]
}

/// Who buys, as far as purchase limits care.
package struct Buyer: Hashable, Sendable {
    /// E-mail address in lower case.
    package let email: String

    /// A buyer by e-mail address.
    package init(email: String) { self.email = email.lowercased() }
}
