import Audience
import Storage
import TestKit
import Testing
import Values

@Suite struct HappeningTests {
    private static let story = ItemKey(raw: 41)
    private static let film = ItemKey(raw: 42)
    private static let day: Int64 = 86_400_000

    private static func view(_ name: String, of item: ItemKey = story, in market: String = "JP", at ms: Int64 = 0) throws -> Happening {
        Happening(name: name, kind: .view, item: item, market: try #require(MarketCode(market)), at: Instant(ms: ms))
    }

    private static func sale(_ name: String, _ count: Int64, _ amount: Int64, at ms: Int64 = 0) throws -> Happening {
        Happening(
            name: name, kind: .sale, item: story, market: try #require(MarketCode("JP")), count: count, amountMinor: amount, at: Instant(ms: ms))
    }

    private static func lines(_ tallies: [Tally]) -> [String] {
        tallies.map { "\($0.item.raw) \($0.market) \($0.kind.rawValue) \($0.count) \($0.amountMinor)" }
    }

    @Test(arguments: Engine.available)
    func `whatever is reported again changes nothing`(engine: Engine) async throws {
        try await TestDatabase.with(engine, AudienceSchema.migrations) { place in
            let batch = [try Self.view("a"), try Self.view("b"), try Self.view("a"), try Self.sale("s", 2, 4000)]
            let counts = await Outcome.all(10) { _ in try await place.database.write { try Happening.record(batch, in: $0) } }
            #expect(counts.compactMap(\.failure).map { "\($0)" } == [])
            #expect(counts.compactMap(\.value).sorted() == [0, 0, 0, 0, 0, 0, 0, 0, 0, 3])
            let tallies = try await place.database.read { try Tally.of(Self.story, in: $0) }
            #expect(Self.lines(tallies) == ["41 JP sale.1 2 4000", "41 JP view.1 2 0"])
            #expect(try await place.database.read { try AudienceAudit.problems(in: $0) } == [])
        }
    }

    @Test(arguments: Engine.available)
    func `a repeated name counts as it was reported first`(engine: Engine) async throws {
        try await TestDatabase.with(engine, AudienceSchema.migrations) { place in
            try await place.database.write { tx in
                try Happening.record([try Self.sale("s", 2, 4000)], in: tx)
                try Happening.record([try Self.sale("s", 9, 9999, at: 5 * Self.day)], in: tx)
            }
            #expect(try await place.database.read { Self.lines(try Tally.of(Self.story, in: $0)) } == ["41 JP sale.1 2 4000"])
        }
    }

    @Test(arguments: Engine.available)
    func `tallies are kept by item, market, day and kind`(engine: Engine) async throws {
        try await TestDatabase.with(engine, AudienceSchema.migrations) { place in
            let database = place.database
            let batch = [
                try Self.view("1"), try Self.view("2", at: Self.day - 1), try Self.view("3", at: Self.day), try Self.view("4", in: "US"),
                try Self.view("5", of: Self.film), try Self.view("6", at: -1), try Self.sale("7", 1, 500), try Self.sale("8", 3, -200),
            ]
            #expect(try await database.write { try Happening.record(batch, in: $0) } == 8)
            let stored = try await database.read { tx in
                try tx.all("SELECT item, market, day, kind, count, amount_minor FROM tallies ORDER BY item, market, day, kind") { row in
                    "\(row.int(0)) \(row.text(1)) \(row.int(2)) \(row.text(3)) \(row.int(4)) \(row.int(5))"
                }
            }
            #expect(stored == [
                "41 JP -1 view.1 1 0", "41 JP 0 sale.1 4 300", "41 JP 0 view.1 2 0", "41 JP 1 view.1 1 0", "41 US 0 view.1 1 0",
                "42 JP 0 view.1 1 0",
            ])
            #expect(try await database.read { Self.lines(try Tally.of(Self.story, in: $0)) } == [
                "41 JP sale.1 4 300", "41 JP view.1 4 0", "41 US view.1 1 0",
            ])
            #expect(try await database.read { [try Tally.total(.view, in: $0), try Tally.total(.sale, in: $0)] } == [6, 4])
            #expect(try await database.read { try Tally.of(Key(raw: 1), in: $0).count } == 0)
        }
    }

    @Test(arguments: Engine.available)
    func `many who report different views at once lose none`(engine: Engine) async throws {
        try await TestDatabase.with(engine, AudienceSchema.migrations) { place in
            let outcomes = await Outcome.all(100) { number in
                let views = try (0..<5).map { try Self.view("\(number)/\($0)") }
                return try await place.database.write { try Happening.record(views, in: $0) }
            }
            #expect(outcomes.compactMap(\.value) == Array(repeating: 5, count: 100))
            let (total, problems) = try await place.database.read { (try Tally.total(.view, in: $0), try AudienceAudit.problems(in: $0)) }
            #expect(total == 500)
            #expect(problems == [])
        }
    }

    /// Two views and a sale of two for 4000 yen, changed behind the program's back.
    @Test(arguments: Engine.available)
    func `the audit names every tally that is not the sum of what happened`(engine: Engine) async throws {
        for row in TextTable.rows("""
            # statement                                                | what the audit says
            UPDATE tallies SET count = count + 0                       |
            UPDATE tallies SET count = 3 WHERE kind = 'view.1'         | view.1 of item 41 in JP is tallied as 3 for 0; the happenings sum to 2 for 0
            DELETE FROM happenings WHERE name = 'a'                    | view.1 of item 41 in JP is tallied as 2 for 0; the happenings sum to 1 for 0
            DELETE FROM tallies WHERE kind = 'sale.1'                  | sale.1 of item 41 in JP is tallied as 0 for 0; the happenings sum to 2 for 4000
            DELETE FROM happenings WHERE kind = 'sale.1'               | sale.1 of item 41 in JP is tallied as 2 for 4000; the happenings sum to 0 for 0
            UPDATE tallies SET amount_minor = 1 WHERE kind = 'sale.1'  | sale.1 of item 41 in JP is tallied as 2 for 1; the happenings sum to 2 for 4000
            UPDATE tallies SET item = 40 WHERE kind = 'view.1'         | view.1 of item 40 in JP is tallied as 2 for 0; the happenings sum to 0 for 0; \
            view.1 of item 41 in JP is tallied as 0 for 0; the happenings sum to 2 for 0
            """) {
            try await TestDatabase.with(engine, AudienceSchema.migrations) { place in
                let batch = [try Self.view("a"), try Self.view("b"), try Self.sale("s", 2, 4000)]
                let problems = try await place.database.write { tx in
                    try Happening.record(batch, in: tx)
                    try tx.run(SQL(stringLiteral: row[0]))
                    return try AudienceAudit.problems(in: tx)
                }
                #expect(problems.joined(separator: "; ") == row[1])
            }
        }
    }
}
