import Storage
import TestKit
import Testing
import Values

@Suite struct WriteEachTests {
    private func kept(_ outcomes: [Written<String>]) -> [String?] {
        outcomes.map { if case .done(let text) = $0 { text } else { nil } }
    }

    private static func add(_ text: String, _ tx: Transaction) throws -> String {
        tx.touch(.stories)
        try Notes.add(text, in: tx)
        if text.hasPrefix("bad") { throw InvalidField("note", "It is bad.") }
        return text
    }

    @Test(arguments: Engine.available)
    func `a refusal takes only its own thing with it`(engine: Engine) async throws {
        try await TestDatabase.with(engine, Notes.migrations) { place in
            let outcomes = try await place.database.writeEach(["a", "bad", "b", "bad too"], Self.add)
            #expect(kept(outcomes) == ["a", nil, "b", nil])
            #expect(try await place.database.read { try Notes.texts(in: $0) } == ["a", "b"])
        }
    }

    @Test(arguments: Engine.available)
    func `what is not kept is told and leaves nothing`(engine: Engine) async throws {
        try await TestDatabase.with(engine, Notes.migrations) { place in
            let heard = Trail<Set<Topic>>()
            place.database.onChange(heard.add)
            let outcomes = try await place.database.writeEach(["a", "bad", "b"], keeps: false, Self.add)
            #expect(kept(outcomes) == ["a", nil, "b"])
            #expect(try await place.database.read { try Notes.texts(in: $0) } == [])
            #expect(heard.all.isEmpty)
        }
    }
}
