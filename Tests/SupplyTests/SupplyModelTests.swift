import Storage
import Supply
import TestKit
import Testing
import Values

/// What cells and holds should be, in plain arrays: the oracle of the property test.
private struct Model {
    struct Promise {
        let key: Key<Hold>
        let counts: [Int: Int64]
        let expiry: Int64
    }

    var capacity: [Int64]
    var sold: [Int64]
    var promises: [Promise] = []

    init(_ capacity: [Int64]) {
        self.capacity = capacity
        sold = capacity.map { _ in 0 }
    }

    func held(_ cell: Int) -> Int64 { promises.reduce(0) { $0 + ($1.counts[cell] ?? 0) } }
    func isShort(_ cell: Int, of count: Int64) -> Bool { capacity[cell] - sold[cell] - held(cell) < count }

    /// True when the hold is taken; holds that have run out give way cell by cell, and a refusal undoes that too.
    mutating func take(_ counts: [Int: Int64], at now: Int64) -> Bool {
        let before = promises
        for (cell, count) in counts.sorted(by: { $0.key < $1.key }) {
            if isShort(cell, of: count) { promises.removeAll { $0.expiry <= now && $0.counts[cell] != nil } }
            if isShort(cell, of: count) {
                promises = before
                return false
            }
        }
        return true
    }

    mutating func remove(_ key: Key<Hold>) -> Promise? {
        promises.firstIndex { $0.key == key }.map { promises.remove(at: $0) }
    }

    var stored: String {
        capacity.indices.map { "\(capacity[$0])/\(held($0))/\(sold[$0])" }.joined(separator: " ")
    }
}

@Suite struct SupplyModelTests {
    @Test(arguments: Engine.available)
    func `random work on cells and holds agrees with a model, and the audit is clean after each step`(engine: Engine) async throws {
        let seed = SeededRandom.printed()
        try await Shelf.with(engine, [6, 4, 3, 10]) { shelf in
            var random = seed
            var model = Model([6, 4, 3, 10])
            var known: [Key<Hold>] = []
            var now: Int64 = 0
            for step in 0..<250 {
                now += Int64.random(in: 0...15, using: &random)
                switch Int.random(in: 0..<10, using: &random) {
                case 0..<5:
                    let cells = (0..<4).shuffled(using: &random).prefix(Int.random(in: 1...3, using: &random))
                    let counts = Dictionary(uniqueKeysWithValues: cells.map { ($0, Int64.random(in: 1...3, using: &random)) })
                    let length = Int64.random(in: 1...60, using: &random)
                    let text = counts.map { "\($1)\(Shelf.name($0))" }.joined(separator: " ")
                    let time = now
                    let outcome = await Outcome.of { try await shelf.take(text, after: time, for: length) }
                    let isTaken = model.take(counts, at: now)
                    #expect((outcome.value != nil) == isTaken, "step \(step), seed \(seed.seed): \(outcome)")
                    guard let key = outcome.value else { break }
                    known.append(key)
                    model.promises.append(.init(key: key, counts: counts, expiry: now + length))
                case 5, 6:
                    guard let key = known.randomElement(using: &random) else { break }
                    let promise = model.remove(key)
                    #expect(try await shelf.confirm(key, after: now) == (promise != nil), "step \(step), seed \(seed.seed)")
                    for (cell, count) in promise?.counts ?? [:] { model.sold[cell] += count }
                case 7:
                    guard let key = known.randomElement(using: &random) else { break }
                    try await shelf.release(key, after: now)
                    _ = model.remove(key)
                case 8:
                    let time = Shelf.now.adding(seconds: now)
                    let swept = try await shelf.database.write { try Hold.sweep(limit: 100, at: time, in: $0) }
                    #expect(swept == model.promises.count { $0.expiry <= now }, "step \(step), seed \(seed.seed)")
                    model.promises.removeAll { $0.expiry <= now }
                default:
                    let cell = Int.random(in: 0..<4, using: &random)
                    let onHand = Int64.random(in: 0...12, using: &random)
                    let time = Shelf.now.adding(seconds: now)
                    let outcome = await Outcome.of {
                        try await shelf.database.write { try Cell.setOnHand(onHand, of: shelf.cells[cell], at: time, in: $0) }
                    }
                    let isAllowed = onHand >= model.held(cell)
                    #expect((outcome.refusal == "below_held") == !isAllowed, "step \(step), seed \(seed.seed)")
                    if isAllowed { model.capacity[cell] = onHand + model.sold[cell] }
                }
                let (stored, problems) = try await shelf.database.read { tx in
                    (try tx.all("SELECT capacity, held, sold FROM cells ORDER BY key") { "\($0.int(0))/\($0.int(1))/\($0.int(2))" }
                        .joined(separator: " "), try SupplyAudit.problems(in: tx))
                }
                try #require(problems.isEmpty, "step \(step), seed \(seed.seed)")
                try #require(stored == model.stored, "step \(step), seed \(seed.seed)")
            }
        }
    }
}
