import Storage
import TestKit
import Testing
import Values

@Suite struct FactTests {
    private static let now = Instant(ms: 1_517_443_200_000)

    @Test(arguments: Engine.available)
    func `a fact is there when its commit is, and never without it`(engine: Engine) async throws {
        try await TestDatabase.with(engine, Notes.migrations) { place in
            let database = place.database
            await #expect(throws: NotFound.self) {
                try await database.write { tx in
                    try tx.record("order.paid", of: Key<Fact>(raw: 1), at: Self.now)
                    throw NotFound("order")
                }
            }
            #expect(try await database.read { try $0.waitingFacts() } == 0)
            try await database.write { tx in
                for number in 1...3 { try tx.record("order.paid", of: Key<Fact>(raw: Int64(number)), at: Self.now) }
            }
            let facts = try await database.read { try $0.peekFacts(limit: 2) }
            #expect(facts.map(\.subject) == [1, 2])
            #expect(facts.allSatisfy { $0.kind == "order.paid" && $0.at == Self.now })
            #expect(try await database.read { try $0.waitingFacts() } == 3)
        }
    }

    @Test(arguments: Engine.available)
    func `two nodes that race take every fact once`(engine: Engine) async throws {
        try await TestDatabase.with(engine, Notes.migrations) { place in
            let second = try await Database.open(place.location, Notes.migrations)
            let nodes = [place.database, second]
            try await place.database.write { tx in
                for number in 0..<200 { try tx.record("made", of: Key<Fact>(raw: Int64(number)), at: Self.now) }
            }
            let taken = await Outcome.all(8) { number in
                var mine: [Int64] = []
                while true {
                    let facts = try await nodes[number % 2].read { try $0.peekFacts(limit: 30) }
                    if facts.isEmpty { return mine }
                    mine += try await nodes[number % 2].write { tx in
                        let taken = try tx.takeFacts(facts)
                        for fact in taken { try Notes.add("\(fact.subject)", in: tx) }
                        return taken.map(\.subject)
                    }
                }
            }
            #expect(taken.compactMap(\.failure).map { "\($0)" } == [])
            #expect(taken.compactMap(\.value).joined().sorted() == Array(0..<200))
            #expect(try await second.read(Notes.count) == 200)
            await second.close()
        }
    }

    @Test(arguments: Engine.available)
    func `a fact whose effects were refused waits on`(engine: Engine) async throws {
        try await TestDatabase.with(engine, Notes.migrations) { place in
            try await place.database.write { try $0.record("made", of: Key<Fact>(raw: 5), at: Self.now) }
            let facts = try await place.database.read { try $0.peekFacts(limit: 9) }
            await #expect(throws: NotFound.self) {
                try await place.database.write { tx in
                    #expect(try tx.takeFacts(facts).count == 1)
                    throw NotFound("effect")
                }
            }
            #expect(try await place.database.write { try $0.takeFacts(facts).map(\.subject) } == [5])
            #expect(try await place.database.write { try $0.takeFacts(facts).count } == 0)
        }
    }

    @Test(arguments: Engine.available)
    func `whoever waits for work hears of it, and of nothing else`(engine: Engine) async throws {
        try await TestDatabase.with(engine, Notes.migrations) { place in
            let calls = Counter()
            place.database.onWork { calls.add() }
            try await place.database.write { try Notes.add("no work", in: $0) }
            #expect(calls.count == 0)
            try await place.database.write { try $0.record("made", of: Key<Fact>(raw: 5), at: Self.now) }
            #expect(calls.count == 1)
            try await place.database.write { try $0.enqueue("mail", for: Key<Job>(raw: 5), at: Self.now) }
            #expect(calls.count == 2)
        }
    }
}
