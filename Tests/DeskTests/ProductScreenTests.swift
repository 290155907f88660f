import Catalogue
import Desk
import Exchange
import Foundation
import Hub
import Pictures
import Staff
import Storage
import TestKit
import Testing
import Values
import Web

/// The desk's screens of products and pictures.
@Suite struct ProductScreenTests {
    private static let products = """
        Title,URL handle,Description,Type,Status,SKU,Option1 name,Option1 value,Price,Price / Japan,Inventory tracker,Inventory quantity,\
        Product image URL,Image alt text
        Lane scarf,lane-scarf,<p>Warm</p>,Scarves,active,S-1,Colour,Flame,38.00,4800,shopify,10,a.svg,A red scarf
        ,lane-scarf,,,,S-2,,Ice,38.00,4800,shopify,4,b.svg,
        House mug,house-mug,,Mugs,draft,M-1,Title,Default Title,12.00,1500,shopify,0,,
        """

    private struct Goods: Sendable {
        let stage: DeskStage
        let scarf: Key<Product>
        let flame: Key<Variant>
        let ice: Key<Variant>
        var url: String { "/desk/products/\(scarf)" }

        func facts() async throws -> ProductFacts {
            let (key, now, markets) = (scarf, stage.hub.now().adding(seconds: 1), try await stage.hub.markets().markets)
            return try await stage.hub.database.read { try ProductFacts.read(key, at: now, in: $0).showing(markets) }
        }

        func changes() async throws -> [Change] {
            var filter = Change.Filter()
            (filter.noun, filter.subject) = ("product", scarf.raw)
            let wanted = filter
            return try await stage.hub.database.read { try Change.list(wanted, limit: 20, in: $0) }
        }
    }

    private func withGoods(_ engine: Engine, _ body: (Goods) async throws -> Void) async throws {
        try await DeskStage.with(engine) { stage in
            try await stage.hub.saveDemoMarkets()
            let svg = "<svg xmlns='http://www.w3.org/2000/svg' width='4' height='4'><rect width='4' height='4'/></svg>"
            let file = try PictureFile(Data(svg.utf8))
            let now = stage.hub.now()
            try await stage.hub.database.write { tx in
                for name in ["a.svg", "b.svg", "c.svg"] { _ = try Picture.save(file, as: name, at: now, in: tx) }
            }
            let folder = try TemporaryFolder()
            let report = try await stage.hub.importProducts(from: try folder.file("products.csv", Self.products))
            try #require(report.count(.created) == 2, "\(report.text())")
            let (key, variants) = try await stage.hub.database.read { tx in
                let key = try #require(try tx.first("SELECT key FROM products WHERE handle = 'lane-scarf'") { $0.key(0, of: Product.self) })
                return (key, try ProductFacts.read(key, at: now, in: tx).variants.map(\.key))
            }
            stage.pass(seconds: 60)
            try await body(Goods(stage: stage, scarf: key, flame: variants[0], ice: variants[1]))
        }
    }

    /// The fields of a page's main form, which is its longest, as a browser would send them.
    private func form(_ seen: DeskSeen) -> [String: String] {
        let main = seen.text.matches(of: /<form[\s\S]*?<\/form>/).map(\.output).max { $0.count < $1.count } ?? ""
        var fields: [String: String] = [:]
        let plain = { (text: Substring) in
            text.replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&quot;", with: "\"").replacing("&amp;", with: "&")
                .replacing("&#39;", with: "'")
        }
        for match in main.matches(of: /<input[^>]*? name="([^"]+)"[^>]*? value="([^"]*)"[^>]*>/) {
            let isUnchosen = match.output.0.contains("type=\"radio\"") || match.output.0.contains("type=\"checkbox\"")
            if isUnchosen, !match.output.0.contains(" checked") { continue }
            fields[String(match.output.1)] = String(plain(match.output.2))
        }
        for match in main.matches(of: /<textarea[^>]*? name="([^"]+)"[^>]*>([^<]*)<\/textarea>/) {
            fields[String(match.output.1)] = String(plain(match.output.2))
        }
        return fields
    }

    @Test(arguments: Engine.available)
    func `the list filters and its file holds the same`(engine: Engine) async throws {
        try await withGoods(engine) { goods in
            let browser = try await goods.stage.signIn("Mira", [.merchandiser])
            let all = try await browser.get("/desk/products")
            #expect(all.status == 200 && all.words.contains("Lane scarf") && all.words.contains("House mug"))
            let drafts = try await browser.get("/desk/products?state=draft")
            #expect(drafts.words.contains("House mug") && !drafts.words.contains("Lane scarf"))
            let gone = try await browser.get("/desk/products.csv?stock=soldOut")
            let lines = gone.text.split(separator: "\r\n").map(String.init)
            #expect(lines.count == 2 && lines[0] == "title,handle,state,kind,variants,available,price,languages,changed,stores")
            #expect(lines[1].hasPrefix("House mug,house-mug,draft,Mugs,1,0,12.00,1,"))
            let none = try await browser.get("/desk/products?q=nothing")
            #expect(none.words.contains("Nothing"))
        }
    }

    @Test(arguments: Engine.available)
    func `texts in all languages are saved beside each other, with a line in the log that can be taken back`(engine: Engine) async throws {
        try await withGoods(engine) { goods in
            let browser = try await goods.stage.signIn("Mira", [.merchandiser])
            var form = form(try await browser.get(goods.url))
            #expect(form["title"] == "Lane scarf" && form["html"] == "<p>Warm</p>" && form["title.ja"] == "")
            form["title.ja"] = "レーンのマフラー"
            form["html"] = "<p>Very warm</p><script>alert(1)</script>"
            let saved = try await browser.post(goods.url, form)
            #expect(saved.status == 303 && saved.location == goods.url)
            let facts = try await goods.facts()
            #expect(facts["title.ja"] == "レーンのマフラー" && facts["html"] == "<p>Very warm</p>")
            let line = try #require(try await goods.changes().first)
            #expect(line.action == "changed" && line.author.name == "Mira" && line.before == #"{"html":"<p>Warm</p>"}"#)
            let history = try await browser.get("\(goods.url)/history")
            #expect(history.words.contains("Mira") && history.words.contains("レーンのマフラー"))
            let undone = try await browser.post("\(goods.url)/undo/\(line.key)")
            #expect(undone.status == 303)
            let after = try await goods.facts()
            #expect(after["title.ja"] == "" && after["html"] == "<p>Warm</p>")
            #expect(try await goods.changes().map(\.action) == ["undid", "changed"])
        }
    }

    @Test(arguments: Engine.available)
    func `who saves second the same text sees both and decides, and what only one changed is kept`(engine: Engine) async throws {
        try await withGoods(engine) { goods in
            let (mira, jun) = (try await goods.stage.signIn("Mira"), try await goods.stage.signIn("Jun"))
            var (first, second) = (form(try await mira.get(goods.url)), form(try await jun.get(goods.url)))
            first["title"] = "Scarf of Mira"
            first["vendor"] = "Mill"
            second["title"] = "Scarf of Jun"
            second["title.ko"] = "레인 목도리"
            #expect(try await mira.post(goods.url, first).status == 303)
            let conflict = try await jun.post(goods.url, second)
            #expect(conflict.status == 409)
            #expect(conflict.words.contains("Scarf of Mira") && conflict.text.contains("Scarf of Jun"))
            let between = try await goods.facts()
            #expect(between["title"] == "Scarf of Mira" && between["title.ko"] == "")
            var merged = form(conflict)
            merged["title"] = "Scarf of Mira and Jun"
            #expect(try await jun.post(goods.url, merged).status == 303)
            let after = try await goods.facts()
            #expect(after["title"] == "Scarf of Mira and Jun" && after["title.ko"] == "레인 목도리" && after["vendor"] == "Mill")
            second["theirs:title"] = "1"
            #expect(try await jun.post(goods.url, second).status == 303)
            #expect(try await goods.facts()["title"] == "Scarf of Mira and Jun")
        }
    }

    @Test func `what somebody types is kept for them alone until they save or throw it away`() async throws {
        try await withGoods(.sqlite) { goods in
            let (mira, jun) = (try await goods.stage.signIn("Mira"), try await goods.stage.signIn("Jun"))
            var typed = form(try await mira.get(goods.url))
            typed["title"] = "Half a tit"
            #expect(try await mira.post("\(goods.url)/unsent", typed).status == 204)
            #expect(try await goods.facts()["title"] == "Lane scarf")
            let back = try await mira.get(goods.url)
            #expect(back.text.contains("?restore=1") && form(back)["title"] == "Lane scarf")
            #expect(try await !jun.get(goods.url).text.contains("?restore=1"))
            var restored = form(try await mira.get("\(goods.url)?restore=1"))
            #expect(restored["title"] == "Half a tit")
            restored["title"] = "A whole title"
            #expect(try await mira.post(goods.url, restored).status == 303)
            let facts = try await goods.facts()
            #expect(facts["title"] == "A whole title")
            #expect(try await !mira.get(goods.url).text.contains("?restore=1"))
        }
    }

    @Test(arguments: Engine.available)
    func `variants, prices and stock are edited in their tables, and refused beside the field`(engine: Engine) async throws {
        try await withGoods(engine) { goods in
            let browser = try await goods.stage.signIn("Mira", [.merchandiser])
            var variants = form(try await browser.get("\(goods.url)/variants"))
            variants["variant.\(goods.ice).gtin"] = "2001820000017"
            let wrong = try await browser.post("\(goods.url)/variants", variants)
            #expect(wrong.status == 422 && wrong.text.contains("2001820000017") && wrong.text.contains("aria-invalid"))
            variants["variant.\(goods.ice).gtin"] = "2001820000018"
            #expect(try await browser.post("\(goods.url)/variants", variants).status == 303)
            var prices = form(try await browser.get("\(goods.url)/prices"))
            prices["price.JP.\(goods.ice)"] = "5200"
            #expect(try await browser.post("\(goods.url)/prices", prices).status == 303)
            var stock = form(try await browser.get("\(goods.url)/stock"))
            stock["stock.main.\(goods.ice)"] = "7"
            #expect(try await browser.post("\(goods.url)/stock", stock).status == 303)
            let facts = try await goods.facts()
            #expect(facts["variant.\(goods.ice).gtin"] == "2001820000018" && facts["price.JP.\(goods.ice)"] == "5200")
            #expect(facts["stock.main.\(goods.ice)"] == "7" && facts["variant.\(goods.ice).ships"] == "1")
            let plan = [
                "market": "JP", "variant": "", "price": "3900", "before": "", "from": "2030-02-01T09:00", "to": "2030-02-02T09:00",
            ]
            #expect(try await browser.post("\(goods.url)/plan", plan).status == 303)
            #expect(try await browser.get("\(goods.url)/prices").words.contains("2030-02-01 09:00"))
            #expect(try await browser.post("\(goods.url)/plan", plan.merging(["from": "2010-02-01T09:00"]) { $1 }).status == 422)
            let options = ["option1": "Colour", "option1_values": "Flame\r\nIce\r\nPine", "option2": "", "option2_values": ""]
            #expect(try await browser.post("\(goods.url)/options", options).status == 303)
            #expect(try await goods.facts().variants.map(\.name) == ["Flame", "Ice", "Pine"])
        }
    }

    @Test func `a product is made as a draft, put on sale and archived`() async throws {
        try await withGoods(.sqlite) { goods in
            let browser = try await goods.stage.signIn("Mira", [.merchandiser])
            let made = try await browser.post("/desk/products/new", ["title": "Snow globe", "handle": "", "language": "en"])
            #expect(made.status == 303)
            let page = try await browser.follow(made)
            #expect(page.words.contains("Snow globe") && page.words.contains("Draft"))
            #expect(try await browser.post("/desk/products/new", ["title": "Snow globe", "handle": "", "language": "en"]).status == 422)
            for state in ["active", "archived", "draft"] {
                #expect(try await browser.post("\(made.location)/state", ["state": state]).status == 303)
                #expect(try await browser.get("/desk/products?state=\(state)").words.contains("Snow globe"))
            }
        }
    }

    @Test func `the gallery is ordered, described and filled from the library`() async throws {
        try await withGoods(.sqlite) { goods in
            let browser = try await goods.stage.signIn("Mira", [.merchandiser])
            let address = "\(goods.url)/pictures"
            var fields = form(try await browser.get(address))
            fields["alt.b.svg"] = "A blue scarf"
            fields["act"] = "up:b.svg"
            fields["add"] = ""
            #expect(try await browser.post(address, fields).status == 303)
            let facts = try await goods.facts()
            #expect(facts.pictures == ["b.svg", "a.svg"] && facts["alt.b.svg"] == "A blue scarf")
            #expect(try await browser.post(address, ["add": "c.svg"]).status == 303)
            #expect(try await browser.post(address, ["act": "away:a.svg", "add": ""]).status == 303)
            #expect(try await goods.facts().pictures == ["b.svg", "c.svg"])
            // A script sends the order alone: what somebody else has added stays behind it, and what is gone stays gone.
            #expect(try await browser.post(address, ["order": "c.svg\nnone.svg"]).status == 303)
            #expect(try await goods.facts().pictures == ["c.svg", "b.svg"])
            let page = try await browser.get(address)
            #expect(page.text.contains("data-sort=") && page.text.matches(of: /data-handle hidden aria-label="/).count == 2)
            #expect(try await browser.post(address, ["add": "none.svg"]).status == 422)
        }
    }

    @Test func `a picture is described and focused, and stays while something shows it`() async throws {
        try await withGoods(.sqlite) { goods in
            let browser = try await goods.stage.signIn("Mira", [.merchandiser])
            let pictures = try await goods.stage.hub.database.read { try Picture.all(in: $0) }
            let address = "/desk/pictures/\(pictures[0].key)"
            #expect(try await browser.get("/desk/pictures?q=a.s").words.contains("a.svg"))
            #expect(try await browser.get(address).words.contains("Lane scarf"))
            #expect(try await browser.post(address, ["focus_x": "250", "focus_y": "900", "alt.ja": "赤いマフラー"]).status == 303)
            let (focused, alts) = try await goods.stage.hub.database.read { tx in
                (try Picture.named("a.svg", in: tx)?.focus, try Picture.alts(of: [pictures[0].key], in: tx))
            }
            #expect(focused == FocalPoint(x: 250, y: 900) && alts[pictures[0].key] == [.japanese: "赤いマフラー"])
            #expect(try await browser.post(address, ["focus_x": "1001", "focus_y": "0"]).status == 422)
            #expect(try await browser.post("\(address)/remove").status == 409)
            #expect(try await browser.post("/desk/pictures/\(pictures[2].key)/remove").status == 303)
            #expect(try await goods.stage.hub.database.read { try Picture.named("c.svg", in: $0) } == nil)
        }
    }

    @Test func `names are translated once for all products, and locations open and close`() async throws {
        try await withGoods(.sqlite) { goods in
            let browser = try await goods.stage.signIn("Mira", [.merchandiser])
            var names = form(try await browser.get("/desk/products/names"))
            #expect(names["name:kind:scarves:ja"] == "")
            names["name:kind:scarves:ja"] = "マフラー"
            #expect(try await browser.post("/desk/products/names", names).status == 303)
            #expect(form(try await browser.get("/desk/products/names"))["name:kind:scarves:ja"] == "マフラー")
            #expect(try await browser.post("/desk/products/locations", ["name": "Seoul store"]).status == 303)
            #expect(try await browser.post("/desk/products/locations", ["name": "Seoul store"]).status == 422)
            #expect(try await browser.get("\(goods.url)/stock").words.contains("Seoul store"))
            #expect(try await browser.post("/desk/products/locations", ["act": "close:seoul-store"]).status == 303)
            #expect(try await browser.post("/desk/products/locations", ["act": "close:main"]).status == 422)
        }
    }

    @Test func `an upload is read as browsers send it, and what is malformed is refused`() throws {
        func body(_ text: String) -> Data { Data(text.replacing("\n", with: "\r\n").utf8) }
        let upload = try Upload(body("""
            --xyz
            Content-Disposition: form-data; name="form_token"

            secret
            --xyz
            Content-Disposition: form-data; name="files"; filename="C:\\\\pictures\\\\red scarf.png"
            Content-Type: image/png

            PNG --xy
            bytes
            --xyz
            Content-Disposition: form-data; name="files"; filename=""
            Content-Type: application/octet-stream


            --xyz--

            """), boundary: "xyz")
        #expect(upload.form["form_token"] == "secret")
        #expect(upload.files.map(\.name) == ["red scarf.png"])
        #expect(upload.files[0].bytes == Data("PNG --xy\r\nbytes".utf8))
        for text in ["", "--xyz\nContent-Disposition: form-data; name=\"a\"\n\nopen", "--xyz\nno head\n--xyz--", "--other--"] {
            #expect(throws: InvalidField.self) { try Upload(body(text), boundary: "xyz") }
        }
    }
}
