import Desk
import Foundation
import HTTPTypes
import Hub
import Staff
import Storage
import TestKit
import Testing
import Values

@Suite struct StartTests {
    @Test(arguments: Engine.available)
    func `whoever reads the terminal sets the hub up in five steps, once`(engine: Engine) async throws {
        try await DeskStage.with(engine) { stage in
            let code = try #require(try await stage.hub.setupCode())
            #expect(code.wholeMatch(of: /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/) != nil)
            #expect(try await stage.hub.setupCode() == code, "it stays the same until it is used")
            let browser = Browser(stage: stage)
            #expect(try await browser.get("/desk").location == "/desk/sign-in")
            #expect(try await browser.get("/desk/sign-in").location == "/desk/start")
            #expect(try await browser.get("/desk/start").words.contains("Step 1 of 5"))
            #expect(try await browser.get("/desk/start/person").status == 422, "no step without the code")
            let wrong = try await browser.post("/desk/start", ["code": "AAAA-AAAA-AAAA", "hub_name": "Lane 5"])
            #expect(wrong.status == 422 && wrong.words.contains("not the code"))
            #expect(try await browser.post("/desk/start", ["code": code.lowercased(), "hub_name": "Lane 5"]).location == "/desk/start/markets")
            #expect(try await browser.post("/desk/start/markets").status == 422, "none is too few")
            #expect(try await browser.post("/desk/start/markets", ["market_JP": "1", "market_KR": "1"]).location == "/desk/start/person")
            #expect(try await stage.hub.markets().markets.map(\.code.text) == ["JP", "KR"])
            #expect(stage.hub.settings.name == "Lane 5")
            let fields = ["name": "Ada", "email": "ada@example.com", "language": "ja", "password": DeskStage.password, "again": DeskStage.password]
            #expect(try await browser.post("/desk/start/person", fields).location == "/desk/start/import")
            let step = try await browser.get("/desk/start/import")
            #expect(step.words.contains("手持ちのデータを取り込む") && step.text.contains("action=\"/desk/start/import/products\""))
            #expect(step.text.contains("href=\"/desk/start/done\""), "it can be left out")
            #expect(try await browser.get("/desk/start/done").words.contains("Lane 5 の準備ができました"))
            #expect(try await browser.get("/desk").words.contains("Ada さん"))
            #expect(try await stage.hub.setupCode() == nil)
            let late = Browser(stage: stage)
            #expect(try await late.get("/desk/start").location == "/desk")
            #expect(try await late.post("/desk/start", ["code": code, "hub_name": "Mine"]).status == 409)
            late.steal("stadion_start", code)
            #expect(try await late.post("/desk/start/person", fields).status == 409)
            #expect(try await stage.hub.database.read { try Person.all(in: $0) }.map(\.name) == ["Ada"])
            #expect(stage.hub.settings.name == "Lane 5")
        }
    }

    @Test(arguments: Engine.available)
    func `files are brought in at the first start, with a report by row, and what is wrong says so`(engine: Engine) async throws {
        try await DeskStage.with(engine) { stage in
            let ada = try await stage.signIn("Ada")
            try await stage.hub.saveDemoMarkets()
            let csv = Data("""
                Title,URL handle,Status,SKU,Option1 name,Option1 value,Price
                Lane scarf,scarf,active,S-1,Title,Default Title,24.99
                Free thing,free,active,F-1,Title,Default Title,nothing
                """.utf8)
            let sent = try await ada.upload("/desk/start/import/products", [("shop.csv", csv)])
            #expect(sent.status == 303 && sent.location.hasPrefix("/desk/start/import?kind=products&run="))
            let step = try await ada.follow(sent)
            #expect(step.words.contains("shop.csv new 1 · refused 1") && step.words.contains("scarf new"))
            #expect(step.words.contains("free refused") && step.words.contains("line 3"))
            #expect(try await stage.hub.database.read { try $0.count("SELECT count(*) FROM products") } == 1)
            let wrong = try await ada.upload("/desk/start/import/products", [("shop.csv", Data("nothing to see".utf8))])
            #expect(wrong.status == 422 && wrong.text.contains("role=\"alert\"") && !wrong.text.contains("stadion-import"))
            #expect(try await ada.upload("/desk/start/import/products", []).status == 422)
            #expect(try await ada.get("/desk/start/done").status == 200)
            let stranger = Browser(stage: stage)
            #expect(try await stranger.upload("/desk/start/import/products", [("shop.csv", csv)]).status == 401)
        }
    }

    @Test func `guessing the code is slowed`() async throws {
        try await DeskStage.with(.sqlite) { stage in
            let browser = Browser(stage: stage)
            let fields = ["code": "AAAA-AAAA-AAAA", "hub_name": "Mine"]
            for _ in 0..<5 { #expect(try await browser.post("/desk/start", fields).status == 422) }
            let right = try #require(try await stage.hub.setupCode())
            #expect(try await browser.post("/desk/start", ["code": right, "hub_name": "Mine"]).status == 429)
            stage.pass(seconds: 1)
            #expect(try await browser.post("/desk/start", ["code": right, "hub_name": "Mine"]).status == 303)
        }
    }

    @Test(arguments: Engine.available)
    func `the demo's person is told at each start until somebody chooses another password`(engine: Engine) async throws {
        try await DeskStage.with(engine) { stage in
            let told = try #require(try await stage.hub.demoPerson())
            #expect(told.email == "demo@stadion.example" && told.password.count == 19)
            #expect(try await stage.hub.demoPerson()?.password == told.password)
            let browser = Browser(stage: stage)
            #expect(try await browser.post("/desk/sign-in", ["email": told.email, "password": told.password]).status == 303)
            stage.pass(seconds: 5)
            _ = try await browser.post(
                "/desk/account/password",
                ["present": told.password, "password": DeskStage.password, "again": DeskStage.password])
            #expect(try await stage.hub.demoPerson() == nil)
        }
    }
}
