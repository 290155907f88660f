import Exchange

/// Handles whose rows do not stand together, found by reading the whole file once: saving one part of such a product
/// would lose the variants of the other. It also finds what is wrong with the file as a whole.
struct ScatteredHandles {
    /// First and second line, by the handle's hash: a million handles must not fill the memory.
    private var lines: [Int: (first: Int, second: Int)] = [:]

    init(_ path: String, _ columns: ProductColumns, _ progress: ImportProgress.Observer?) throws {
        var seen: [Int: Int32] = [:]
        var grouping = ProductGrouping(columns, keepsRows: false)
        var found: [Int: (first: Int, second: Int)] = [:]
        func take(_ piece: ProductGrouping.Piece) throws {
            guard case .product(let product) = piece else { return }
            let hash = product.handle.hashValue
            guard let first = seen[hash] else {
                seen[hash] = Int32(product.line)
                return
            }
            if found[hash] == nil { found[hash] = (Int(first), product.line) }
        }
        try CSVReader.read(path, progress: ImportProgress.checking(progress)) { try grouping.take($0, take) }
        try grouping.finish(take)
        lines = found
    }

    /// Why a product cannot be taken, when its rows are scattered.
    func refusal(of product: ProductRows, _ column: String) -> RefusedRow? {
        guard let (first, second) = lines[product.handle.hashValue] else { return nil }
        let other = product.line == first ? "comes back on line \(second)" : "stands on line \(first) already"
        return RefusedRow(
            product.line, column,
            "“\(product.handle.prefix(60))” \(other), away from this row. Put all rows of one product together.")
    }
}
