package import Storage
package import Supply
package import Values

/// How many pieces of a variant lie in which place: one cell each.
package enum Stock {
    /// The place that everything is in until there are more.
    package static let mainPlace = "main"

    /// The cells of several variants, each variant's in the order of its places.
    package static func of(
        _ variants: [Key<Variant>], at now: Instant, in tx: Transaction
    ) throws -> [Key<Variant>: [Cell]] {
        guard !variants.isEmpty else { return [:] }
        let list = SQL.joined(variants.map { "\($0)" }, by: ", ")
        let places = try tx.all("""
            SELECT s.variant, s.cell FROM stock s LEFT JOIN locations l ON l.code = s.place
            WHERE s.variant IN (\(list)) ORDER BY s.variant, l.position, s.place
            """) {
            (variant: $0.key(0, of: Variant.self), cell: $0.key(1, of: Cell.self))
        }
        let cells = try Cell.find(places.map(\.cell), at: now, in: tx)
        return Dictionary(grouping: places, by: \.variant).mapValues { $0.compactMap { cells[$0.cell] } }
    }

    /// Counts a variant in a place: makes the cell when there is none. True when anything changed.
    package static func count(
        _ onHand: Int64, of variant: Key<Variant>, at place: String = mainPlace, on now: Instant, in tx: Transaction
    ) throws -> Bool {
        if let cell = try cell(of: variant, at: place, in: tx) {
            return try Cell.setOnHand(onHand, of: cell, at: now, in: tx)
        }
        // One that was counted before goes on with its cell and its ledger.
        let cell = try Cell.named("stock/\(variant)/\(place)", capacity: onHand, at: now, in: tx)
        try Cell.setOnHand(onHand, of: cell, at: now, in: tx)
        try tx.run("INSERT INTO stock (variant, place, cell) VALUES (\(variant), \(place), \(cell))")
        return true
    }

    /// How many are on hand in a place, held ones included; nil when nobody counts there.
    package static func onHand(_ variant: Key<Variant>, at place: String = mainPlace, in tx: Transaction) throws -> Int64? {
        try tx.first("""
            SELECT c.capacity - c.sold FROM stock s JOIN cells c ON c.key = s.cell
            WHERE s.variant = \(variant) AND s.place = \(place)
            """) { $0.int(0) }
    }

    /// Stops counting a variant in a place; its cell and its ledger stay.
    package static func stopCounting(_ variant: Key<Variant>, at place: String = mainPlace, in tx: Transaction) throws {
        try tx.run("DELETE FROM stock WHERE variant = \(variant) AND place = \(place)")
    }

    /// What so many pieces take: from the first place that has all, else from several in turn; short ones ask the first for all.
    static func demands(_ quantity: Int64, from cells: [Key<Cell>], at now: Instant, in tx: Transaction) throws -> [Demand] {
        guard let first = cells.first else { return [] }
        if cells.count == 1 { return [Demand(first, quantity)] }
        let known = try Cell.find(cells, at: now, in: tx)
        if let whole = cells.first(where: { known[$0]?.available ?? 0 >= quantity }) { return [Demand(whole, quantity)] }
        var missing = quantity
        var demands: [Demand] = []
        for cell in cells where missing > 0 {
            let taken = min(missing, max(known[cell]?.available ?? 0, 0))
            if taken > 0 { demands.append(Demand(cell, taken)) }
            missing -= taken
        }
        return missing == 0 ? demands : [Demand(first, quantity)]
    }

    private static func cell(of variant: Key<Variant>, at place: String, in tx: Transaction) throws -> Key<Cell>? {
        try tx.first("SELECT cell FROM stock WHERE variant = \(variant) AND place = \(place)") { $0.key(0) }
    }
}
