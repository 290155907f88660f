import Storage
import TestKit
import Testing
import Values

@Suite(.serialized) struct ChangeTests {
    private static let scarf = Topic(Key<Notes>(raw: 123_456))

    @Test(arguments: Engine.available)
    func `a change is heard at once by its own node and within a second by another`(engine: Engine) async throws {
        try await TestDatabase.with(engine, Notes.migrations) { place in
            let second = try await Database.open(place.location, Notes.migrations)
            let (here, there) = (Trail<Set<Topic>>(), Trail<Set<Topic>>())
            place.database.onChange(here.add)
            second.onChange(there.add)
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { await second.followOthers { if let problem = $0 { Issue.record("\(problem)") } } }
                group.addTask { await place.database.followOthers { if let problem = $0 { Issue.record("\(problem)") } } }
                for round in 1...3 {
                    try await place.database.write { tx in
                        tx.touch(Self.scarf)
                        tx.touch(.releases)
                    }
                    #expect(here.all.count == round)
                    try await Deadline.wait(for: "the other node heard round \(round)", seconds: 1) { there.all.count == round }
                }
                #expect(here.all == Array(repeating: [Self.scarf, .releases], count: 3))
                #expect(there.all == here.all)
                try await second.write { $0.touch(.stories) }
                #expect(there.all.last == [.stories])
                try await Deadline.wait(for: "the first node heard the second", seconds: 1) { here.all.last == [.stories] }
                group.cancelAll()
            }
            #expect(here.all.count == 4 && there.all.count == 4)
            await second.close()
        }
    }

    @Test(arguments: Engine.available)
    func `what was undone is not heard`(engine: Engine) async throws {
        try await TestDatabase.with(engine, Notes.migrations) { place in
            let heard = Trail<Set<Topic>>()
            place.database.onChange(heard.add)
            await #expect(throws: NotFound.self) {
                try await place.database.write { tx in
                    tx.touch(.releases)
                    throw NotFound("release")
                }
            }
            try await place.database.write { try Notes.add("touches nothing", in: $0) }
            #expect(heard.all.isEmpty)
            #expect(try await place.database.read { try $0.count("SELECT count(*) FROM changes") } == 0)
            try await place.database.write { $0.touch(.products) }
            #expect(heard.all == [[.products]])
        }
    }

    @Test(arguments: Engine.available)
    func `the log of changes is pruned once everybody has seen it`(engine: Engine) async throws {
        try await TestDatabase.with(engine, Notes.migrations) { place in
            try await place.database.write { $0.touch(.products) }
            try await place.database.pruneChanges(at: .now)
            #expect(try await place.database.read { try $0.count("SELECT count(*) FROM changes") } == 1)
            try await place.database.pruneChanges(at: Instant.now.adding(seconds: 601))
            #expect(try await place.database.read { try $0.count("SELECT count(*) FROM changes") } == 0)
        }
    }
}
