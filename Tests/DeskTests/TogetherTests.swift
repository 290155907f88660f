import Catalogue
import Desk
import Foundation
import Hub
import Pictures
import Staff
import Storage
import TestKit
import Testing
import Values

/// Two who work on one thing at the same time lose nothing.
@Suite struct TogetherTests {
    /// The fields of the form that is sent to an address, as a browser would send them.
    private static func form(_ seen: DeskSeen, to action: String) -> [String: String] {
        let forms = seen.text.matches(of: /<form[^>]*action="([^"]*)"[^>]*>[\s\S]*?<\/form>/)
        let form = forms.first { $0.output.1 == action && $0.output.0.contains("method=\"post\"") }.map { String($0.output.0) } ?? ""
        var fields: [String: String] = [:]
        for match in form.matches(of: /<input[^>]*?name="([^"]+)"[^>]*?>/) {
            let tag = String(match.output.0)
            if tag.contains("type=\"checkbox\""), !tag.contains(" checked") { continue }
            fields[String(match.output.1)] = tag.firstMatch(of: /value="([^"]*)"/).map { String($0.output.1) } ?? ""
        }
        for match in form.matches(of: /<textarea[^>]*name="([^"]+)"[^>]*>([\s\S]*?)<\/textarea>/) { fields[String(match.output.1)] = String(match.output.2) }
        for match in form.matches(of: /<select[^>]*name="([^"]+)"[^>]*>([\s\S]*?)<\/select>/) {
            fields[String(match.output.1)] = match.output.2.firstMatch(of: /value="([^"]*)" selected/).map { String($0.output.1) } ?? ""
        }
        return fields
    }

    @Test(arguments: Engine.available)
    func `two describe one picture in two languages, and the same language is shown to the second`(engine: Engine) async throws {
        try await DeskStage.with(engine) { stage in
            let (mira, jun) = (try await stage.signIn("Mira", [.merchandiser]), try await stage.signIn("Jun", [.merchandiser]))
            let svg = Data("<svg xmlns='http://www.w3.org/2000/svg' width='4' height='4'><rect width='4' height='4'/></svg>".utf8)
            #expect(try await mira.upload("/desk/pictures", [("lane.svg", svg)]).status == 303)
            let key = try #require(try await stage.hub.database.read { try Picture.named("lane.svg", in: $0)?.key })
            let url = "/desk/pictures/\(key)"
            let (first, second) = (Self.form(try await mira.get(url), to: url), Self.form(try await jun.get(url), to: url))
            #expect(first["alt.en"] == "" && first["focus_x"] == "500" && first["mark:focus"] != nil)
            #expect(try await mira.post(url, first.merging(["alt.en": "A lane", "focus_x": "100"]) { $1 }).status == 303)
            #expect(try await jun.post(url, second.merging(["alt.ko": "레인"]) { $1 }).status == 303)
            let late = try await jun.post(url, second.merging(["alt.en": "Jun's lane", "alt.ja": "レーン"]) { $1 })
            #expect(late.status == 409 && late.words.contains("Now it says: A lane") && late.text.contains(">Jun&#39;s lane</textarea>"))
            let again = Self.form(late, to: url).merging(["alt.en": "A lane of two"]) { $1 }
            #expect(try await jun.post(url, again).status == 303)
            let (picture, alts) = try await stage.hub.database.read { tx in
                (try Picture.named("lane.svg", in: tx), try Picture.alts(of: [key], in: tx)[key])
            }
            #expect(picture?.focus == FocalPoint(x: 100, y: 500), "the focal point of the first stays")
            #expect(alts == [.english: "A lane of two", .korean: "레인", .japanese: "レーン"])
            let long = String(repeating: "x", count: 501)
            let refused = try await jun.post(url, ["focus_x": "1", "focus_y": "1", "alt.en": long])
            #expect(refused.status == 422 && refused.words.contains("more than 500 characters") && refused.text.contains(">\(long)</textarea>"))
        }
    }

    @Test(arguments: Engine.available)
    func `two name things at once, and only what one has typed changes`(engine: Engine) async throws {
        try await DeskStage.with(engine) { stage in
            try await stage.stock()
            let (mira, jun) = (try await stage.signIn("Mira", [.merchandiser]), try await stage.signIn("Jun", [.merchandiser]))
            let url = "/desk/products/names"
            let (first, second) = (Self.form(try await mira.get(url), to: url), Self.form(try await jun.get(url), to: url))
            let (ja, ko) = ("name:kind:scarves:ja", "name:kind:scarves:ko")
            #expect(try await mira.post(url, first.merging([ja: "マフラー"]) { $1 }).status == 303)
            #expect(try await jun.post(url, second.merging([ko: "목도리"]) { $1 }).status == 303)
            let late = try await jun.post(url, second.merging([ja: "襟巻き"]) { $1 })
            #expect(late.status == 409 && late.words.contains("Now it says: マフラー") && late.text.contains("value=\"襟巻き\""))
            let now = Self.form(try await mira.get(url), to: url)
            #expect(now[ja] == "マフラー" && now[ko] == "목도리")
            let long = try await jun.post(url, [ja: String(repeating: "x", count: 201)])
            #expect(long.status == 422 && long.words.contains("more than 200 characters"))
        }
    }

    @Test(arguments: Engine.available)
    func `a form about a person that is older than they are is shown again, with what was typed`(engine: Engine) async throws {
        try await DeskStage.with(engine) { stage in
            let (ada, eve) = (try await stage.signIn("Ada"), try await stage.signIn("Eve"))
            let bo = try await stage.add("Bo", [.editor])
            let url = "/desk/people/\(bo.key)"
            let (first, second) = (Self.form(try await ada.get(url), to: url), Self.form(try await eve.get(url), to: url))
            #expect(try await ada.post(url, first.merging(["role_support": "1"]) { $1 }).status == 303)
            let late = try await eve.post(url, second.merging(["name": "Boris"]) { $1 })
            #expect(late.status == 409 && late.words.contains("Somebody else has changed this person") && late.text.contains("value=\"Boris\""))
            var again = Self.form(late, to: url)
            again["role_support"] = "1"
            #expect(try await eve.post(url, again).status == 303)
            let after = try await stage.hub.database.read { try Person.find(bo.key, in: $0) }
            #expect(after.name == "Boris" && after.roles == [.editor, .support])
        }
    }
}
