package import Exchange
import Pictures
package import Storage
package import Values

/// Takes a product file of Shopify, in either header dialect, into the hub.
///
/// A column that is there and empty blanks the value, one that is not there leaves it. The plain prices are those of the first market.
/// A product with anything wrong in it is refused whole, with line, column and what to do; the others go on. A file that is wrong as a
/// whole is refused before anything changes, since it is read to its end once before. The same file again changes nothing.
package struct ProductImport: Sendable {
    /// Products and rows that are written in one transaction, so that nobody waits long for the database.
    private static let productsAtOnce = 100
    private static let rowsAtOnce = 500

    private let database: Database
    private let markets: [Market]
    private let now: Instant

    /// An import into a hub's database, for its markets with the home market first, as of a moment.
    package init(database: Database, markets: [Market], now: Instant) {
        precondition(!markets.isEmpty, "prices are those of a market")
        self.database = database
        self.markets = markets
        self.now = now
    }

    /// Reads the file and reports every product; a dry run reports the same and changes nothing.
    package func run(
        _ path: String, isDryRun: Bool = false, progress: ImportProgress.Observer? = nil
    ) async throws -> ImportReport {
        var report = ImportReport("Products from \(path)", isDryRun: isDryRun)
        let markets = markets
        let now = now
        try await ReadingThread.run({ hand in try Self.read(path, markets, progress, hand) }, take: { (batch: [ProductEntry]) in
            let patches = batch.compactMap(\.patch)
            let outcomes = try await database.writeEach(patches, keeps: !isDryRun) { patch, tx in
                try patch.save(at: now, markets, in: tx)
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
        let take = { (piece: ProductGrouping.Piece) in
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

/// Handles whose rows do not stand together, found by reading the whole file once: saving one part of such a product would lose the
/// variants of the other. It also finds what is wrong with the file as a whole.
private struct ScatteredHandles {
    /// First and second line, by the handle's hash: a million handles must not fill the memory.
    private var lines: [Int: (first: Int, second: Int)] = [:]

    init(_ path: String, _ columns: ProductColumns, _ progress: ImportProgress.Observer?) throws {
        var seen: [Int: Int32] = [:]
        var grouping = ProductGrouping(columns, keepsRows: false)
        var found: [Int: (first: Int, second: Int)] = [:]
        let take = { (piece: ProductGrouping.Piece) in
            guard case .product(let product) = piece else { return }
            let hash = product.handle.hashValue
            guard let first = seen[hash] else {
                seen[hash] = Int32(product.line)
                return
            }
            if found[hash] == nil { found[hash] = (Int(first), product.line) }
        }
        let observer: ImportProgress.Observer? = progress.map { progress in
            { progress(ImportProgress(done: $0.done, total: $0.total, label: "Checking \($0.label)")) }
        }
        try CSVReader.read(path, progress: observer) { try grouping.take($0, take) }
        try grouping.finish(take)
        lines = found
    }

    /// Why a product cannot be taken, when its rows are scattered.
    func refusal(of product: ProductRows, _ column: String) -> RefusedRow? {
        guard let (first, second) = lines[product.handle.hashValue] else { return nil }
        let other = product.line == first ? "comes back on line \(second)" : "stands on line \(first) already"
        return RefusedRow(
            product.line, column, "“\(product.handle.prefix(60))” \(other), away from this row. Put all rows of one product together.")
    }
}

/// One product of the file: what it says, or why it cannot be taken.
private struct ProductEntry: Sendable {
    private let line: Int
    private let subject: String
    let patch: ProductPatch?
    private let trouble: (outcome: ImportReport.Outcome, reason: String)?

    private init(_ line: Int, _ subject: String, skipped reason: String) {
        (self.line, self.subject, patch, trouble) = (line, subject, nil, (.skipped, reason))
    }

    init(
        _ piece: ProductGrouping.Piece, _ scattered: ScatteredHandles, _ columns: ProductColumns, _ sanitizer: HTMLSanitizer
    ) {
        do {
            switch piece {
            case .refused(let refusal, let subject):
                self.subject = subject
                throw refusal
            case .product(let rows):
                subject = rows.handle
                let column = columns[.handle].map { columns.names[$0] } ?? ShopifyColumn.handle.rawValue
                if let refusal = scattered.refusal(of: rows, column) { throw refusal }
                patch = try ProductPatch(rows, columns, sanitizer)
                (line, trouble) = (rows.line, nil)
            }
        } catch {
            let refusal = error as? RefusedRow
            (line, patch) = (refusal?.line ?? 1, nil)
            trouble = (.refused, refusal?.reason ?? (error as? any Refusal)?.reason ?? "\(error)")
        }
    }

    /// One row for each market that the file speaks of and the hub does not have.
    static func unknownMarkets(_ columns: ProductColumns) -> [ProductEntry] {
        columns.unknownMarkets.sorted { $0.key < $1.key }.map { title, names in
            let reason = "The hub has no market of this name or code; left out: \(names.joined(separator: ", "))."
            return ProductEntry(1, title, skipped: reason)
        }
    }

    func report(_ outcome: Written<ProductPatch.Saved>?, to report: inout ImportReport) {
        switch outcome {
        case .done(let saved): report.add(.line(line), subject, saved.change.outcome, saved.note)
        case .refused(let refusal):
            report.add(.line((refusal as? RefusedRow)?.line ?? line), subject, .refused, refusal.reason)
        case nil: if let trouble { report.add(.line(line), subject, trouble.outcome, trouble.reason) }
        }
    }
}

extension ProductPatch {
    /// What saving a product of a file came to, and what a person may want to know about it.
    struct Saved: Sendable {
        let change: ProductDraft.Change
        let note: String?
    }

    /// Saves the product without the pictures that the hub does not have.
    func save(at now: Instant, _ markets: [Market], in tx: Transaction) throws -> Saved {
        let known = try StoredProduct.find(handle, at: now, in: tx)
        var draft = try applied(to: known?.draft)
        let missing = try draft.dropUnknownPictures(in: tx)
        let names = missing.count > 5 ? missing.prefix(5) + ["\(missing.count - 5) more"] : missing[...]
        let note = missing.isEmpty ? nil : "Not among the hub's pictures: \(names.joined(separator: ", ")). Import them, then this again."
        return Saved(change: try draft.write(over: known, at: now, markets, in: tx), note: note)
    }
}

extension ProductDraft {
    /// Takes the pictures out that the hub does not have; returns their names.
    mutating func dropUnknownPictures(in tx: Transaction) throws -> [String] {
        let names = Set(shots.map(\.name) + variants.map(\.picture)).subtracting([""])
        guard !names.isEmpty else { return [] }
        let known = try Picture.keys(of: names, in: tx)
        let missing = names.filter { known[$0] == nil }
        shots.removeAll { missing.contains($0.name) }
        for index in variants.indices where missing.contains(variants[index].picture) { variants[index].picture = "" }
        return missing.sorted()
    }
}
