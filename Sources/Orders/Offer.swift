// Orders is the till: baskets, prices, tax, orders and their payments. It sells offers and knows nothing of what they are.
//
// - An order is placed in one transaction: everything is priced again, checked against the gate, held, written together with
//   its idempotency record. The payment provider is called outside of any transaction. Whatever the provider says, by return,
//   webhook or poll, goes to the one `Payment.finalise`, which acts once.
// - Amounts are whole minor units. Tax is rounded half up per rate on the sum, spread over the lines by largest remainder and
//   stored there (docs/algorithms/pricing.md).
// - What follows an order leaves as facts: `order.paid`, `order.cancelled`, `payment.failed`, `payment.refunded`,
//   `order.shipped`, `order.refunded`, `refund.failed`.
//
// What a thing is called and costs comes from a `Seller`; scarcity is left to Supply, mail and providers to the hub.

package import Supply
package import Values

/// One thing as the till sees it, priced for one market at one moment.
package struct Offer: Sendable {
    /// What is sold, such as a size of a shirt.
    package let item: ItemKey
    /// The name on the order, such as `Lane scarf`.
    package let title: String
    /// Which variant, such as `Red / M`; nil when there is only one.
    package let variant: String?
    /// The seller's article number.
    package let sku: String
    /// Price of one, as the market shows it.
    package let unit: Money
    /// Which tax rate applies.
    package let taxClass: TaxClass
    /// Where it can be read about, below the market's base.
    package let path: String
    /// File name of its picture, when it has one.
    package let picture: String?
    /// What one order line of the wanted quantity takes.
    package let demands: [Demand]

    /// An offer from its parts.
    package init(
        item: ItemKey, title: String, variant: String?, sku: String, unit: Money, taxClass: TaxClass, path: String,
        picture: String?, demands: [Demand]
    ) {
        self.item = item
        self.title = title
        self.variant = variant
        self.sku = sku
        self.unit = unit
        self.taxClass = taxClass
        self.path = path
        self.picture = picture
        self.demands = demands
    }
}

/// A kind of tax treatment that every market has its own rates for, such as `standard` or `books`.
package struct TaxClass: Hashable, Sendable, Codable {
    /// The name, lower case.
    package let name: String

    /// A class by its name; empty means standard.
    package init(_ name: String) { self.name = name.isEmpty ? "standard" : name.lowercased() }

    /// What applies when nothing else is said.
    package static let standard = TaxClass("standard")
    /// What no tax is charged on anywhere.
    package static let exempt = TaxClass("exempt")
}
