import Exchange
import Foundation
import HTTPTypes
import Hub
import Releases
import Storage
import TestKit
import Testing
import Values

/// Pages of athletes and sports, and what stands in stories and searches about them.
struct AthletePageTests {
    private static let now = Instant("2018-02-01T10:00:00Z") ?? Instant(ms: 0)
    private static let sports = """
        Slug,Name / en,Name / ja,Name / ko,Name / zh-Hans
        running,Running,陸上,육상,跑步

        """
    private static let athletes = """
        Slug,Country,Sport,Born,Name / en,Name / ja,Name / ko,Name / zh-Hans,Bio / en,Games / en,Event / en,Rank,Medal,Mark
        ada-long,GBR,running,1990,Ada <Long>,エイダ・ロング,에이다 롱,艾达·朗,Ran & ran.,London 2012,Women's 800 m,1,gold,1:56.19
        bo-short,KOR,running,,Bo Short,,,,,,,,,

        """
    private static let story = """
        ---
        title: Two runners
        slug: two-runners
        language: en
        published: 2018-01-20T00:00:00Z
        sport: Running
        athletes: ada-long, bo-short
        sports: running
        ---
        [Bo](athlete:bo-short) ran after [Ada](athlete:ada-long), and [Nobody](athlete:nobody) after Bo.

        [Ada](athlete:ada-long)

        [Bottle](product:bottle)
        """

    static func with(_ engine: Engine, _ body: (Stage) async throws -> Void) async throws {
        try await Stage.with(engine, at: now) { stage in
            let folder = try TemporaryFolder()
            for (name, text) in [("sports.csv", sports), ("athletes.csv", athletes), ("two-runners.en.md", story)] {
                try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder.path)/\(name)"))
            }
            let reports = [
                try await stage.hub.importSports(from: "\(folder.path)/sports.csv"),
                try await stage.hub.importAthletes(from: "\(folder.path)/athletes.csv"),
                try await stage.hub.importStories(from: folder.path),
            ]
            for report in reports { try #require(report.count(.refused) == 0, "\(report.text())") }
            try await body(stage)
        }
    }

    @Test(arguments: Engine.available)
    func `an athlete's page shows facts, results, stories and goods, in the reader's language`(_ engine: Engine) async throws {
        try await Self.with(engine) { stage in
            let page = try await stage.get("/gb/en/athletes/ada-long").text
            for part in [
                "Ada &lt;Long&gt;", "United Kingdom", "1990", "Ran &amp; ran.", "London 2012", "Women&#39;s 800 m", "1:56.19",
                "medal is-gold", "/gb/en/stories/two-runners", "/gb/en/products/bottle?from=two-runners", "/gb/en/sports/running",
                "hreflang=\"ja-JP\"",
            ] { #expect(page.contains(part), "\(part)") }
            let japanese = try await stage.get("/jp/ja/athletes/ada-long").text
            #expect(japanese.contains("エイダ・ロング") && japanese.contains("イギリス") && japanese.contains(">陸上</a>"))
            let sport = try await stage.get("/kr/ko/sports/running").text
            #expect(sport.contains("육상") && sport.contains("에이다 롱") && sport.contains("Bo Short"))
        }
    }

    @Test(arguments: Engine.available)
    func `a story shows its athletes beside and inside its text, and links to them`(_ engine: Engine) async throws {
        try await Self.with(engine) { stage in
            let page = try await stage.get("/gb/en/stories/two-runners").text
            #expect(page.contains("<a href=\"/gb/en/athletes/bo-short\">Bo</a> ran after <a href=\"/gb/en/athletes/ada-long\">Ada</a>, and Nobody after Bo."))
            #expect(page.contains("class=\"story-athletes\"") && page.contains("class=\"figure-athlete\""))
            #expect(page.contains("<a href=\"/gb/en/sports/running\">Running</a>"))
        }
    }

    @Test(arguments: Engine.available)
    func `athletes are found and suggested by any of their names`(_ engine: Engine) async throws {
        try await Self.with(engine) { stage in
            for (place, query) in [("gb/en", "ada"), ("gb/en", "%E3%82%A8%E3%82%A4%E3%83%80"), ("jp/ja", "ada"), ("kr/ko", "%EB%A1%B1"), ("cn/zh-hans", "%E8%89%BE%E8%BE%BE")] {
                let page = try await stage.get("/\(place)/search?q=\(query)").text
                #expect(page.contains("/\(place)/athletes/ada-long"), "\(place) \(query)")
            }
            let suggested = try await stage.get("/gb/en/search/suggest?q=ru").text
            #expect(suggested.contains("\"title\":\"Running\",\"url\":\"/gb/en/sports/running\""))
            #expect(try await stage.hub.verify() == [])
        }
    }

    @Test(arguments: Engine.available)
    func `an athlete who is not open yet leaves no trace on any page, and is there from the hour on`(_ engine: Engine) async throws {
        try await Self.with(engine) { stage in
            let opens = Self.now.adding(seconds: 3600)
            try await stage.schedule(.athlete, "ada-long", in: ["GB"], from: .instant(opens))
            let paths = ["/gb/en/athletes", "/gb/en/sports/running", "/gb/en/stories/two-runners", "/gb/en/search?q=ada", "/gb/en/search/suggest?q=ad", "/sitemaps/gb/athletes/start.xml"]
            for path in paths {
                let text = try await stage.get(path).text
                #expect(!text.contains("/gb/en/athletes/ada-long"), "\(path)")
            }
            let closed = try await stage.get("/gb/en/athletes/ada-long").apart(from: "ada-long")
            let unknown = try await stage.get("/gb/en/athletes/not-long").apart(from: "not-long")
            #expect(closed == unknown)
            #expect(try await stage.get("/cards/gb/en/athletes/ada-long/x.jpg").status == 404)
            #expect(try await stage.get("/gb/en/athletes?after=ada-long").status == 404)
            #expect(try await stage.get("/us/en/athletes").text.contains("/us/en/athletes/ada-long"))
            stage.turn(to: opens)
            #expect(try await stage.get("/gb/en/athletes/ada-long").status == 200)
            #expect(try await stage.get("/gb/en/athletes").text.contains("/gb/en/athletes/ada-long"))
        }
    }

    @Test
    func `every page of athletes and sports is sound`() async throws {
        try await Self.with(.sqlite) { stage in
            for card in ["athletes/ada-long", "sports/running"] {
                #expect(try await stage.get("/cards/kr/ko/\(card)/x.jpg").headers[.contentType] == "image/jpeg", "\(card)")
            }
            for base in ["/us/en", "/jp/ja", "/kr/ko", "/cn/zh-hans"] {
                for page in [
                    "/athletes", "/athletes?sport=running", "/athletes/ada-long", "/athletes/bo-short", "/sports", "/sports/running", "/stories/two-runners",
                    "/search?q=ada",
                ] {
                    let seen = try await stage.get(base + page)
                    #expect(seen.status == 200, "\(base)\(page)")
                    #expect(HTMLCheck.errors(in: seen.text) == [], "\(base)\(page)")
                    #expect(HTMLCheck.intruders(in: seen.text) == [], "\(base)\(page)")
                }
            }
            #expect(try await stage.get("/us/en/athletes?sport=nothing").status == 404)
        }
    }
}
