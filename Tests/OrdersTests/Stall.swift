import Orders
import Storage
import Supply
import Values

/// Sells what stands in a table of its own: one cell for the pieces, and one a buyer where there is a purchase limit.
struct Stall: Seller {
    static let migrations = [
        Migration(
            "stall-1",
            """
            CREATE TABLE goods (
                item BIGINT PRIMARY KEY,
                name TEXT NOT NULL UNIQUE,
                price_minor BIGINT NOT NULL,
                tax_class TEXT NOT NULL,
                cell BIGINT NOT NULL,
                buyer_limit BIGINT NOT NULL
            )
            """)
    ]

    func shelves(of item: ItemKey, in tx: Transaction) throws -> [Key<Cell>] {
        try tx.all("SELECT cell FROM goods WHERE item = \(item)") { $0.key(0) }
    }

    func offer(
        _ item: ItemKey, quantity: Int64, by buyer: Buyer?, in market: Market, language: Language, at now: Instant,
        in tx: Transaction
    ) throws -> Offer? {
        let found = try tx.first("SELECT name, price_minor, tax_class, cell, buyer_limit FROM goods WHERE item = \(item)") { row in
            (name: row.text(0), price: row.int(1), taxClass: row.text(2), cell: row.key(3, of: Cell.self), limit: row.int(4))
        }
        guard let goods = found else { return nil }
        var demands = [Demand(goods.cell, quantity)]
        if let buyer, goods.limit > 0 {
            let limit = try Cell.named("limit/\(goods.name)/\(buyer.email)", capacity: goods.limit, at: now, in: tx)
            demands.append(Demand(limit, quantity))
        }
        return Offer(
            item: item, title: goods.name, variant: nil, sku: "SKU-\(goods.name)", unit: Money(minor: goods.price, market.currency),
            taxClass: TaxClass(goods.taxClass), path: "goods/\(goods.name)", picture: nil, demands: demands)
    }
}
