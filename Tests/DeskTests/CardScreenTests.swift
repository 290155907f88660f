import Catalogue
import Desk
import Films
import Foundation
import Hub
import Releases
import Staff
import Storage
import Stories
import TestKit
import Testing
import Values

/// Athletes, sports, films and stores at the desk.
@Suite struct CardScreenTests {
    private static let sport = ["slug": "", "name.en": "Rowing", "name.ja": "ボート", "has_markets": "1", "market_JP": "1", "market_GB": "1"]

    /// A room with the five markets and the sport of rowing, and an editor in it.
    private func withRoom(_ engine: Engine, _ body: (DeskStage, Browser) async throws -> Void) async throws {
        try await DeskStage.with(engine) { stage in
            try await stage.hub.saveDemoMarkets()
            let ed = try await stage.signIn("Ed", [.editor])
            #expect(try await ed.post("/desk/sports/new", Self.sport).location == "/desk/sports/rowing")
            try await body(stage, ed)
        }
    }

    /// The fields of a page's form, as a browser would send them.
    private static func form(_ seen: DeskSeen) -> [String: String] {
        let form = seen.text.firstMatch(of: /<form class="facts-form[\s\S]*?<\/form>/).map { String($0.output) } ?? ""
        var fields: [String: String] = [:]
        for match in form.matches(of: /<input[^>]*?name="([^"]+)"[^>]*?>/) {
            let tag = String(match.output.0)
            if tag.contains("type=\"checkbox\""), !tag.contains(" checked") { continue }
            fields[String(match.output.1)] = tag.firstMatch(of: /value="([^"]*)"/).map { String($0.output.1) } ?? ""
        }
        for match in form.matches(of: /<textarea[^>]*name="([^"]+)"[^>]*>([\s\S]*?)<\/textarea>/) { fields[String(match.output.1)] = String(match.output.2) }
        for match in form.matches(of: /<select[^>]*name="([^"]+)"[\s\S]*?<option value="([^"]*)" selected/) {
            fields[String(match.output.1)] = String(match.output.2)
        }
        return fields
    }

    private static func last(_ stage: DeskStage, _ noun: String) async throws -> Change {
        var filter = Change.Filter()
        filter.noun = noun
        let wanted = filter
        return try #require(try await stage.hub.database.read { try Change.list(wanted, limit: 1, in: $0) }.first)
    }

    @Test(arguments: Engine.available)
    func `an athlete is made, opened by market, changed in two languages, and taken back`(engine: Engine) async throws {
        try await withRoom(engine) { stage, ed in
            let made = [
                "slug": "", "name.en": "A Small Rower", "bio.en": "Waits for ducklings.", "country": "gbr", "sport": "rowing", "born": "1990",
                "has_markets": "1", "market_GB": "1",
            ]
            #expect(try await ed.post("/desk/athletes/new", made.merging(["sport": "curling"]) { $1 }).status == 422)
            #expect(try await ed.post("/desk/athletes/new", made.merging(["name.en": ""]) { $1 }).status == 422)
            let url = "/desk/athletes/a-small-rower"
            #expect(try await ed.post("/desk/athletes/new", made).location == url)
            #expect(try await ed.post("/desk/athletes/new", made).status == 422, "its address is taken")
            var form = Self.form(try await ed.get(url))
            #expect(form["country"] == "GBR" && form["market_GB"] == "1" && form["market_JP"] == nil && form["name.ja"] == "")
            form["name.ja"] = "小さな漕ぎ手"
            form["market_JP"] = "1"
            form["market_GB"] = nil
            #expect(try await ed.post(url, form).location == url)
            let draft = try #require(try await stage.hub.database.read { try AthleteDraft.load(Slug("a-small-rower")!, in: $0)?.draft })
            #expect(draft.texts[.japanese]?.name == "小さな漕ぎ手" && draft.texts[.english]?.bio == "Waits for ducklings." && draft.born == 1990)
            #expect(draft.markets == [MarketCode("JP")!])
            let now = stage.hub.now().adding(seconds: 1)
            for (code, isOpen) in [("JP", true), ("GB", false)] {
                let found = try await stage.hub.database.read { tx in
                    (try? Athlete.find(Slug("a-small-rower")!, in: .english, through: Gate(MarketCode(code)!, at: now), in: tx)) != nil
                }
                #expect(found == isOpen, "\(code)")
            }
            let line = try await Self.last(stage, "athlete")
            #expect(line.action == "changed" && Difference.between(line.before, line.after).map(\.name) == ["markets", "name.ja"])
            #expect(try await ed.get(url).text.contains("action=\"/desk/athletes/undo/\(line.key)\""))
            #expect(try await ed.post("/desk/athletes/undo/\(line.key)").location == url)
            let back = try #require(try await stage.hub.database.read { try AthleteDraft.load(Slug("a-small-rower")!, in: $0)?.draft })
            #expect(back.markets == [MarketCode("GB")!] && back.texts[.japanese] == nil)
        }
    }

    @Test(arguments: Engine.available)
    func `two who change a sport at once lose nothing`(engine: Engine) async throws {
        try await withRoom(engine) { stage, ed in
            let bo = try await stage.signIn("Bo", [.editor])
            let url = "/desk/sports/rowing"
            var (first, second) = (Self.form(try await ed.get(url)), Self.form(try await bo.get(url)))
            first["name.en"] = "Rowing on water"
            first["name.ko"] = "조정"
            second["name.en"] = "Rowing on a lake"
            second["name.zh-hans"] = "赛艇"
            #expect(try await ed.post(url, first).status == 303)
            let conflict = try await bo.post(url, second)
            #expect(conflict.status == 409 && conflict.words.contains("Now it says: Rowing on water"))
            var both = Self.form(conflict)
            #expect(both["name.en"] == "Rowing on a lake" && both["name.zh-hans"] == "赛艇")
            both["name.en"] = "Rowing on water and lakes"
            #expect(try await bo.post(url, both).status == 303)
            let draft = try #require(try await stage.hub.database.read { try SportDraft.load(Slug("rowing")!, in: $0)?.draft })
            #expect(draft.names == [.english: "Rowing on water and lakes", .japanese: "ボート", .korean: "조정", .chinese: "赛艇"])
            #expect(draft.markets == [MarketCode("GB")!, MarketCode("JP")!])
        }
    }

    @Test(arguments: Engine.available)
    func `a film keeps what the form does not show, and a store serves the markets that it is given`(engine: Engine) async throws {
        try await withRoom(engine) { stage, ed in
            let now = stage.hub.now()
            try await stage.hub.database.write { tx in
                var film = FilmDraft(slug: Slug("ducklings")!, language: .english)
                film.texts[.english] = FilmDraft.Text(title: "Ducklings")
                (film.durationMs, film.products) = (61_500, [Slug("scarf")!])
                film.credits = [Film.Credit(role: "Director", name: "A Person", organisation: "A House")]
                _ = try film.save(at: now, in: tx)
            }
            var form = Self.form(try await ed.get("/desk/films/ducklings"))
            #expect(form["seconds"] == "61" && form["credits"] == "Director | A Person | A House" && form["handles"] == "scarf")
            form["title.ja"] = "あひるの子"
            form["html.ja"] = "<p>川</p><script>x</script>"
            form["market_US"] = "1"
            #expect(try await ed.post("/desk/films/ducklings", form).status == 303)
            let film = try #require(try await stage.hub.database.read { try FilmDraft.load(Slug("ducklings")!, in: $0) })
            #expect(film.durationMs == 61_500 && film.texts[.japanese]?.html == "<p>川</p>" && film.products == [Slug("scarf")!])
            #expect(try await ed.post("/desk/films/ducklings", ["credits": "nothing"]).status == 422)
            #expect(try await ed.post("/desk/films/ducklings", ["picture": "none.svg"]).status == 422)

            #expect(try await ed.get("/desk/stores").status == 200)
            #expect(try await ed.get("/desk/stores/new").status == 403)
            let mira = try await stage.signIn("Mira", [.merchandiser])
            let store = ["slug": "flagship", "name.en": "The flagship", "look": "ice", "position": "1", "has_markets": "1", "market_CN": "1"]
            #expect(try await mira.post("/desk/stores/new", store).location == "/desk/stores/flagship")
            let draft = try #require(try await stage.hub.database.read { try StoreDraft.load(Slug("flagship")!, in: $0) })
            #expect(draft.look == .ice && draft.markets == [MarketCode("CN")!] && draft.texts[.english]?.name == "The flagship")
            var change = Self.form(try await mira.get("/desk/stores/flagship"))
            change["market_JP"] = "1"
            #expect(try await mira.post("/desk/stores/flagship", change).status == 303)
            #expect(try await stage.hub.database.read { try StoreDraft.load(Slug("flagship")!, in: $0)?.markets.count } == 2)
        }
    }

    @Test(arguments: Engine.available)
    func `lists find by name, tell what is not written, and are files`(engine: Engine) async throws {
        try await withRoom(engine) { stage, ed in
            let more = ["slug": "curling", "name.ko": "컬링", "has_markets": "1"]
            #expect(try await ed.post("/desk/sports/new", more).status == 303)
            let lacking = try await ed.get("/desk/sports?lacking=ja")
            #expect(lacking.words.contains("컬링") && !lacking.words.contains("Rowing"))
            #expect(try await ed.get("/desk/sports?q=row").words.contains("Rowing"))
            let file = try await ed.get("/desk/sports.csv").text.split(separator: "\r\n").map(String.init)
            #expect(file.count == 3 && file[0] == "title,slug,markets,languages,changed_at")
            #expect(file[1].hasPrefix("컬링,curling,,ko,") && file[2].hasPrefix("Rowing,rowing,GB JP,en ja,"))
            #expect(try await ed.get("/desk/find.json?q=curl").text.contains("\"title\":\"컬링\""))
            #expect(try await ed.get("/desk/sports/nothing").status == 404)
            let log = try await Self.last(stage, "sport")
            let ada = try await stage.signIn("Ada")
            #expect(try await ada.get("/desk/changes/\(log.key)").text.contains("href=\"/desk/sports/curling\""))
        }
    }
}
