import Storage
import TestKit
import Testing
import Values

@Suite struct NodeTests {
    @Test(arguments: Engine.available)
    func `nodes that start together get different numbers`(engine: Engine) async throws {
        try await Place.with(engine) { place in
            let outcomes = await Outcome.all(8) { _ in try await Database.open(place.location, Notes.migrations) }
            #expect(outcomes.compactMap(\.failure).map { "\($0)" } == [])
            let nodes = outcomes.compactMap(\.value)
            var numbers: [Int64] = []
            for node in nodes { numbers.append(try await Self.number(of: node)) }
            #expect(Set(numbers) == Set(0..<8))
            for node in nodes { await node.close() }
        }
    }

    @Test(arguments: Engine.available)
    func `a number that was given back is taken again`(engine: Engine) async throws {
        try await TestDatabase.with(engine, []) { place in
            let second = try await Database.open(place.location, [])
            let third = try await Database.open(place.location, [])
            #expect(try await Self.number(of: third) == 2)
            await second.close()
            let fourth = try await Database.open(place.location, [])
            #expect(try await Self.number(of: fourth) == 1)
            try await fourth.renewLease()
            #expect(try await Self.number(of: fourth) == 1)
            await third.close()
            await fourth.close()
        }
    }

    @Test(arguments: Engine.available)
    func `two nodes on one database never make the same key`(engine: Engine) async throws {
        try await TestDatabase.with(engine, []) { place in
            let second = try await Database.open(place.location, [])
            let nodes = [place.database, second]
            let keys = await Outcome.all(40) { number in
                try await nodes[number % 2].write { tx in try (0..<500).map { _ in try tx.newKey(Notes.self).raw } }
            }.compactMap(\.value).joined()
            #expect(keys.count == 20_000)
            #expect(Set(keys).count == 20_000)
            await second.close()
        }
    }

    @Test(arguments: Engine.available)
    func `a node whose number somebody else has now takes another one`(engine: Engine) async throws {
        try await TestDatabase.with(engine, []) { place in
            try await place.database.write { tx in
                _ = try tx.run("UPDATE nodes SET name = 'somebody else' WHERE number = 0")
            }
            try await place.database.renewLease()
            #expect(try await Self.number(of: place.database) == 1)
        }
    }

    private static func number(of node: Database) async throws -> Int64 {
        try await node.write { try $0.newKey(Notes.self).raw >> 12 & 1023 }
    }
}
