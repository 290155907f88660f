import Releases
import Storage
import Stories
import TestKit
import Testing
import Values

@Suite struct StoryListTests {
    @Test(arguments: Engine.available)
    func `the desk's list finds stories by state, language, market, author and words`(_ engine: Engine) async throws {
        try await Room.with(engine) { room in
            var keys: [String: Key<Story>] = [:]
            for (place, title) in ["Draft 100%", "Open", "Later", "Ended", "Filed"].enumerated() {
                keys[title] = try await room.create(title, at: Room.now.adding(seconds: Int64(place))).key
            }
            func key(_ title: String) throws -> Key<Story> { try #require(keys[title]) }
            let (past, future) = (CivilTime("2018-02-01")!, CivilTime("2018-04-01")!)
            try await room.publish(key("Open"), [Room.us: .now, Room.jp: .at(future, until: nil)])
            try await room.publish(key("Later"), [Room.jp: .at(future, until: nil)])
            try await room.publish(key("Ended"), [Room.us: .at(past, until: CivilTime("2018-02-02")!)])
            let filed = try key("Filed")
            try await room.desk.database.write { _ = try StoryWork.archive(filed, among: Desk.markets, at: Room.now, in: $0) }
            var japanese = Submission(base: 1)
            japanese.texts[.japanese] = Manuscript.Text()
            japanese.texts[.japanese]?.title = "開く"
            try await room.save(japanese, key("Open"), at: Room.now.adding(seconds: 60))
            func list(_ change: (inout StoryRow.Filter) -> Void) async throws -> [String] {
                var filter = StoryRow.Filter()
                change(&filter)
                let fixed = filter
                let (rows, count) = try await room.desk.database.read { tx in
                    (try StoryRow.list(fixed, at: Room.now, limit: 50, in: tx), try StoryRow.count(fixed, at: Room.now, in: tx))
                }
                #expect(Int64(rows.count) == count)
                return rows.map { "\($0.title) \($0.standing)" }
            }
            let all = ["Open open", "Ended closed", "Later scheduled", "Draft 100% draft"]
            #expect(try await list { _ in } == all)
            for standing in StoryRow.Standing.allCases where standing != .archived {
                #expect(try await list { $0.standing = standing } == all.filter { $0.hasSuffix(" \(standing)") })
            }
            #expect(try await list { $0.standing = .archived } == ["Filed archived"])
            #expect(try await list { $0.market = Room.jp } == ["Open open", "Later scheduled"])
            #expect(try await list { $0.market = Room.us } == ["Open open"])
            #expect(try await list { $0.lacking = .japanese } == ["Ended closed", "Later scheduled", "Draft 100% draft"])
            #expect(try await list { $0.isChanged = true } == ["Open open", "Draft 100% draft"])
            #expect(try await list { $0.author = "Bob" } == [])
            #expect(try await list { $0.author = "Ann" } == all)
            for (text, found) in [("OPEN", ["Open open"]), ("開", ["Open open"]), ("0%", ["Draft 100% draft"]), ("%", ["Draft 100% draft"]), ("_", [])] {
                #expect(try await list { $0.text = text } == found, "\(text)")
            }
            let first = try await room.desk.database.read { try StoryRow.list(.init(), at: Room.now, limit: 2, in: $0) }
            let place = try #require(first.last.map { StoryRow.Place(changedAt: $0.changedAt, key: $0.key) })
            let rest = try await room.desk.database.read { try StoryRow.list(.init(), after: place, at: Room.now, limit: 5, in: $0) }
            #expect((first + rest).map(\.title) == ["Open", "Ended", "Later", "Draft 100%"])
            #expect(first[0].markets == [Room.us] && first[0].languages[.japanese]?.isWhole == true && first[0].changedBy == "Ann")
            #expect(first[0].opensAt == Instant("2018-03-31T15:00:00Z"))
        }
    }
}
