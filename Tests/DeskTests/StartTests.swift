import Desk
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
            #expect(try await browser.get("/desk/start/import").text.contains("stadion import products"))
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
