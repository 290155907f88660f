import Exchange
import Foundation
import Hub
import Releases
import Storage
import TestKit
import Testing
import Values

/// Pages of films, and the board that says what opens next.
struct FilmPageTests {
    private static let start = Instant("2018-02-01T00:00:00Z") ?? Instant(ms: 0)

    @Test(arguments: Engine.available)
    func `before its hour a film is on no page and cannot be told from one that never was`(_ engine: Engine) async throws {
        try await Stage.with(engine, at: Self.start.adding(seconds: -3600)) { stage in
            try await stage.raiseFilms()
            let closed = try await stage.get("/gb/en/films/ice-time").apart(from: "ice-time")
            #expect(closed == (try await stage.get("/gb/en/films/never-xx").apart(from: "never-xx")) && closed[0] == "404")
            let paths = ["", "/films", "/stories", "/stories/steps", "/products", "/feed.xml", "/store"]
            for path in paths.map({ "/gb/en\($0)" }) + ["/sitemaps/gb/lists/start.xml", "/api/v1/markets/gb/en/stories"] {
                let text = try await stage.get(path).text
                #expect(!text.contains("gb/en/films/ice-time") && !text.contains("The ice") && !text.contains("Small things"), "\(path)")
            }
            #expect(try await stage.get("/jp/ja/films/ice-time").status == 200)
            stage.turn(to: Self.start)
            for path in ["/gb/en", "/gb/en/films", "/gb/en/films/ice-time", "/gb/en/stories/steps", "/sitemaps/gb/lists/start.xml"] {
                #expect(try await stage.get(path).text.contains("gb/en/films/ice-time"), "\(path)")
            }
            #expect(try await stage.get("/gb/en/films").text.contains("<h1>Small things</h1>"))
        }
    }

    @Test
    func `a film's page says since when it is open here, who made it, and what belongs to it`() async throws {
        try await Stage.with(.sqlite, at: Self.start.adding(seconds: 60)) { stage in
            try await stage.raiseFilms()
            let british = try await stage.get("/gb/en/films/ice-time").text
            #expect(british.contains("Open since 1 February 2018, 00:00, London time"))
            #expect(british.contains("<h1>The ice</h1>") && british.contains("1:05"))
            #expect(british.contains("<dt lang=\"en\">Sound</dt><dd lang=\"en\"><span class=\"credit-name\">B. Person</span> "))
            #expect(british.contains("/gb/en/products/bottle") && british.contains("/gb/en/stories/steps"))
            #expect(try await stage.get("/jp/ja/films/ice-time").text.contains("2018年2月1日 00:00（東京時間）から公開中"))
            #expect(try await stage.get("/us/en/films/ice-time").status == 404)
            #expect(british.contains("/place?to=/us/en/films\"") && !british.contains("hreflang=\"en-US\""))
        }
    }

    @Test(arguments: Engine.available)
    func `what opens next is said in the market's own time, counted in hours, and gone at its hour`(_ engine: Engine) async throws {
        let opens = Instant("2018-02-03T10:00:00Z") ?? Instant(ms: 0)
        try await Stage.with(engine, at: Self.start) { stage in
            try await stage.raiseFilms()
            let now = stage.hub.now()
            try await stage.hub.database.write { tx in
                let release = try Release.named("Later", at: now, in: tx)
                let gb = try #require(MarketCode("GB"))
                try release.open(gb, from: .instant(opens), in: tx).announce([.english: "A <small> surprise"], in: tx)
                try release.open(try #require(MarketCode("JP")), from: .instant(opens), in: tx)
            }
            let steps: [(Int64, String?)] = [
                (-49 * 3600 * 1000, "In 2 days and 1 hour"), (-48 * 3600 * 1000, "In 2 days"),
                (-48 * 3600 * 1000 + 1, "In 1 day and 23 hours"), (-24 * 3600 * 1000 + 1, "In 23 hours"), (-3600 * 1000, "In 1 hour"), (-3600 * 1000 + 1, "In less than an hour"),
                (-1, "In less than an hour"), (0, nil),
            ]
            for (ms, text) in steps {
                stage.turn(to: Instant(ms: opens.ms + ms))
                for _ in 1...2 {
                    let page = try await stage.get("/gb/en").text
                    #expect(page.contains("A &lt;small&gt; surprise") == (text != nil), "\(ms)")
                    if let text { #expect(page.contains(">\(text)</time>") && page.contains("3 February 2018, 10:00, London time"), "\(ms)") }
                }
            }
            stage.turn(to: Instant(ms: opens.ms - 1000))
            #expect(!(try await stage.get("/jp/en").text.contains("surprise")))
        }
    }

    @Test
    func `a story shows the film that it names, and only where that is open`() async throws {
        try await Stage.with(.sqlite, at: Self.start.adding(seconds: 60)) { stage in
            try await stage.raiseFilms()
            let text = "---\ntitle: About\nslug: about\npublished: 2018-01-02T00:00:00Z\n---\n[The ice](film:ice-time)\n\nSee [it](film:ice-time) and [more](film:nix).\n"
            let folder = FileManager.default.temporaryDirectory.appendingPathComponent("about-\(UUID().uuidString)")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(at: folder) }
            try Data(text.utf8).write(to: folder.appendingPathComponent("about.en.md"))
            #expect(try await stage.hub.importStories(from: folder.path).count(.created) == 1)
            let open = try await stage.get("/gb/en/stories/about").text
            #expect(open.contains("class=\"story-film\"") && open.contains("<a href=\"/gb/en/films/ice-time\">it</a> and more."))
            let closed = try await stage.get("/us/en/stories/about").text
            #expect(!closed.contains("story-film") && closed.contains("See it and more.") && !closed.contains("film:"))
        }
    }
}

extension Stage {
    /// One film of a campaign, open from 1 February 2018, 00:00 in each market.
    func raiseFilms() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("films-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let film = """
            ---
            title: The ice
            logline: Nobody to play
            campaign: small
            duration: 1:05
            release: The three
            opens: 2018-02-01T00:00
            products: [bottle]
            stories: [steps]
            credits:
              - "Director | A. Person"
              - "Sound | B. Person | House of Sound"
            ---
            About it.
            """
        try Data(film.utf8).write(to: folder.appendingPathComponent("ice-time.en.md"))
        try Data("---\nkind: campaign\ntitle: Small things\n---\nText.\n".utf8).write(to: folder.appendingPathComponent("small.en.md"))
        let report = try await hub.importFilms(from: folder.path)
        try #require(report.count(.created) == 2, "\(report.text())")
    }
}
