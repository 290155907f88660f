import Storage
import Supply
import TestKit
import Testing
import Values

@Suite struct SupplyAuditTests {
    /// Cells `a` (5, two held, one sold) and `b` (3, one held), changed behind the program's back.
    @Test(arguments: Engine.available)
    func `the audit names whatever was tampered with`(engine: Engine) async throws {
        for row in TextTable.rows("""
            # statement                                          | what the audit says
            UPDATE cells SET held = held + 0                     |
            UPDATE cells SET sold = sold + 1 WHERE name = 'a'    | cell a says capacity 5, held 2, sold 2; its ledger sums to 5, 2, 1
            UPDATE cells SET capacity = 9 WHERE name = 'b'       | cell b says capacity 9, held 1, sold 0; its ledger sums to 3, 1, 0
            UPDATE cells SET held = 0 WHERE name = 'b'           | cell b says capacity 3, held 0, sold 0; its ledger sums to 3, 1, 0; cell b says 0 are held; the holds on it sum to 1
            UPDATE ledger SET sold = 2 WHERE sold = 1            | cell a says capacity 5, held 2, sold 1; its ledger sums to 5, 2, 2
            DELETE FROM ledger WHERE movement = 'confirmed'      | cell a says capacity 5, held 2, sold 1; its ledger sums to 5, 3, 0
            UPDATE hold_lines SET count = 9 WHERE count = 2      | cell a says 2 are held; the holds on it sum to 9
            DELETE FROM hold_lines WHERE count = 1               | cell b says 1 are held; the holds on it sum to 0
            DELETE FROM holds                                    | hold HOLD has lines but no record
            DELETE FROM cells WHERE name = 'b'                   | the ledger and the holds name a cell CELL that does not exist
            """) {
            try await TestDatabase.with(engine, SupplySchema.migrations) { place in
                let (cell, hold) = try await place.database.write { tx in
                    let a = try Cell.create("a", capacity: 5, at: Shelf.now, in: tx)
                    let b = try Cell.create("b", capacity: 3, at: Shelf.now, in: tx)
                    let sold = try Hold.take([Demand(a, 1)], until: .never, at: Shelf.now, in: tx)
                    _ = try Hold.confirm(sold.key, at: Shelf.now, in: tx)
                    return (b, try Hold.take([Demand(a, 2), Demand(b, 1)], until: .never, at: Shelf.now, in: tx).key)
                }
                let problems = try await place.database.write { tx in
                    try tx.run(SQL(stringLiteral: row[0]))
                    return try SupplyAudit.problems(in: tx)
                }
                let expected = row[1].replacing("HOLD", with: "\(hold)").replacing("CELL", with: "\(cell)")
                #expect(problems.joined(separator: "; ") == expected)
            }
        }
    }

    @Test(arguments: Engine.available)
    func `the database itself keeps a cell from being oversold`(engine: Engine) async throws {
        try await Shelf.with(engine, [5]) { shelf in
            for change in ["sold = 6", "held = 6", "held = -1", "sold = -1", "capacity = -1"] {
                let outcome = await Outcome.of {
                    try await shelf.database.write { tx in try tx.run(SQL(stringLiteral: "UPDATE cells SET \(change)")) }
                }
                #expect((outcome.failure as? Fault)?.kind == .storageBroken, "\(change)")
            }
            try await shelf.expect("5/0/0")
        }
    }

    @Test func `availability, taking and sweeping walk over no row without an index`() async throws {
        try await TestDatabase.with(.sqlite, SupplySchema.migrations) { place in
            let cells = try await place.database.write { tx in
                let cells = try (0..<300).map { try Cell.create("cell \($0)", capacity: 50, at: Shelf.now, in: tx) }
                for number in 0..<300 {
                    _ = try Hold.take(
                        [Demand(cells[number], 1), Demand(cells[(number + 1) % 300], 2)],
                        until: Shelf.now.adding(seconds: Int64(number)), at: Shelf.now, in: tx)
                }
                return cells
            }
            let steps = try await place.database.write { tx in
                let now = Shelf.now.adding(seconds: 5)
                _ = try Cell.find([cells[3], cells[200], cells[299]], at: now, in: tx)
                let hold = try Hold.take([Demand(cells[7], 47), Demand(cells[8], 1)], until: .never, at: now, in: tx)
                _ = try Hold.confirm(hold.key, at: now, in: tx)
                try Hold.sweep(limit: 3, at: now, in: tx)
                _ = try Cell.named("cell 9", capacity: 1, at: now, in: tx)
                _ = try Cell.setOnHand(60, of: cells[10], at: now, in: tx)
                return tx.fullScanSteps
            }
            #expect(steps == 0)
        }
    }
}
