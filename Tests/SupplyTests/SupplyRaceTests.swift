import Storage
import Supply
import TestKit
import Testing
import Values

@Suite struct SupplyRaceTests {
    @Test(arguments: Engine.available)
    func `of fifty takers and one last piece one gets it`(engine: Engine) async throws {
        try await Shelf.with(engine, [1]) { shelf in
            let outcomes = await Outcome.all(50) { _ in try await shelf.take("1a") }
            #expect(outcomes.compactMap(\.failure).map { "\($0)" } == [])
            #expect(outcomes.compactMap(\.value).count == 1)
            #expect(outcomes.compactMap(\.refusal) == Array(repeating: "sold_out", count: 49))
            let stored = try await shelf.stored()
            #expect(stored == "1/1/0")
            let rows = try await shelf.database.read { tx in
                [try tx.count("SELECT count(*) FROM holds"), try tx.count("SELECT count(*) FROM hold_lines"),
                 try tx.count("SELECT count(*) FROM ledger")]
            }
            #expect(rows == [1, 1, 2], "nothing else changed: one hold, its line, and the ledger of making the cell and taking it")
        }
    }

    @Test(arguments: Engine.available)
    func `of fifty takers and a last piece whose hold ran out one gets it`(engine: Engine) async throws {
        try await Shelf.with(engine, [1]) { shelf in
            try await shelf.take("1a", for: 60)
            let outcomes = await Outcome.all(50) { _ in try await shelf.take("1a", after: 60) }
            #expect(outcomes.compactMap(\.failure).map { "\($0)" } == [])
            #expect(outcomes.compactMap(\.value).count == 1)
            #expect(outcomes.compactMap(\.refusal).count == 49)
            try await shelf.expect("1/1/0")
        }
    }

    @Test(arguments: Engine.available)
    func `two hundred holds over eight cells in any order end, each whole or not at all`(engine: Engine) async throws {
        var random = SeededRandom.printed()
        let wishes = (0..<200).map { _ in
            (0..<8).shuffled(using: &random).map { "\(Int.random(in: 1...2, using: &random))\(Shelf.name($0))" }.joined(separator: " ")
        }
        try await Shelf.with(engine, Array(repeating: 100, count: 8)) { shelf in
            let outcomes = await Outcome.all(200) { number in
                let hold = try await shelf.take(wishes[number])
                if number % 3 == 0 { try await shelf.release(hold) }
                if number % 3 == 1 { _ = try await shelf.confirm(hold) }
                return shelf.parse(wishes[number])
            }
            #expect(outcomes.compactMap(\.failure).map { "\($0)" } == [], "seed \(random.seed)")
            var held = Array(repeating: Int64(0), count: 8)
            var sold = held
            for (number, outcome) in outcomes.enumerated() {
                for demand in outcome.value ?? [] {
                    let index = try #require(shelf.cells.firstIndex(of: demand.cell))
                    if number % 3 == 1 { sold[index] += demand.count }
                    if number % 3 == 2 { held[index] += demand.count }
                }
            }
            let expected = (0..<8).map { "100/\(held[$0])/\(sold[$0])" }.joined(separator: " ")
            try await shelf.expect(expected, "seed \(random.seed)")
        }
    }

    @Test(arguments: Engine.available)
    func `holds that run out under many takers are each given back once`(engine: Engine) async throws {
        try await Shelf.with(engine, [40, 40, 40]) { shelf in
            for _ in 0..<20 { try await shelf.take("2a 2b 2c", for: 60) }
            let wishes = ["3a 1b", "1c 3b", "3c 1a"]
            let outcomes = await Outcome.all(60) { number in
                if number % 10 == 9 {
                    try await shelf.database.write { _ = try Hold.sweep(limit: 5, at: Shelf.now.adding(seconds: 60), in: $0) }
                } else {
                    try await shelf.take(wishes[number % 3], after: 60)
                }
            }
            #expect(outcomes.compactMap(\.failure).map { "\($0)" } == [])
            let held = try await shelf.available(after: 60).map { 40 - $0 }
            let taken = Int64(outcomes.indices.count { $0 % 10 != 9 && outcomes[$0].value != nil })
            #expect(held.reduce(0, +) == 4 * taken)
        }
    }
}
