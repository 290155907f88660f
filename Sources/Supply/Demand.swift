package import Values

/// So many of one cell.
package struct Demand: Hashable, Sendable {
    /// From which cell.
    package let cell: Key<Cell>
    /// How many, at least one.
    package let count: Int64

    /// So many of one cell; `count` must be positive.
    package init(_ cell: Key<Cell>, _ count: Int64) {
        precondition(count > 0, "a demand takes something")
        self.cell = cell
        self.count = count
    }
}

extension [Demand] {
    /// One demand a cell, in key order: the order in which every transaction touches cells.
    func merged() -> [Demand] {
        if count == 1 { return self }
        return Dictionary(map { ($0.cell, $0.count) }, uniquingKeysWith: +)
            .map { Demand($0.key, $0.value) }
            .sorted { $0.cell < $1.cell }
    }
}
