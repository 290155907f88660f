package import Exchange
package import Storage
package import Values

/// Takes a product file of Shopify, in either header dialect, into the hub.
///
/// A column that is there and empty blanks the value, one that is not there leaves it. The plain prices are those of
/// the first market. A product with anything wrong in it is refused whole, with line, column and what to do; the others
/// go on. A file that is wrong as a whole is refused before anything changes, since it is read to its end once before.
/// The same file again changes nothing. A new product is carried by every store unless something says which ones.
package struct ProductImport: Sendable {
    /// Products and rows that are written in one transaction, so that nobody waits long for the database.
    private static let productsAtOnce = 100
    private static let rowsAtOnce = 500

    private let database: Database
    private let markets: [Market]
    private let stores: [Slug]
    private let now: Instant

    /// An import into a hub's database, for its markets with the home market first, as of a moment. `stores` carry what is in the
    /// file, beside those that carry it already, unless the file has a column that says which ones do.
    package init(database: Database, markets: [Market], stores: [Slug] = [], now: Instant) {
        precondition(!markets.isEmpty, "prices are those of a market")
        self.database = database
        self.markets = markets
        self.stores = stores
        self.now = now
    }

    /// Reads the file and reports every product; a dry run reports the same and changes nothing.
    package func run(
        _ path: String, isDryRun: Bool = false, progress: ImportProgress.Observer? = nil
    ) async throws -> ImportReport {
        var report = ImportReport("Products from \(path)", isDryRun: isDryRun)
        let (markets, stores, now) = (markets, stores, now)
        let read = { @Sendable hand in try Self.read(path, markets, progress, hand) }
        try await ReadingThread.run(read, take: { (batch: [ProductEntry]) in
            let patches = batch.compactMap(\.patch)
            let outcomes = try await database.writeEach(patches, keeps: !isDryRun) { patch, tx in
                try patch.save(at: now, markets, carriedBy: stores, in: tx)
            }
            var next = outcomes.makeIterator()
            for entry in batch { entry.report(entry.patch.flatMap { _ in next.next() }, to: &report) }
        })
        return report
    }

    private static func read(
        _ path: String, _ markets: [Market], _ progress: ImportProgress.Observer?, _ hand: ([ProductEntry]) throws -> Void
    ) throws {
        let columns = try ProductColumns(try CSVReader.header(of: path), markets)
        let scattered = try ScatteredHandles(path, columns, progress)
        try hand(ProductEntry.unknownMarkets(columns))
        let sanitizer = HTMLSanitizer()
        var grouping = ProductGrouping(columns)
        var batch: [ProductEntry] = []
        var rows = 0
        func take(_ piece: ProductGrouping.Piece) throws {
            if case .product(let product) = piece { rows += product.rows.count }
            batch.append(ProductEntry(piece, scattered, columns, sanitizer))
            guard batch.count >= productsAtOnce || rows >= rowsAtOnce else { return }
            try hand(batch)
            (batch, rows) = ([], 0)
        }
        try CSVReader.read(path, progress: progress) { try grouping.take($0, take) }
        try grouping.finish(take)
        try hand(batch)
    }
}
