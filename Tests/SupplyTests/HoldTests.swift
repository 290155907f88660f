import Storage
import Supply
import TestKit
import Testing
import Values

@Suite struct HoldTests {
    /// Each row starts with three cells of which 5, 3 and 1 exist, and takes one hold after another.
    @Test(arguments: Engine.available)
    func `a hold takes everything it asks for or nothing`(engine: Engine) async throws {
        for row in TextTable.rows("""
            # holds, one after another | refusals         | cells as capacity/held/sold
            1a                         |                  | 5/1/0 3/0/0 1/0/0
            5a                         |                  | 5/5/0 3/0/0 1/0/0
            6a                         | a wants 6 of 5   | 5/0/0 3/0/0 1/0/0
            2a 3b 1c                   |                  | 5/2/0 3/3/0 1/1/0
            2a 4b                      | b wants 4 of 3   | 5/0/0 3/0/0 1/0/0
            4b 6a                      | a wants 6 of 5   | 5/0/0 3/0/0 1/0/0
            1a 1a 1a                   |                  | 5/3/0 3/0/0 1/0/0
            3a 3a                      | a wants 6 of 5   | 5/0/0 3/0/0 1/0/0
            3a, 3a                     | a wants 3 of 2   | 5/3/0 3/0/0 1/0/0
            1a 1c, 1b 1c               | c wants 1 of 0   | 5/1/0 3/0/0 1/1/0
            5a, 3b, 1c, 1a, 1b, 1c     | a wants 1 of 0; b wants 1 of 0; c wants 1 of 0 | 5/5/0 3/3/0 1/1/0
            """) {
            try await Shelf.with(engine, [5, 3, 1]) { shelf in
                var refusals: [String] = []
                for demands in row[0].split(separator: ",") {
                    do {
                        try await shelf.take(String(demands))
                    } catch SupplyRefusal.short(let cell, let wanted, let available) {
                        let index = try #require(shelf.cells.firstIndex(of: cell))
                        refusals.append("\(Shelf.name(index)) wants \(wanted) of \(available)")
                    }
                }
                let stored = try await shelf.stored()
                #expect(refusals.joined(separator: "; ") == row[1], "\(row)")
                #expect(stored == row[2], "\(row)")
            }
        }
    }

    @Test(arguments: Engine.available)
    func `a hold that ran out counts as free when it is read, and gives way when somebody needs it`(engine: Engine) async throws {
        try await Shelf.with(engine, [5, 3]) { shelf in
            let old = try await shelf.take("4a 2b", for: 60)
            #expect(try await shelf.available(after: 59) == [1, 1])
            #expect(try await shelf.available(after: 60) == [5, 3])
            let cells = try await shelf.database.read { try Cell.find(shelf.cells, at: Shelf.now, in: $0) }
            #expect(cells.values.allSatisfy { $0.nextExpiry == Shelf.now.adding(seconds: 60) })
            try await shelf.expect("5/4/0 3/2/0")
            await #expect(throws: SupplyRefusal.self) { try await shelf.take("2a", after: 59) }
            try await shelf.take("1a", after: 60)
            try await shelf.expect("5/5/0 3/2/0", "one was free, so the old hold still has its four")
            try await shelf.take("3a", after: 60)
            try await shelf.expect("5/4/0 3/0/0", "the old hold gave everything back, also of b")
            #expect(try await shelf.confirm(old, after: 61) == false)
            try await shelf.expect("5/4/0 3/0/0")
        }
    }

    @Test(arguments: Engine.available)
    func `the sweep gives back what has run out and nothing else`(engine: Engine) async throws {
        try await Shelf.with(engine, [10]) { shelf in
            for length in [10, 20, 30, 40] as [Int64] { try await shelf.take("1a", for: length) }
            let sweep = { (limit: Int, seconds: Int64) in
                try await shelf.database.write { try Hold.sweep(limit: limit, at: Shelf.now.adding(seconds: seconds), in: $0) }
            }
            #expect(try await sweep(10, 9) == 0)
            #expect(try await sweep(2, 30) == 2)
            try await shelf.expect("10/2/0")
            #expect(try await sweep(10, 30) == 1)
            #expect(try await sweep(10, 30) == 0)
            try await shelf.expect("10/1/0")
        }
    }

    @Test(arguments: Engine.available)
    func `a hold is confirmed once`(engine: Engine) async throws {
        try await Shelf.with(engine, [5, 3]) { shelf in
            let hold = try await shelf.take("2a 1b")
            let outcomes = await Outcome.all(20) { _ in try await shelf.confirm(hold) }
            #expect(outcomes.compactMap(\.failure).map { "\($0)" } == [])
            #expect(outcomes.count { $0.value == true } == 1)
            #expect(outcomes.count { $0.value == false } == 19)
            try await shelf.expect("5/0/2 3/0/1")
            try await shelf.release(hold)
            try await shelf.expect("5/0/2 3/0/1")
        }
    }

    @Test(arguments: Engine.available)
    func `a hold that ran out but that nobody needed can be confirmed`(engine: Engine) async throws {
        try await Shelf.with(engine, [5]) { shelf in
            let hold = try await shelf.take("5a", for: 60)
            #expect(try await shelf.confirm(hold, after: 100_000))
            try await shelf.expect("5/0/5")
        }
    }

    @Test(arguments: Engine.available)
    func `a hold is given back once`(engine: Engine) async throws {
        try await Shelf.with(engine, [5, 3]) { shelf in
            let hold = try await shelf.take("2a 1b")
            try await shelf.take("1a")
            _ = await Outcome.all(10) { _ in try await shelf.release(hold) }
            try await shelf.expect("5/1/0 3/0/0")
            #expect(try await shelf.confirm(hold) == false)
            try await shelf.expect("5/1/0 3/0/0")
        }
    }

    @Test(arguments: Engine.available)
    func `confirm and release that race leave either all or nothing sold`(engine: Engine) async throws {
        try await Shelf.with(engine, [100, 100]) { shelf in
            var sold = 0
            for _ in 0..<20 {
                let hold = try await shelf.take("1a 1b")
                async let confirmed = shelf.confirm(hold)
                async let released: Void = shelf.release(hold)
                try await released
                if try await confirmed { sold += 1 }
            }
            try await shelf.expect("100/0/\(sold) 100/0/\(sold)")
        }
    }

    @Test(arguments: Engine.available)
    func `a limit is a cell that comes into being when first used`(engine: Engine) async throws {
        try await Shelf.with(engine, [50]) { shelf in
            let outcomes = await Outcome.all(10) { number in
                try await shelf.database.write { tx in
                    let limit = try Cell.named("limit/\(number % 2)", capacity: 3, at: Shelf.now, in: tx)
                    return try Hold.take(
                        shelf.parse("1a") + [Demand(limit, 1)], until: Shelf.now.adding(seconds: 60), at: Shelf.now, in: tx).key
                }
            }
            #expect(outcomes.count { $0.value != nil } == 6)
            #expect(outcomes.compactMap(\.refusal) == Array(repeating: "sold_out", count: 4))
            try await shelf.expect("50/6/0 3/3/0 3/3/0")
        }
    }

    @Test(arguments: Engine.available)
    func `a cell that does not exist has nothing left`(engine: Engine) async throws {
        try await Shelf.with(engine, [5]) { shelf in
            let outcome = await Outcome.of {
                try await shelf.database.write { tx in
                    try Hold.take([Demand(Key(raw: 7), 1)], until: .never, at: Shelf.now, in: tx).key
                }
            }
            #expect(outcome.refusal == "sold_out")
            let found = try await shelf.database.read { try Cell.find([Key(raw: 7)], at: Shelf.now, in: $0) }
            #expect(found.isEmpty)
        }
    }
}
