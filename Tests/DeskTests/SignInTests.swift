import Desk
import HTTPTypes
import Hub
@testable import Staff
import Storage
import TestKit
import Testing
import Values
import Web

@Suite struct SignInTests {
    @Test(arguments: Engine.available)
    func `somebody signs in, is where they wanted to be, and signs out`(engine: Engine) async throws {
        try await DeskStage.with(engine) { stage in
            try await stage.add("Ada", [.administrator])
            let browser = Browser(stage: stage)
            let away = try await browser.get("/desk/people?role=editor")
            #expect(away.location == "/desk/sign-in?next=%2Fdesk%2Fpeople%3Frole%3Deditor")
            #expect(try await browser.follow(away).text.contains("name=\"next\" value=\"/desk/people?role=editor\""))
            let wrong = try await browser.post("/desk/sign-in", ["email": "ada@example.com", "password": "wrong wrong wrong"])
            #expect(wrong.status == 422 && wrong.text.contains("value=\"ada@example.com\"") && !wrong.text.contains("wrong wrong"))
            #expect(wrong.words.contains("do not belong together"))
            let right = try await browser.post(
                "/desk/sign-in", ["email": "ada@example.com", "password": DeskStage.password, "next": "/desk/people?role=editor"])
            #expect(right.status == 303 && right.location == "/desk/people?role=editor")
            let cookie = try #require(right.headers[values: .setCookie].first)
            #expect(cookie.hasPrefix("__Secure-stadion_desk="))
            #expect(cookie.hasSuffix("; Path=/desk; Max-Age=604800; HttpOnly; SameSite=Lax; Secure"))
            let home = try await browser.get("/desk")
            #expect(home.status == 200 && home.words.contains("Hello, Ada"))
            #expect(home.headers[.cacheControl] == "no-store")
            for (name, value) in SecurityHeaders.pairs { #expect(home.headers[HTTPField.Name(name)!] == value, "\(name)") }
            #expect(try await browser.post("/desk/sign-out").location == "/desk/sign-in")
            #expect(try await browser.get("/desk").status == 303)
        }
    }

    @Test(arguments: Engine.available)
    func `nobody is sent elsewhere after signing in`(engine: Engine) async throws {
        try await DeskStage.with(engine) { stage in
            try await stage.add("Ada", [.administrator])
            for next in ["https://evil.example", "//evil.example", "/desk//evil.example", "/desk/\\evil", "/us/en", "desk", "/desk/a b"] {
                let seen = try await Browser(stage: stage).post(
                    "/desk/sign-in", ["email": "ada@example.com", "password": DeskStage.password, "next": next])
                #expect(seen.location == "/desk", "\(next)")
            }
        }
    }

    @Test func `many wrong passwords are told to wait, in the language that the browser asks for`() async throws {
        try await DeskStage.with(.sqlite) { stage in
            try await stage.add("Ada", [.administrator])
            let browser = Browser(stage: stage)
            let fields = ["email": "ada@example.com", "password": "wrong wrong wrong"]
            for _ in 0..<5 { #expect(try await browser.post("/desk/sign-in", fields).status == 422) }
            let seen = try await browser.post("/desk/sign-in", fields, [.acceptLanguage: "ja,en;q=0.5"])
            #expect(seen.status == 429 && seen.text.contains("<html lang=\"ja\">"))
            #expect(seen.words.contains("1秒後にもう一度お試しください"))
        }
    }

    @Test(arguments: Engine.available)
    func `a second step is turned on, asked for, and turned off`(engine: Engine) async throws {
        try await DeskStage.with(engine) { stage in
            let browser = try await stage.signIn("Ada")
            let page = try await browser.get("/desk/account/second-step")
            #expect(page.text.contains("<svg class=\"qr\""))
            let ada = try #require(try await stage.hub.database.read { try Person.find(email: "ada@example.com", in: $0) })
            let secret = try #require(try await stage.hub.database.read { try SecondStep.pending(for: ada.key, in: $0) })
            #expect(page.words.contains(Totp.typed(secret)))
            let wrong = try await browser.post("/desk/account/second-step", ["code": "000000"])
            #expect(wrong.status == 422 && wrong.words.contains(Totp.typed(secret)), "the same code stays to be scanned")
            let on = try await browser.post(
                "/desk/account/second-step", ["code": Totp.code(secret, Totp.step(at: stage.hub.now()))])
            #expect(on.status == 200 && on.text.matches(of: /<code>[0-9a-z]{4}-[0-9a-z]{4}-[0-9a-z]{4}-[0-9a-z]{4}<\/code>/).count == 10)
            let again = Browser(stage: stage)
            stage.pass(seconds: 30)
            let half = try await again.post(
                "/desk/sign-in", ["email": "ada@example.com", "password": DeskStage.password, "next": "/desk/people"])
            #expect(half.location == "/desk/second-step?next=%2Fdesk%2Fpeople")
            #expect(try await again.get("/desk/people").location == "/desk/second-step")
            let code = Totp.code(secret, Totp.step(at: stage.hub.now()))
            let whole = try await again.post("/desk/second-step", ["code": code, "next": "/desk/people"])
            #expect(whole.location == "/desk/people")
            #expect(try await again.get("/desk/people").status == 200)
            let refused = try await again.post("/desk/account/second-step/off", ["present": "wrong wrong wrong"])
            #expect(refused.status == 422 && refused.words.contains("not your present password"))
            #expect(try await again.post("/desk/account/second-step/off", ["present": DeskStage.password]).location == "/desk/account")
            #expect(try await Browser(stage: stage).post(
                "/desk/sign-in", ["email": "ada@example.com", "password": DeskStage.password]).location == "/desk")
        }
    }

    @Test(arguments: Engine.available)
    func `an account shows its sessions, ends them, and speaks its language`(engine: Engine) async throws {
        try await DeskStage.with(engine) { stage in
            let here = try await stage.signIn("Ada")
            let there = Browser(stage: stage)
            _ = try await there.post("/desk/sign-in", ["email": "ada@example.com", "password": DeskStage.password], [.userAgent: "Phone"])
            let account = try await here.get("/desk/account")
            #expect(account.words.contains("Phone") && account.words.contains("203.0.113.0/24"))
            _ = try await here.post("/desk/account/sessions/end")
            #expect(try await there.get("/desk").status == 303)
            #expect(try await here.get("/desk").status == 200)
            for (language, hello) in [("ja", "Ada さん、こんにちは"), ("ko", "Ada 님, 안녕하세요"), ("zh-hans", "您好，Ada"), ("en", "Hello, Ada")] {
                _ = try await here.post("/desk/account/language", ["language": language])
                #expect(try await here.get("/desk").words.contains(hello))
            }
        }
    }
}
