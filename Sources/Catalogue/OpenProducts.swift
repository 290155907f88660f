package import Releases
package import Storage
package import Values

extension Product {
    /// The products that a market's shop has: open there, carried by its store, and with a price.
    package static let addressed = Addressed<Product>("products", as: "p", slug: "handle") { isSold(through: $0) }

    /// The keys of some handles' products that are open in a market and have a price there.
    package static func sold(_ handles: [Slug], through gate: Gate, in tx: Transaction) throws -> Set<Key<Product>> {
        guard !handles.isEmpty else { return [] }
        let list = SQL.joined(handles.map { "\($0)" }, by: ", ")
        return Set(try tx.all("""
            SELECT p.key FROM products p WHERE p.handle IN (\(list)) AND \(isSold(through: gate))
            """) { $0.key(0) })
    }

    private static func isSold(through gate: Gate) -> SQL {
        "\(isThere(through: gate)) AND \(isPriced("p.key", in: gate.market, at: gate.at))"
    }
}
