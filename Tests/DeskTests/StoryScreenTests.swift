import Desk
import Exchange
import Foundation
import HTTPTypes
import Hub
import Pictures
import Releases
import Staff
import Storage
import Stories
import TestKit
import Testing
import Values

@Suite struct StoryScreenTests {
    @Test(arguments: Engine.available)
    func `a story is written with buttons alone`(_ engine: Engine) async throws {
        try await StoryRoom.with(engine) { room in
            #expect(try await room.ann.post("/desk/stories/new", ["title": " ", "language": "en"]).status == 422)
            let url = try await room.begin("Ice & snow")
            #expect(try await room.press("add text -", url).location.hasPrefix("\(url)#b-"))
            let first = try await room.ids(url)[0]
            try await room.press("add product \(first)", url, ["md.\(first)": "A *small* step.\n\n<script>x</script>"])
            let second = try await room.ids(url)[1]
            try await room.press("add quote \(second)", url, ["handle.\(second)": "scarf"])
            let third = try await room.ids(url)[2]
            try await room.press("up \(third)", url, ["text.\(third)": "Begin.\r\nAnywhere.", "by.\(third)": "A rower", "title": "Snow", "pictureAlt": "A rink", "picture": "rink.svg"])
            #expect(try await room.blocks(url) == [
                .text(html: "<p>A <em>small</em> step.</p>"), .quote(text: "Begin.\nAnywhere.", by: "A rower"), .product(handle: "scarf"),
            ])
            try await room.press("duplicate \(first)", url)
            try await room.press("down \(first)", url)
            try await room.press("remove \(second)", url)
            #expect(try await room.blocks(url).map(\.kindName) == ["text", "text", "quote"])
            let saved = try await room.press("save", url)
            #expect(saved.location == url)
            let page = try await room.ann.follow(saved)
            #expect(page.status == 200 && page.words.contains("Saved.") && page.text.contains("A *small* step."))
            let work = try await room.work(url)
            #expect(work.manuscript.source.title == "Snow" && work.manuscript.head.picture == "rink.svg" && work.slug.text == "ice-snow")
            #expect(page.text.contains("/us/en/stories/ice-snow?preview="))
            #expect(try await room.log() == ["created"])
            #expect(try await room.shown("US") == [])
        }
    }

    @Test(arguments: Engine.available)
    func `opening and saving a story changes nothing of it`(_ engine: Engine) async throws {
        try await StoryRoom.with(engine) { room in
            let folder = try TemporaryFolder()
            try folder.file("odd.en.md", """
                ---
                title: Odd & "ends"
                published: 2018-01-01
                ---
                One *two* <u>three</u> [four](product:scarf)

                <table><tr><td>5</td><td>

                6</td></tr></table>

                - seven
                  1. eight

                > Nine <b>ten</b>

                ![Rink](rink.svg)

                - [Scarf](product:scarf)
                """)
            _ = try await room.stage.hub.importStories(from: folder.path)
            let key = try #require(try await room.stage.hub.database.read { try $0.first("SELECT key FROM stories") { $0.key(0, of: Story.self) } })
            let url = "/desk/stories/\(key)"
            let before = try await room.work(url)
            #expect(before.manuscript.source.pieces.count == 4)
            let answer = try await room.ann.post("\(url)/autosave", try await room.form(url))
            #expect(answer.status == 200 && answer.text.contains("\"version\":1"))
            let after = try await room.work(url)
            #expect(after.version == before.version && after.manuscript == before.manuscript && !after.isChanged)
        }
    }

    @Test(arguments: Engine.available)
    func `the script saves, hears of a conflict, and both texts can be joined`(_ engine: Engine) async throws {
        try await StoryRoom.with(engine) { room in
            let url = try await room.begin()
            let bob = try await room.stage.signIn("Bob", [.editor])
            let (mine, theirs) = (try await room.form(url), try await room.form(url, by: bob))
            let saved = try await bob.post("\(url)/autosave", theirs.merging(["title": "By Bob", "summary": "Bob's"]) { $1 })
            #expect(saved.status == 200 && saved.text.contains("\"version\":2") && saved.text.contains("\"clock\":\"19:00\""))
            let late = try await room.ann.post("\(url)/autosave", mine.merging(["title": "By Ann", "kicker": "Rowing"]) { $1 })
            #expect(late.status == 409 && late.headers[.contentType] == "application/json")
            let conflict = try #require(late.text.replacing("\\/", with: "/").firstMatch(of: /"conflict":"([^"]+)"/)).output.1
            let sent = try await room.ann.post(url, mine.merging(["title": "By Ann", "kicker": "Rowing", "do": "save"]) { $1 })
            #expect(sent.location == String(conflict))
            let page = try await room.ann.get(String(conflict))
            #expect(page.status == 200 && page.words.contains("By Bob") && page.words.contains("By Ann") && page.words.contains("Rowing"))
            let base = try #require(page.text.firstMatch(of: /name="base" value="([0-9]+)"/)).output.1
            let merged = try await room.ann.post(String(conflict), ["base": String(base), "take.en.kicker": "ours", "take.en.title": "theirs", "take.en.summary": "theirs"])
            #expect(merged.location == url)
            let text = try await room.work(url).manuscript.source
            #expect(text.title == "By Bob" && text.summary == "Bob's" && text.kicker == "Rowing")
            #expect(try await room.ann.post(String(conflict), ["base": String(base), "take.en.title": "ours"]).location.contains("/conflict/"))
            #expect(try await room.log() == ["created", "changed", "merged"])
            #expect(try await room.ann.get("\(url)/conflict/99").status == 404)
        }
    }

    @Test(arguments: Engine.available)
    func `a translation stands beside its source and says what is missing and what is old`(_ engine: Engine) async throws {
        try await StoryRoom.with(engine) { room in
            let url = try await room.begin()
            try await room.press("add text -", url)
            let id = try await room.ids(url)[0]
            try await room.press("add product \(id)", url, ["md.\(id)": "One", "summary": "Cold."])
            let product = try await room.ids(url)[1]
            try await room.press("save", url, ["handle.\(product)": "scarf"])
            let address = "\(url)/translate?language=ja"
            let empty = try await room.ann.get(address)
            #expect(empty.status == 200 && empty.words.contains("0 of 4 parts done") && empty.text.contains("<p>One</p>"))
            let filled = StoryRoom.fields(empty.text).merging(["title": "氷", "md.\(id)": "一"]) { $1 }
            #expect(try await room.ann.post(address, filled).location == address)
            let work = try await room.work(url)
            #expect(work.manuscript.completeness(in: .japanese).missing == [.field(.summary)])
            #expect(work.manuscript.texts[.japanese]?.pieces.map(\.block) == [.text(html: "<p>一</p>"), .product(handle: "scarf")])
            try await room.press("save", url, ["title": "Black ice"])
            let old = try await room.ann.get(address)
            #expect(old.words.contains("2 of 4 parts done") && old.words.contains("The source changed since this was translated"))
            #expect(try await room.ann.post("\(url)/autosave", StoryRoom.fields(old.text).merging(["ok.title": "1"]) { $1 }).status == 200)
            #expect(try await room.work(url).manuscript.completeness(in: .japanese).outdated == [])
            #expect(try await room.work(url).manuscript.texts[.japanese]?.title == "氷")
            for wrong in ["\(url)/translate?language=en", "\(url)/translate?language=xx", "\(url)/translate"] {
                #expect(try await room.ann.get(wrong).status == 404)
            }
        }
    }

    @Test(arguments: Engine.available)
    func `publishing asks for markets and times and tells what is wrong`(_ engine: Engine) async throws {
        try await StoryRoom.with(engine) { room in
            let url = try await room.begin()
            try await room.press("add product -", url)
            let id = try await room.ids(url)[0]
            try await room.press("save", url, ["handle.\(id)": "nothing"])
            let broken = try await room.ann.get("\(url)/publish")
            #expect(broken.words.contains("There is no product nothing.") && broken.text.contains("href=\"\(url)#b-\(id)\""))
            #expect(broken.text.contains("data-submit disabled"))
            func base() async throws -> String { try await "\(room.work(url).version)" }
            #expect(try await room.ann.post("\(url)/publish", ["base": try await base(), "when.US": "now"]).status == 422)
            try await room.press("save", url, ["handle.\(id)": "scarf"])
            #expect(try await room.ann.get("\(url)/publish").words.contains("Not sold here: scarf"))
            let refusals: [([String: String], Int, String)] = [
                (["base": "1", "when.US": "now"], 409, "Somebody changed the story"),
                (["base": try await base()], 422, "Choose at least one market"),
                (["base": try await base(), "when.US": "at", "from.US": "soon"], 422, "no time on this market"),
                (["base": try await base(), "when.US": "at", "from.US": "2018-03-11T02:30"], 422, "jump over this time"),
                (["base": try await base(), "when.GB": "at", "from.GB": "2018-03-01T10:00", "until.GB": "2018-03-01T09:00"], 422, "end must be after"),
            ]
            for (fields, status, words) in refusals {
                let seen = try await room.ann.post("\(url)/publish", fields)
                #expect(seen.status == status && seen.words.contains(words), "\(fields) \(seen.words)")
            }
            #expect(try await room.work(url).published == nil)
            let done = try await room.ann.post("\(url)/publish", ["base": try await base(), "when.US": "now", "when.JP": "at", "from.JP": "2018-02-02T09:00"])
            #expect(done.status == 303)
            #expect(try await room.ann.follow(done).words.contains("Published."))
            #expect(try await room.shown("US") == ["Ice"])
            #expect(try await room.shown("JP") == [])
            #expect(try await room.ann.post("\(url)/delete").status == 409)
            room.stage.pass(seconds: 86_400)
            #expect(try await room.shown("JP") == ["Ice"])
            #expect(try await room.stage.signIn("Cy", [.editor]).post("\(url)/withdraw").status == 303)
            #expect(try await room.shown("US") + room.shown("JP") == [])
            #expect(try await room.log() == ["created", "published", "withdrew"])
        }
    }

    @Test(arguments: Engine.available)
    func `the history tells what changed and brings anything back`(_ engine: Engine) async throws {
        try await StoryRoom.with(engine) { room in
            let url = try await room.begin("First words")
            room.stage.pass(seconds: 600)
            try await room.press("save", url, ["title": "Other words"])
            let history = try await room.ann.get("\(url)/history")
            #expect(history.words.contains("Ann wrote present text Headline (EN)") && history.words.contains("began it"))
            let second = try await room.ann.get("\(url)/history/2")
            #expect(second.text.contains("<del>First </del><ins>Other </ins>words"))
            let first = try await room.ann.get("\(url)/history/1?with=present")
            #expect(first.text.contains("<ins>Other </ins>") && first.text.contains("Bring this back"))
            #expect(try await room.ann.post("\(url)/history/1", ["base": "1"]).status == 409)
            #expect(try await room.ann.post("\(url)/history/1", ["base": "2"]).location == url)
            #expect(try await room.work(url).manuscript.source.title == "First words")
            #expect(try await room.ann.get("\(url)/history").words.contains("brought revision 1 back"))
            #expect(try await room.ann.get("\(url)/history/9").status == 404)
            #expect(try await room.ann.get("\(url)/preview?revision=2").text.contains("name=\"revision\" value=\"2\""))
            #expect(try await room.log() == ["created", "changed", "restored"])
        }
    }

    @Test(arguments: Engine.available)
    func `the list filters, is written as a file, and the pickers find`(_ engine: Engine) async throws {
        try await StoryRoom.with(engine) { room in
            let url = try await room.begin("Ice")
            room.stage.pass(seconds: 60)
            _ = try await room.begin("Snow")
            _ = try await room.ann.post("\(url)/publish", ["base": "1", "when.US": "now"])
            func titles(_ query: String) async throws -> [String] {
                try await room.ann.get("/desk/stories\(query)").text.matches(of: /data-row>([^<]*)<\/a>/).map { String($0.output.1) }
            }
            #expect(try await titles("") == ["Snow", "Ice"])
            for (query, found) in [
                ("?state=open", ["Ice"]), ("?state=draft", ["Snow"]), ("?market=US", ["Ice"]), ("?lacking=ja", ["Snow", "Ice"]), ("?q=SNO", ["Snow"]),
                ("?author=Ann", ["Snow", "Ice"]), ("?author=Bob", []), ("?state=archived", []), ("?state=changed", ["Snow"]),
            ] { #expect(try await titles(query) == found, "\(query)") }
            let file = try await room.ann.get("/desk/stories.csv?q=ice").text.split(separator: "\r\n").map(String.init)
            #expect(file == [
                "title,state,markets,languages,author,changed_at,changed_by,slug,opens_at",
                "Ice,open,US,EN; JA –; KO –; ZH –,Ann,2018-02-01T00:00:00.000Z,Ann,ice,",
            ])
            let pictures = try await room.ann.get("/desk/stories/pick/pictures?q=RIN").text
            #expect(pictures.contains("\"rink.svg\"") && pictures.replacing("\\/", with: "/").contains("/media/"))
            #expect(try await room.ann.get("/desk/stories/pick/products?q=lane").text.contains("\"scarf\""))
            #expect(try await room.ann.get("/desk/stories/pick/products?q=%25").text == "[]")
            #expect(try await room.ann.get("/desk/stories/pick/people").status == 404)
            #expect(try await room.ann.get("/desk/find.json?q=sno").text.contains("Snow"))
        }
    }

    @Test(arguments: Engine.available)
    func `whole stories are copied, put away, brought out and thrown away`(_ engine: Engine) async throws {
        try await StoryRoom.with(engine) { room in
            let url = try await room.begin()
            let copy = try await room.ann.post("\(url)/duplicate").location
            #expect(copy != url)
            #expect(try await room.work(copy).slug.text == "ice-2")
            #expect(try await room.ann.post("\(copy)/archive").location == copy)
            #expect(try await room.ann.post("\(copy)/publish", ["base": "1", "when.US": "now"]).status == 409)
            #expect(try await room.ann.get(copy).text.contains("<fieldset class=\"story-all\" disabled>"))
            #expect(try await room.ann.post("\(copy)/unarchive").location == copy)
            #expect(try await room.work(copy).state == .draft)
            #expect(try await room.ann.post("\(copy)/delete").location == "/desk/stories")
            #expect(try await room.ann.get(copy).status == 404)
            #expect(try await room.log() == ["created", "created", "archived", "unarchived", "deleted"])
        }
    }

    @Test(arguments: [Role.merchandiser, .support])
    func `who only reads may not write, translate or publish`(_ role: Role) async throws {
        try await StoryRoom.with(.sqlite) { room in
            let url = try await room.begin()
            let reader = try await room.stage.signIn("Rae", [role])
            for path in ["/desk/stories", url, "\(url)/translate?language=ja", "\(url)/history", "\(url)/history/1", "\(url)/preview"] {
                #expect(try await reader.get(path).status == 200, "\(path)")
            }
            for path in ["/desk/stories/new", "\(url)/publish", "\(url)/conflict/1"] { #expect(try await reader.get(path).status == 403, "\(path)") }
            let posts = [
                "/desk/stories/new", url, "\(url)/autosave", "\(url)/translate", "\(url)/publish", "\(url)/withdraw", "\(url)/archive", "\(url)/unarchive",
                "\(url)/duplicate", "\(url)/delete", "\(url)/history/1", "\(url)/conflict/1",
            ]
            for path in posts {
                #expect(try await reader.post(path, ["title": "x", "base": "1", "when.US": "now", "language": "ja"]).status == 403, "\(path)")
                #expect(try await room.ann.post(path, ["form_token": "forged", "title": "x", "base": "1", "language": "ja"]).status == 403, "\(path)")
                #expect(try await Browser(stage: room.stage).post(path, ["title": "x"]).status == 401, "\(path)")
            }
            #expect(try await room.work(url).version == 1)
            #expect(try await room.log() == ["created"])
        }
    }

    @Test func `screens of stories hold no style or script of their own, in any language`() async throws {
        try await StoryRoom.with(.sqlite) { room in
            let url = try await room.begin()
            try await room.press("add picture -", url)
            for language in Language.allCases {
                let browser = try await room.stage.signIn("P\(language.path.prefix(2))", [.editor], language)
                let paths = ["", "/translate?language=ja", "/preview", "/history", "/history/1", "/publish"].map { url + $0 } + ["/desk/stories", "/desk/stories/new"]
                for path in paths {
                    let page = try await browser.get(path)
                    let bare = page.text.replacing(/"[^"]*"/, with: "\"\"")
                    #expect(page.status == 200 && !bare.contains(/<[^>]*\sstyle\s*=/) && !bare.contains(/<[^>]*\son[a-z]+\s*=/), "\(path)")
                    #expect(!page.text.contains("{{") && !page.text.contains("Optional("), "\(path)")
                    for asset in page.text.matches(of: /src="(\/desk\/assets\/[^"]*)"/) { #expect(try await browser.get(String(asset.output.1)).status == 200) }
                }
            }
        }
    }
}
