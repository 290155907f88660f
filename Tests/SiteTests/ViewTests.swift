import Audience
import HTTPTypes
import Hub
import Releases
import Storage
import TestKit
import Testing
import Values

struct ViewTests {
    private static let start = Instant("2018-02-01T10:00:00Z") ?? Instant(ms: 0)

    @Test(arguments: Engine.available)
    func `a view counts once a visitor, story and half hour`(_ engine: Engine) async throws {
        // minutes | address     | browser | market | views then in GB and JP
        let table = TextTable.rows("""
            0    | 203.0.113.7 | Fox  | gb | 1 | 0
            0    | 203.0.113.7 | Fox  | gb | 1 | 0
            29   | 203.0.113.7 | Fox  | gb | 1 | 0
            29   | 203.0.113.8 | Fox  | gb | 2 | 0
            29   | 203.0.113.7 | Bear | gb | 3 | 0
            30   | 203.0.113.7 | Fox  | gb | 4 | 0
            59   | 203.0.113.7 | Fox  | gb | 4 | 0
            60   | 203.0.113.9 | Fox  | jp | 4 | 1
            1500 | 203.0.113.7 | Fox  | gb | 5 | 1
            """)
        try await Stage.with(engine, at: Self.start) { stage in
            for row in table {
                stage.turn(to: Self.start.adding(seconds: (Int64(row[0]) ?? 0) * 60))
                let seen = try await stage.get("/\(row[3])/en/stories/steps/seen.gif", [.userAgent: row[2]], visitor: row[1])
                #expect(seen.status == 200 && seen.headers[.cacheControl] == "no-store" && seen.headers[.contentType] == "image/gif")
                let views = try await Self.views(of: "steps", stage)
                #expect(["\(views["GB"] ?? 0)", "\(views["JP"] ?? 0)"] == Array(row[4...]), "\(row)")
            }
            let problems = try await stage.hub.verify()
            #expect(problems == [])
        }
    }

    @Test
    func `a closed story is not counted`() async throws {
        try await Stage.with(.sqlite, at: Self.start) { stage in
            try await stage.schedule(.story, "early-bird", in: ["GB"], from: .instant(Self.start.adding(seconds: 60)))
            let seen = try await stage.get("/gb/en/stories/early-bird/seen.gif")
            #expect(seen.status == 404)
            let views = try await Self.views(of: "early-bird", stage)
            #expect(views == [:])
        }
    }

    private static func views(of slug: String, _ stage: Stage) async throws -> [String: Int64] {
        let story = try await stage.key(of: .story, slug)
        let tallies = try await stage.hub.audience.read { try Tally.of(story, in: $0) }
        return Dictionary(uniqueKeysWithValues: tallies.filter { $0.kind == .view }.map { ($0.market.text, $0.count) })
    }
}
