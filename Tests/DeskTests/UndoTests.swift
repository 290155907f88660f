import Catalogue
import Desk
import Foundation
import Hub
import Orders
import Pictures
import Staff
import Storage
import TestKit
import Testing
import Values

/// Every kind of change at the desk can be taken back, or has a way back of its own, and the log shows both.
@Suite struct UndoTests {
    private static func last(_ stage: DeskStage, _ noun: String) async throws -> Change {
        var filter = Change.Filter()
        filter.noun = noun
        let wanted = filter
        return try #require(try await stage.hub.database.read { try Change.list(wanted, limit: 1, in: $0) }.first)
    }

    private static func key<Of>(_ stage: DeskStage, _ table: String, _ name: String, _ value: String, of _: Of.Type) async throws -> Key<Of> {
        let query = "SELECT key FROM \(table) WHERE \(name) = '\(value)'"
        return try #require(try await stage.hub.database.read { try $0.first(SQL(stringLiteral: query)) { $0.key(0, of: Of.self) } })
    }

    @Test(arguments: Engine.available)
    func `a count of pieces goes back by its difference, so that what was sold meanwhile stays sold`(engine: Engine) async throws {
        try await DeskStage.with(engine) { stage in
            try await stage.stock()
            let mira = try await stage.signIn("Mira", [.merchandiser])
            let scarf = try await Self.key(stage, "products", "handle", "scarf", of: Product.self)
            let variant = try await Self.key(stage, "variants", "sku", "SCARF-M", of: Variant.self)
            let name = "stock.main.\(variant)"
            #expect(try await mira.post("/desk/products/\(scarf)/stock", [name: "20"]).status == 303)
            let line = try await Self.last(stage, "product")
            #expect(line.before == #"{"\#(name)":"9"}"# && line.after == #"{"\#(name)":"20"}"#)
            try await stage.buy(3)
            #expect(try await mira.post("/desk/products/\(scarf)/undo/\(line.key)").location == "/desk/products/\(scarf)/history")
            #expect(try await stage.hub.database.read { try Stock.onHand(variant, in: $0) } == 6)
            #expect(try await stage.hub.verify() == [])
        }
    }

    @Test(arguments: Engine.available)
    func `what a picture shows and where its focal point is can be taken back on its own page`(engine: Engine) async throws {
        try await DeskStage.with(engine) { stage in
            let svg = "<svg xmlns='http://www.w3.org/2000/svg' width='4' height='4'><rect width='4' height='4'/></svg>"
            let mira = try await stage.signIn("Mira", [.merchandiser])
            #expect(try await mira.upload("/desk/pictures", [("lane.svg", Data(svg.utf8))]).status == 303)
            let picture = try await Self.key(stage, "pictures", "name", "lane.svg", of: Picture.self)
            let url = "/desk/pictures/\(picture)"
            let first = ["focus_x": "500", "focus_y": "500", "alt.en": "A lane", "alt.ja": ""]
            #expect(try await mira.post(url, first).status == 303)
            #expect(try await mira.post(url, ["focus_x": "100", "focus_y": "900", "alt.en": "Wrong", "alt.ja": "道"]).status == 303)
            let line = try await Self.last(stage, "picture")
            let page = try await mira.get(url)
            #expect(page.text.contains("action=\"\(url)/undo/\(line.key)\"") && page.words.contains("Wrong"))
            #expect(try await mira.post("\(url)/undo/\(line.key)").location == url)
            let (shown, alts) = try await stage.hub.database.read { tx in
                (try Picture.find([picture], in: tx)[picture]?.focus, try Picture.alts(of: [picture], in: tx)[picture])
            }
            #expect(shown == .middle && alts == [.english: "A lane"])
            #expect(try await Self.last(stage, "picture").action == "undid")
            let editor = try await stage.signIn("Ed", [.editor])
            #expect(try await editor.post("\(url)/undo/\(line.key)").status == 403)
            #expect(try await mira.post("/desk/pictures/\(picture)/undo/9").status == 404)
        }
    }

    @Test(arguments: Engine.available)
    func `a person's roles and name go back, but never the last administrator`(engine: Engine) async throws {
        try await DeskStage.with(engine) { stage in
            let ada = try await stage.signIn("Ada")
            let bo = try await stage.add("Bo", [.editor])
            let url = "/desk/people/\(bo.key)"
            let form = ["name": "Boris", "email": "bo@example.com", "language": "ko", "role_support": "1", "role_administrator": "1"]
            #expect(try await ada.post(url, form).status == 303)
            let line = try await Self.last(stage, "person")
            let change = try await ada.get("/desk/changes/\(line.key)")
            #expect(change.text.contains("action=\"\(url)/undo/\(line.key)\"") && change.text.contains("href=\"\(url)\""))
            #expect(try await ada.post("\(url)/undo/\(line.key)").location == url)
            let after = try await stage.hub.database.read { try Person.find(bo.key, in: $0) }
            #expect(after.name == "Bo" && after.roles == [.editor] && after.language == .english)
            #expect(try await ada.post("\(url)/undo/\(try await Self.last(stage, "person").key)").status == 303)
            #expect(try await stage.hub.database.read { try Person.find(bo.key, in: $0) }.roles == [.support, .administrator])
            #expect(try await ada.post("\(url)/leave").status == 303)
            #expect(try await ada.get("/desk/changes/\(try await Self.last(stage, "person").key)").text.contains("/undo/") == false)
        }
    }

    @Test(arguments: Engine.available)
    func `a note on an order is kept, too long a one is shown again, and it can be taken back`(engine: Engine) async throws {
        try await DeskStage.with(engine) { stage in
            try await stage.stock()
            let order = try await stage.buy()
            let sue = try await stage.signIn("Sue", [.support])
            let url = "/desk/orders/\(order.key)"
            #expect(try await sue.post("\(url)/note", ["note": "Call before\r\nsending"]).location == url)
            #expect(try await sue.get(url).text.contains(">Call before\nsending</textarea>"))
            #expect(try await sue.post("\(url)/note", ["note": "Never mind"]).status == 303)
            let long = try await sue.post("\(url)/note", ["note": String(repeating: "x", count: OrderNote.limit + 1)])
            #expect(long.status == 422 && long.words.contains("Use at most 2000 characters.") && long.text.contains("xxxxxxxx</textarea>"))
            let line = try await Self.last(stage, "order")
            #expect(line.action == "noted" && line.before == #"{"note":"Call before\nsending"}"#)
            #expect(try await sue.get(url).text.contains("action=\"\(url)/undo/\(line.key)\""))
            #expect(try await sue.post("\(url)/undo/\(line.key)").location == url)
            #expect(try await stage.hub.database.read { try OrderNote.of(order.key, in: $0) } == "Call before\nsending")
            #expect(try await sue.post("\(url)/note", ["note": ""]).status == 303)
            #expect(try await stage.hub.database.read { try OrderNote.of(order.key, in: $0) } == "")
        }
    }

    @Test(arguments: Engine.available)
    func `names in a language go back, and a planned price is taken back before it begins`(engine: Engine) async throws {
        try await DeskStage.with(engine) { stage in
            try await stage.stock()
            let mira = try await stage.signIn("Mira", [.merchandiser])
            #expect(try await mira.post("/desk/products/names", ["name:kind:scarves:ja": "マフラー"]).status == 303)
            let named = try await Self.last(stage, "name")
            #expect(named.title == "Scarves" && named.after == #"{"kind:scarves.ja":"マフラー"}"#)
            #expect(try await mira.get("/desk/products/names").words.contains("Scarves, 日本語"))
            #expect(try await mira.post("/desk/products/names/undo/\(named.key)").status == 303)
            #expect(try await mira.get("/desk/products/names").text.contains("name=\"name:kind:scarves:ja\" value=\"\""))

            let scarf = try await Self.key(stage, "products", "handle", "scarf", of: Product.self)
            let url = "/desk/products/\(scarf)"
            let plan = ["market": "JP", "variant": "", "price": "1900", "before": "", "from": "2018-02-02T09:00", "to": "2018-02-03T09:00"]
            #expect(try await mira.post("\(url)/plan", plan).status == 303)
            let page = try await mira.get("\(url)/prices")
            let wanted = try #require(page.text.firstMatch(of: /name="take_back" value="([^"]+)"/)).output.1
            #expect(try await mira.post("\(url)/plan", ["take_back": String(wanted)]).location == "\(url)/prices")
            #expect(try await mira.get("\(url)/prices").text.contains("take_back") == false)
            let line = try await Self.last(stage, "product")
            #expect(line.action == "unplanned_price" && line.before?.contains(#""price":"1900""#) == true)
            #expect(try await stage.hub.database.read { try $0.count("SELECT count(*) FROM prices WHERE market = 'JP'") } == 2, "as before it was planned")
            #expect(try await mira.post("\(url)/plan", ["take_back": String(wanted)]).status == 404)
        }
    }
}
