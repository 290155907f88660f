import Releases
import Storage
import TestKit
import Testing
import Values

@Suite struct OpeningTests {
    @Test(arguments: Engine.available)
    func `one sentence in a press release opens over nineteen hours, or in one instant`(engine: Engine) async throws {
        try await Programme.with(engine) { programme in
            let local = try await programme.release("To the greatness of small", [1], """
                US | 2018-02-01T00:00 Pacific/Honolulu    | for good
                US | 2018-02-01T00:00 America/Los_Angeles | for good
                US | 2018-02-01T00:00 America/New_York    | for good
                GB | 2018-02-01T00:00 Europe/London       | for good
                CN | 2018-02-01T00:00 Asia/Shanghai       | for good
                KR | 2018-02-01T00:00 Asia/Seoul          | for good
                JP | 2018-02-01T00:00 Asia/Tokyo          | for good
                """)
            let openings = try await programme.database.read { try local.openings(in: $0) }
            let first = openings[0].opensAt
            #expect(openings.map { "\($0.market) \($0.opensAt.seconds(since: first) / 3600) \($0.opensAt)" } == [
                "KR 0 2018-01-31T15:00:00.000Z", "JP 0 2018-01-31T15:00:00.000Z", "CN 1 2018-01-31T16:00:00.000Z",
                "GB 9 2018-02-01T00:00:00.000Z", "US 14 2018-02-01T05:00:00.000Z", "US 17 2018-02-01T08:00:00.000Z",
                "US 19 2018-02-01T10:00:00.000Z",
            ])
            #expect(openings.allSatisfy { $0.closesAt == .never && $0.end == nil })
            let world = try await programme.release("At once", [2], """
                JP | 2018-01-31T15:00:00Z | for good
                US | 2018-01-31T15:00:00Z | for good
                """)
            let instants = try await programme.database.read { try world.openings(in: $0).map(\.opensAt) }
            #expect(instants == [first, first])
        }
    }

    @Test(arguments: Engine.available)
    func `times that clocks skip or repeat are asked about, and nothing is scheduled`(engine: Engine) async throws {
        try await Programme.with(engine) { programme in
            for row in TextTable.rows("""
                # from                               | to                                   | answer
                2018-03-11T02:30 America/New_York    | for good                             | time_skipped from
                2018-03-11T01:30 America/New_York    | 2018-03-11T02:30 America/New_York    | time_skipped to
                2018-11-04T01:30 America/New_York    | for good                             | time_repeated from
                2018-11-04T00:30 America/New_York    | 2018-11-04T01:30 America/New_York    | time_repeated to
                2018-11-04T01:30 America/New_York 2  | for good                             | time_repeated from
                2018-03-11T02:30 America/New_York 0  | for good                             | time_skipped from
                2018-03-11T02:30 America/New_York 1  | for good                             | time_skipped from
                2018-03-11T02:30 America/New_York 2  | for good                             | 2018-03-11T07:00:00.000Z
                2011-12-30T12:00 Pacific/Apia        | for good                             | time_skipped from
                2011-12-30T12:00 Pacific/Apia 2      | for good                             | 2011-12-30T10:00:00.000Z
                2018-04-01T01:45 Australia/Lord_Howe | for good                             | time_repeated from
                2018-02-01T00:00 Asia/Kathmandu      | for good                             | 2018-01-31T18:15:00.000Z
                2018-02-01T00:00 Australia/Eucla     | for good                             | 2018-01-31T15:15:00.000Z
                2018-02-02T00:00 Asia/Seoul          | 2018-02-01T00:00 Asia/Seoul          | ends_before_it_starts to
                2018-02-01T00:00 Asia/Seoul          | 2018-01-31T15:00:00Z                 | ends_before_it_starts to
                2018-02-01T00:00 Asia/Pyeongchang    | for good                             | invalid_field from
                2018-11-04T01:30 America/New_York 0  | for good                             | 2018-11-04T05:30:00.000Z
                2018-11-04T01:30 America/New_York 1  | for good                             | 2018-11-04T06:30:00.000Z
                2018-04-01T01:45 Australia/Lord_Howe 0 | for good                           | 2018-03-31T14:45:00.000Z
                2018-04-01T01:45 Australia/Lord_Howe 1 | for good                           | 2018-03-31T15:15:00.000Z
                2018-02-01T00:00 Asia/Seoul 1        | for good                             | 2018-01-31T15:00:00.000Z
                """) {
                let name = row.joined(separator: " ")
                do {
                    let release = try await programme.release(name, [1], "US | \(row[0]) | \(row[1])")
                    let opening = try await programme.database.read { try release.openings(in: $0)[0] }
                    #expect("\(opening.opensAt)" == row[2])
                } catch let refusal as any Refusal {
                    #expect("\(refusal.code) \(refusal.field ?? "")" == row[2])
                    let made = try await programme.database.read { try $0.count("SELECT count(*) FROM releases WHERE name = \(name)") }
                    #expect(made == 0, "the refusal undid the release too")
                }
            }
        }
    }

    @Test func `whoever is asked about a time sees the moments to choose from`() throws {
        for row in TextTable.rows("""
            # civil          | zone                | choices
            2018-03-11T02:30 | America/New_York    | afterGap 2018-03-11T03:00:00 UTC-04:00 2018-03-11T07:00:00.000Z
            2018-11-04T01:30 | America/New_York    | first 2018-11-04T01:30:00 UTC-04:00 2018-11-04T05:30:00.000Z, second 2018-11-04T01:30:00 UTC-05:00 2018-11-04T06:30:00.000Z
            2018-04-01T01:45 | Australia/Lord_Howe | first 2018-04-01T01:45:00 UTC+11:00 2018-03-31T14:45:00.000Z, second 2018-04-01T01:45:00 UTC+10:30 2018-03-31T15:15:00.000Z
            2011-12-30T12:00 | Pacific/Apia        | afterGap 2011-12-31T00:00:00 UTC+14:00 2011-12-30T10:00:00.000Z
            """) {
            let civil = try #require(CivilTime(row[0]))
            do {
                _ = try EdgeTime.civil(civil, zone: row[1], occurrence: nil).resolve(field: "from")
                Issue.record("\(row[0]) was guessed")
            } catch let refusal as ReleaseRefusal {
                #expect(refusal.choices.map { "\($0.occurrence) \($0) \($0.instant)" }.joined(separator: ", ") == row[2])
                for choice in refusal.choices {
                    #expect(try EdgeTime.civil(civil, zone: row[1], occurrence: choice.occurrence).resolve(field: "from") == choice.instant)
                    #expect(refusal.reason.contains("\(choice)"), "\(refusal.reason)")
                }
            }
        }
    }

    @Test(arguments: Engine.available)
    func `a release is made once by its name, and says what changed`(engine: Engine) async throws {
        try await Programme.with(engine) { programme in
            let heard = Trail<Set<Topic>>()
            let first = try await programme.release("Same", [1], "")
            programme.database.onChange(heard.add)
            let second = try await programme.release("Same", [1], "")
            #expect(first.key == second.key)
            #expect(heard.all.isEmpty, "the item was in already")
            try await programme.release("Same", [2], "")
            try await programme.release("Same", [], "KR | 2018-02-01T00:00Z | for good")
            #expect(heard.all == [[.releases], [.releases]])
        }
    }

    @Test(arguments: Engine.available)
    func `what stands in a market is open for good, and stands once`(engine: Engine) async throws {
        try await Programme.with(engine) { programme in
            let market = Market(
                code: try Programme.market("KR"), name: "Korea", currency: try #require(Currency("KRW")), zoneName: "Asia/Seoul",
                languages: [.korean], taxMode: .included)
            for _ in 0..<2 {
                try await programme.database.write { tx in
                    _ = try Release.standing(in: market, at: Instant(ms: 5), in: tx).add(Programme.item(9), in: tx)
                }
            }
            let isOpen = try await programme.isOpen(9, "KR", "1970-01-01T00:00:00Z")
            #expect(isOpen)
            #expect(try await programme.database.read { try $0.count("SELECT count(*) FROM openings") } == 1)
        }
    }
}
