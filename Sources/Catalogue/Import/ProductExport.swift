import Exchange
package import Storage
package import Values

/// Writes the catalogue as a product file of Shopify, in its current dialect: importing that into an empty hub gives
/// the same products.
package struct ProductExport: Sendable {
    /// Products that are read at once.
    private static let page = 50
    /// Bytes that wait before they are written.
    private static let pieceBytes = 256 * 1024

    private let database: Database
    private let markets: [Market]
    private let now: Instant

    /// An export from a hub's database, for its markets with the home market first: prices and stock are those of `now`.
    package init(database: Database, markets: [Market], now: Instant = .now) {
        precondition(!markets.isEmpty, "prices are those of a market")
        self.database = database
        self.markets = markets
        self.now = now
    }

    /// Writes a file, whole or not at all, from one consistent view of the hub, and tells how many products there are,
    /// in the order in which they came in. Refuses a path that cannot be written to.
    package func write(to path: String) async throws -> Int {
        let markets = markets
        let now = now
        return try await database.read { tx in
            let file = try WholeFile(path)
            let sheet = try ProductSheet(markets, in: tx)
            var writer = CSVWriter(header: sheet.header)
            var count = 0
            var last = Key<Product>(raw: 0)
            while true {
                let products = try StoredProduct.all("key > \(last)", at: now, limit: Self.page, in: tx)
                for product in products { for row in sheet.rows(of: product.draft) { writer.append(row) } }
                count += products.count
                if writer.count >= Self.pieceBytes { try file.append(writer.take()) }
                guard products.count == Self.page, let next = products.last?.key else { break }
                last = next
            }
            try file.append(writer.take())
            try file.finish()
            return count
        }
    }
}
