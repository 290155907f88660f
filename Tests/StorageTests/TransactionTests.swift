import Foundation
import Storage
import TestKit
import Testing
import Values

@Suite struct TransactionTests {
    @Test(arguments: Engine.available)
    func `a read sees one snapshot while others write`(engine: Engine) async throws {
        try await TestDatabase.with(engine, Notes.migrations) { place in
            let database = place.database
            let (started, goOn) = (Latch(), Latch())
            async let counts = database.read { tx in
                let before = try Notes.count(in: tx)
                started.open()
                goOn.block()
                return [before, try Notes.count(in: tx)]
            }
            try await started.wait()
            try await database.write { try Notes.add("new", in: $0) }
            goOn.open()
            #expect(try await counts == [0, 0])
            #expect(try await database.read(Notes.count) == 1)
        }
    }

    @Test(arguments: Engine.available)
    func `a refusal inside a write undoes all of it`(engine: Engine) async throws {
        try await TestDatabase.with(engine, Notes.migrations) { place in
            await #expect(throws: InvalidField.self) {
                try await place.database.write { tx in
                    try Notes.add("one", in: tx)
                    try Notes.add("two", in: tx)
                    throw InvalidField("three", "There is no three.")
                }
            }
            let kept = try await place.database.read(Notes.count)
            #expect(kept == 0)
        }
    }

    @Test(arguments: Engine.available)
    func `a broken constraint is a fault that nobody should retry, and undoes the write`(engine: Engine) async throws {
        try await TestDatabase.with(engine, Notes.migrations) { place in
            let fault = await #expect(throws: Fault.self) {
                try await place.database.write { tx in
                    try Notes.add("one", in: tx)
                    try Notes.add("two", amount: -1, in: tx)
                }
            }
            #expect(fault?.kind == .storageBroken)
            #expect(fault?.isRetryable == false)
            #expect(fault?.operation.contains("INSERT INTO notes") == true)
            let kept = try await place.database.read(Notes.count)
            #expect(kept == 0)
        }
    }

    @Test(arguments: Engine.available)
    func `in a group each write has its own outcome`(engine: Engine) async throws {
        try await TestDatabase.with(engine, Notes.migrations) { place in
            let database = place.database
            let (started, goOn) = (Latch(), Latch())
            async let blocker: Void = database.write { _ in
                started.open()
                goOn.block()
            }
            try await started.wait()
            async let outcomes = Outcome.all(20) { number in
                try await database.write { tx in
                    try Notes.add(padded(number, 2), amount: number == 7 ? -1 : 0, in: tx)
                    if number == 13 { throw NotFound("luck") }
                    return number
                }
            }
            goOn.open()
            try await blocker
            let all = await outcomes
            #expect(all.compactMap(\.value) == (0..<20).filter { $0 != 7 && $0 != 13 })
            #expect(all[13].refusal == "not_found")
            #expect((all[7].failure as? Fault)?.kind == .storageBroken)
            #expect(try await database.read(Notes.texts) == (0..<20).filter { $0 != 7 && $0 != 13 }.map { padded($0, 2) })
        }
    }

    @Test(arguments: Engine.available)
    func `a write that returned is there for whoever opens the database next`(engine: Engine) async throws {
        try await TestDatabase.with(engine, Notes.migrations) { place in
            _ = await Outcome.all(100) { number in try await place.database.write { try Notes.add("\(number)", in: $0) } }
            let second = try await Database.open(place.location, Notes.migrations)
            #expect(try await second.read(Notes.count) == 100)
            await second.close()
        }
    }

    @Test(arguments: Engine.available)
    func `rows may be asked for while rows are read, also by the same statement`(engine: Engine) async throws {
        try await TestDatabase.with(engine, Notes.migrations) { place in
            try await place.database.write { tx in for text in ["a", "b", "c"] { try Notes.add(text, in: tx) } }
            let pairs = try await place.database.read { tx in
                var pairs: [String] = []
                try tx.each("SELECT text FROM notes ORDER BY text") { outer in
                    let left = outer.text(0)
                    try tx.each("SELECT text FROM notes ORDER BY text") { pairs.append(left + $0.text(0)) }
                }
                return pairs
            }
            #expect(pairs == ["aa", "ab", "ac", "ba", "bb", "bc", "ca", "cb", "cc"])
        }
    }

    @Test(arguments: Engine.available)
    func `a statement tells how many rows it changed`(engine: Engine) async throws {
        try await TestDatabase.with(engine, Notes.migrations) { place in
            let counts = try await place.database.write { tx in
                for text in ["a", "b", "c"] { try Notes.add(text, in: tx) }
                return [
                    try tx.run("UPDATE notes SET amount = 5 WHERE text <> 'a'"),
                    try tx.run("UPDATE notes SET amount = 5 WHERE text = 'z'"),
                    try tx.run("DELETE FROM notes"),
                ]
            }
            #expect(counts == [2, 0, 3])
        }
    }

    @Test(arguments: Engine.available)
    func `a closed database refuses at once`(engine: Engine) async throws {
        try await Place.with(engine) { place in
            let database = try await Database.open(place.location, Notes.migrations)
            await database.close()
            let fault = await #expect(throws: Fault.self) { try await database.write { try Notes.add("late", in: $0) } }
            #expect(fault?.kind == .storageUnavailable)
        }
    }

    @Test(arguments: Engine.available)
    func `more waiting writes than the queue holds are refused, the others are done`(engine: Engine) async throws {
        try await TestDatabase.with(engine, Notes.migrations) { place in
            let database = place.database
            let threads = engine == .sqlite ? 1 : 8
            let started = (0..<threads).map { _ in Latch() }
            let goOn = Latch()
            async let blockers = Outcome.all(threads) { number in
                try await database.write { _ in
                    started[number].open()
                    goOn.block()
                }
            }
            for latch in started { try await latch.wait() }
            let refused = Counter()
            async let outcomes = Outcome.all(20_100) { _ in
                do { try await database.write { _ in } } catch {
                    refused.add()
                    throw error
                }
            }
            try await Deadline.wait(for: "the queue refuses what is over its limit") { refused.count == 100 }
            goOn.open()
            #expect(await blockers.count == threads)
            let all = await outcomes
            let faults = all.compactMap { $0.failure as? Fault }
            #expect(all.count { $0.value != nil } == 20_000)
            #expect(faults.count == 100 && faults.allSatisfy { $0.kind == .overloaded && $0.isRetryable })
        }
    }
}
