import Catalogue
import Desk
import Exchange
import Films
import Hub
import Staff
import Storage
import Stories
import TestKit
import Testing
import Values

/// What the editor says before readers would notice.
@Suite struct StoryWarningTests {
    @Test(arguments: Engine.available)
    func `films, athletes and products that the hub does not have are named, with a link to where they stand`(engine: Engine) async throws {
        try await StoryRoom.with(engine) { room in
            let now = room.stage.hub.now()
            let markets = try await room.stage.hub.markets().markets
            try await room.stage.hub.database.write { tx in
                var film = FilmDraft(slug: Slug("ducklings")!, language: .english)
                film.texts[.english] = FilmDraft.Text(title: "Ducklings")
                _ = try film.save(at: now, in: tx)
                var sport = SportDraft(slug: Slug("rowing")!)
                sport.names[.english] = "Rowing"
                _ = try sport.save(at: now, markets: markets, in: tx)
                var athlete = AthleteDraft(slug: Slug("a-rower")!)
                (athlete.country, athlete.sport) = ("GBR", "rowing")
                athlete.texts[.english] = AthleteDraft.Text(name: "A Rower")
                _ = try athlete.save(at: now, markets: markets, in: tx)
            }
            let url = try await room.begin()
            for kind in ["product", "athlete", "film", "text"] { try await room.press("add \(kind) -", url) }
            let ids = try await room.ids(url)
            let wrong = [
                "md.\(ids[0])": "With [a skater](athlete:a-skater), [a rower](athlete:a-rower) and [goods](product:mug).", "slug.\(ids[1])": "nobody",
                "slug.\(ids[2])": "nowhere", "handle.\(ids[3])": "sock", "picture": "rink.svg", "pictureAlt": "A rink", "summary": "Cold.",
            ]
            try await room.press("save", url, wrong)
            for page in ["", "/publish"] {
                let seen = try await room.ann.get(url + page)
                for (text, id) in [
                    ("There is no athlete a-skater yet", ids[0]), ("There is no product mug.", ids[0]), ("There is no film nobody yet", ids[1]),
                    ("There is no athlete nowhere yet", ids[2]), ("There is no product sock.", ids[3]),
                ] {
                    #expect(seen.words.contains(text), "\(page): \(text)")
                    #expect(seen.text.contains("#b-\(id)\""), "\(page): \(text)")
                }
                #expect(!seen.words.contains("no athlete a-rower"))
            }
            let right = ["md.\(ids[0])": "Words.", "slug.\(ids[1])": "ducklings", "slug.\(ids[2])": "a-rower", "handle.\(ids[3])": "scarf"]
            try await room.press("save", url, right)
            #expect(try await !room.ann.get(url).words.contains("There is no"))
        }
    }

    @Test(arguments: Engine.available)
    func `saving by itself keeps a text that is too long to be published, and says so with its place`(engine: Engine) async throws {
        try await StoryRoom.with(engine) { room in
            let url = try await room.begin()
            try await room.press("add quote -", url)
            let id = try await room.ids(url)[0]
            let form = try await room.form(url)
            let title = String(repeating: "x", count: StoryCheck.lineLimit + 1)
            let long = try await room.ann.post("\(url)/autosave", form.merging(["title": title]) { $1 })
            #expect(long.status == 200 && long.text.contains("\"problem\":\"Headline: This has more than 500 characters. Shorten it.\""), "\(long.text)")
            #expect(try await room.work(url).manuscript.source.title == title, "nothing is lost")
            let quote = try await room.ann.post("\(url)/autosave", try await room.form(url).merging(["title": "Ice", "by.\(id)": title, "text.\(id)": "So."]) { $1 })
            #expect(quote.text.contains("\"problem\":\"Block 1: Quote: This has more than 500 characters."), "\(quote.text)")
            let short = try await room.ann.post("\(url)/autosave", try await room.form(url).merging(["by.\(id)": "Her"]) { $1 })
            #expect(short.status == 200 && !short.text.contains("problem"))
        }
    }

    @Test func `what cannot be saved at all is said in words and as JSON, by the button and by itself alike`() async throws {
        try await StoryRoom.with(.sqlite) { room in
            let url = try await room.begin()
            let form = try await room.form(url)
            let bad = form.merging(["published": "yesterday"]) { $1 }
            let own = try await room.ann.post("\(url)/autosave", bad)
            #expect(own.status == 422 && own.text.contains(#""problem":"Enter a date such as 2018-02-01.""#), "\(own.text)")
            #expect(try await room.ann.post(url, bad.merging(["do": "save"]) { $1 }).status == 422)
            // Both take the same forms: what one takes whole, the other does too.
            let large = String(repeating: "Ice and snow. ", count: 60_000)
            let big = form.merging(["summary": large]) { $1 }
            #expect(try await room.ann.post("\(url)/autosave", big).status == 200)
            #expect(try await room.ann.post(url, try await room.form(url).merging(["summary": large + "x", "do": "save"]) { $1 }).status == 303)
            let huge = form.merging(["summary": String(repeating: "Ice and snow. ", count: 400_000)]) { $1 }
            for (path, fields) in [("\(url)/autosave", huge), (url, huge)] {
                #expect(try await room.ann.post(path, fields).status == 413, "\(path)")
            }
        }
    }

    @Test(arguments: Engine.available)
    func `what somebody types of a product is kept up to what can be saved, and too long a title is said at once`(engine: Engine) async throws {
        try await DeskStage.with(engine) { stage in
            try await stage.stock()
            let mira = try await stage.signIn("Mira", [.merchandiser])
            let key = try #require(try await stage.hub.database.read { try $0.first("SELECT key FROM products WHERE handle = 'scarf'") { $0.key(0, of: Product.self) } })
            let url = "/desk/products/\(key)"
            #expect(try await mira.post("\(url)/unsent", ["title": "Lane scarf, long"]).status == 204)
            let title = String(repeating: "x", count: 2_000)
            let long = try await mira.post("\(url)/unsent", ["title": title])
            #expect(long.status == 200 && long.text.contains("\"isKept\":true") && long.text.contains("\"problem\":\"Title: "), "\(long.text)")
            #expect(try await mira.get("\(url)?restore=1").text.contains(title), "it is kept all the same")
            let large = "<p>" + String(repeating: "Warm and soft. ", count: 66_000) + "</p>"
            #expect(try await mira.post("\(url)/unsent", ["html": large]).status == 204)
            #expect(try await mira.post(url, ["html": large]).status == 303)
        }
    }
}
