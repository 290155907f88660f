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

    @Test
    func `who objects is not counted, by their choice or by that of their browser`() async throws {
        let control = HTTPField.Name("Sec-GPC")!
        try await Stage.with(.sqlite, at: Self.start) { stage in
            let asked = try await stage.get("/gb/en/choices")
            #expect(asked.status == 200 && asked.headers[.cacheControl] == "no-store" && asked.headers[.setCookie] == nil)
            #expect(asked.text.contains("value=\"yes\" checked"))
            let no = try await stage.post("/gb/en/choices", ["counted": "no"])
            #expect(no.status == 303 && no.headers[.location] == "/gb/en/choices?saved=yes")
            #expect(no.headers[.setCookie] == "uncounted=1; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax; Secure")
            let chosen: HTTPFields = [.cookie: "uncounted=1"]
            for headers in [chosen, [control: "1"]] {
                let seen = try await stage.get("/gb/en/stories/steps/seen.gif", headers)
                #expect(seen.status == 200 && seen.headers[.contentType] == "image/gif")
            }
            var views = try await Self.views(of: "steps", stage)
            #expect(views == [:])
            let refused = try await stage.get("/gb/en/choices", chosen).text
            #expect(refused.contains("value=\"no\" checked") && !refused.contains("disabled"))
            #expect(try await stage.get("/gb/en/choices", [control: "1"]).text.contains("value=\"yes\" disabled"))
            let yes = try await stage.post("/gb/en/choices", ["counted": "yes"], chosen)
            #expect(yes.headers[.setCookie]?.contains("Max-Age=0;") == true)
            #expect(try await stage.post("/gb/en/choices", ["counted": "perhaps"]).status == 422)
            _ = try await stage.get("/gb/en/stories/steps/seen.gif", [control: "0"])
            views = try await Self.views(of: "steps", stage)
            #expect(views.values.reduce(0, +) == 1)
        }
    }

    @Test
    func `who objects credits no story with what they buy`() async throws {
        try await Stage.with(.sqlite, at: Self.start) { stage in
            let bottle = try await stage.key(of: .variant, "BOTTLE").description
            let steps = try await stage.key(of: .story, "steps").raw
            for (headers, credited) in [(HTTPFields(), [steps]), ([.cookie: "uncounted=1"], [])] {
                _ = try await stage.post("/gb/en/basket", ["variant": bottle, "from": "steps"], headers)
                let stories = try await stage.hub.database.read { tx in
                    try tx.all("SELECT story FROM basket_lines ORDER BY basket DESC LIMIT 1") { $0.optionalInt(0) }
                }
                #expect(stories.compactMap(\.self) == credited)
            }
        }
    }

    private static func views(of slug: String, _ stage: Stage) async throws -> [String: Int64] {
        let story = try await stage.key(of: .story, slug)
        let tallies = try await stage.hub.audience.read { try Tally.of(story, in: $0) }
        return Dictionary(uniqueKeysWithValues: tallies.filter { $0.kind == .view }.map { ($0.market.text, $0.count) })
    }
}
