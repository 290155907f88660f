import Storage
import Supply
import TestKit
import Testing
import Values

@Suite struct StockCountTests {
    /// The cell starts with seven, of which two are held and one is sold.
    @Test(arguments: Engine.available)
    func `a stock count sets what is on hand, sold ones not counted`(engine: Engine) async throws {
        for row in TextTable.rows("""
            # on hand | changes | cell
            6         | false   | 7/2/1
            10        | true    | 11/2/1
            2         | true    | 3/2/1
            1         | refused | 7/2/1
            0         | refused | 7/2/1
            """) {
            try await Shelf.with(engine, [7]) { shelf in
                let sold = try await shelf.take("1a")
                _ = try await shelf.confirm(sold)
                try await shelf.take("2a")
                let onHand = try #require(Int64(row[0]))
                let outcome = await Outcome.of {
                    try await shelf.database.write { try Cell.setOnHand(onHand, of: shelf.cells[0], at: Shelf.now, in: $0) }
                }
                #expect(outcome.value.map { "\($0)" } ?? (outcome.refusal == "below_held" ? "refused" : "failed") == row[1], "\(row)")
                let stored = try await shelf.stored()
                #expect(stored == row[2], "\(row)")
            }
        }
    }

    @Test(arguments: Engine.available)
    func `cells that are nearly gone are low`(engine: Engine) async throws {
        try await Shelf.with(engine, [6, 5, 1, 0]) { shelf in
            let cells = try await shelf.database.read { try Cell.find(shelf.cells, at: Shelf.now, in: $0) }
            #expect(shelf.cells.map { cells[$0]?.isLow } == [false, true, true, false])
            #expect(cells.values.allSatisfy { $0.nextExpiry == nil })
        }
    }

    @Test(arguments: Engine.available)
    func `pages hear of every change while few are left`(engine: Engine) async throws {
        try await Shelf.with(engine, [7]) { shelf in
            let heard = Trail<Set<Topic>>()
            shelf.database.onChange(heard.add)
            let hold = try await shelf.take("1a")
            #expect(heard.all.isEmpty, "six are left: pages say the same")
            try await shelf.take("1a")
            #expect(heard.all.count == 1, "five are left: few")
            try await shelf.take("1a")
            #expect(heard.all.count == 2, "four are left")
            try await shelf.take("4a")
            #expect(heard.all.count == 3, "none is left")
            try await shelf.release(hold)
            #expect(heard.all == Array(repeating: [Topic(shelf.cells[0])], count: 4), "one is back")
        }
    }
}
