package import Storage
package import Values

/// One thing in an order, as it was sold.
package struct OrderLine: Sendable {
    /// What.
    package let item: ItemKey
    /// Its name at that moment.
    package let title: String
    /// Its variant at that moment.
    package let variant: String?
    /// The seller's article number.
    package let sku: String
    /// How many.
    package let quantity: Int64
    /// Price of one as the market showed it.
    package let unitMinor: Int64
    /// Net amount of the line.
    package let netMinor: Int64
    /// Its share of the tax.
    package let taxMinor: Int64
    /// The story from which it was bought.
    package let story: ItemKey?

    /// The lines of an order, as they stood in the basket.
    package static func of(_ order: Key<Order>, in tx: Transaction) throws -> [OrderLine] {
        try tx.all("""
            SELECT item, title, variant, sku, quantity, unit_minor, net_minor, tax_minor, story
            FROM order_lines WHERE order_key = \(order) ORDER BY position
            """) { row in
                OrderLine(
                    item: row.key(0), title: row.text(1), variant: row.optionalText(2), sku: row.text(3),
                    quantity: row.int(4), unitMinor: row.int(5), netMinor: row.int(6), taxMinor: row.int(7),
                    story: row.optionalKey(8))
            }
    }

    func insert(for order: Key<Order>, at position: Int, rate: TaxRate, _ taxClass: TaxClass, in tx: Transaction) throws {
        try tx.run("""
            INSERT INTO order_lines (order_key, position, item, title, variant, sku, quantity, unit_minor, net_minor,
                tax_minor, rate_ppm, tax_class, story)
            VALUES (\(order), \(position), \(item), \(title), \(variant), \(sku), \(quantity), \(unitMinor), \(netMinor),
                \(taxMinor), \(rate.ppm), \(taxClass.name), \(story))
            """)
    }
}

/// The tax of an order by rate.
package struct OrderTax: Sendable {
    /// Which rate.
    package let rate: TaxRate
    /// The net amount that it applies to.
    package let baseMinor: Int64
    /// The tax.
    package let taxMinor: Int64

    /// The taxes of an order, the highest rate first.
    package static func of(_ order: Key<Order>, in tx: Transaction) throws -> [OrderTax] {
        try tx.all("""
            SELECT rate_ppm, base_minor, tax_minor FROM order_taxes WHERE order_key = \(order) ORDER BY rate_ppm DESC
            """) { OrderTax(rate: TaxRate(ppm: $0.int(0)), baseMinor: $0.int(1), taxMinor: $0.int(2)) }
    }
}
