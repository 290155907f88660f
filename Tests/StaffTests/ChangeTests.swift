@testable import Staff
import Storage
import TestKit
import Testing
import Values

@Suite struct ChangeTests {
    private enum Story {}

    @Test(arguments: Engine.available)
    func `a change stands in the log exactly when what it tells of was kept`(engine: Engine) async throws {
        try await Gatehouse.with(engine) { house in
            struct Broken: Error {}
            let story = Key<Story>(raw: 5)
            let lost = await Outcome.of {
                try await house.database.write { tx in
                    try Change.record("published", "story", story, titled: "Small", by: .program, at: Gatehouse.now, in: tx)
                    throw Broken()
                }
            }
            #expect(lost.failure is Broken)
            #expect(try await house.log() == [])
            try await house.database.write { tx in
                try Change.record(
                    "published", "story", story, titled: "Small", by: .machine("feed"), before: ["state": "draft", "slug": nil],
                    after: ["state": "open", "slug": "small"], at: Gatehouse.now, in: tx)
            }
            let change = try #require(try await house.database.read { try Change.list(.init(), limit: 9, in: $0).first })
            #expect(change.author == .machine("feed") && change.subject == 5 && change.at == Gatehouse.now)
            #expect(change.before == #"{"state":"draft"}"#)
            #expect(change.after == #"{"slug":"small","state":"open"}"#)
            #expect(try await house.database.read { try Change.find(change.key, in: $0) }.title == "Small")
        }
    }

    @Test(arguments: Engine.available)
    func `the log is read by author, noun, thing and time, a page at a time`(engine: Engine) async throws {
        try await Gatehouse.with(engine) { house in
            let ada = try await house.add("ada")
            try await house.database.write { tx in
                for number in 0..<10 {
                    try Change.record(
                        "saved", number % 2 == 0 ? "story" : "product", Key<Story>(raw: Int64(number)), titled: "\(number)",
                        by: number < 5 ? .person(ada) : .program, at: Gatehouse.now.adding(seconds: Int64(number)), in: tx)
                }
            }
            func titles(after: Key<Change>? = nil, limit: Int = 100, _ set: @escaping @Sendable (inout Change.Filter) -> Void) async throws -> String {
                var filter = Change.Filter()
                set(&filter)
                let wanted = filter
                return try await house.database.read { try Change.list(wanted, after: after, limit: limit, in: $0) }
                    .filter { $0.noun != "person" }.map(\.title).joined(separator: " ")
            }
            #expect(try await titles { $0.noun = "story" } == "8 6 4 2 0")
            #expect(try await titles { $0.author = ada.key } == "4 3 2 1 0")
            #expect(try await titles { $0.from = Gatehouse.now.adding(seconds: 7) } == "9 8 7")
            #expect(try await titles { ($0.from, $0.to) = (Gatehouse.now.adding(seconds: 3), Gatehouse.now.adding(seconds: 5)) } == "4 3")
            #expect(try await titles { ($0.noun, $0.subject) = ("product", 7) } == "7")
            let all = try await house.database.read { try Change.list(.init(), limit: 4, in: $0) }
            #expect(all.map(\.title) == ["9", "8", "7", "6"])
            #expect(try await titles(after: all[3].key, limit: 3) { _ in } == "5 4 3")
        }
    }

    @Test func `a difference names what came, went and changed, also inside`() {
        let before = #"{"title":"Small","prices":{"US":"12.00","JP":"1200"},"tags":["a","b"],"open":true,"gone":null}"#
        let after = #"{"title":"Small steps","prices":{"US":"12.50","KR":"15000"},"tags":["a"],"open":false,"count":3}"#
        #expect(Difference.between(before, after) == [
            Difference(name: "count", before: nil, after: "3"), Difference(name: "open", before: "true", after: "false"),
            Difference(name: "prices.JP", before: "1200", after: nil), Difference(name: "prices.KR", before: nil, after: "15000"),
            Difference(name: "prices.US", before: "12.00", after: "12.50"), Difference(name: "tags.2", before: "b", after: nil),
            Difference(name: "title", before: "Small", after: "Small steps"),
        ])
        #expect(Difference.between(nil, nil) == [] && Difference.between("nonsense", "[]") == [])
    }

    @Test func `a snapshot that is too large says so instead of filling the log`() {
        let snapshot: Snapshot = ["text": String(repeating: "a", count: 70_000)]
        #expect(snapshot.json == #"{"cut":"70011 bytes"}"#)
    }
}
