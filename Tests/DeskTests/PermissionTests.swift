import Desk
import HTTPTypes
import Hub
import Staff
import Storage
import TestKit
import Testing
import Values

/// Walks every route that the desk has registered: nothing is allowed by being forgotten.
@Suite struct PermissionTests {
    /// The way in, and nothing else, answers somebody who is nobody.
    private static let open: Set<String> = [
        "/desk/assets/:hash/:name", "/desk/sign-in", "/desk/link/:token", "/desk/start", "/desk/start/markets", "/desk/start/person",
    ]

    private static func address(_ route: DeskRoute) -> String {
        route.path.split(separator: "/").map { $0.hasPrefix(":") ? "0000000000009" : String($0) }.reduce("") { "\($0)/\($1)" }
    }

    private static func ask(_ route: DeskRoute, _ browser: Browser) async throws -> DeskSeen {
        route.method == .get ? try await browser.get(address(route)) : try await browser.post(address(route))
    }

    @Test(arguments: Engine.available)
    func `no route answers without a session`(engine: Engine) async throws {
        try await DeskStage.with(engine) { stage in
            try await stage.add("Ada", [.administrator])
            #expect(stage.routes.count > 25)
            #expect(Set(stage.routes.filter { $0.need == .nobody }.map(\.path)) == Self.open)
            let (nobody, stranger) = (Browser(stage: stage), Browser(stage: stage))
            stranger.steal("__Secure-stadion_desk", SecretToken.random().text)
            for browser in [nobody, stranger] {
                for route in stage.routes where route.need != .nobody {
                    let seen = try await Self.ask(route, browser)
                    if route.method == .get {
                        #expect(seen.status == 303 && seen.location.hasPrefix("/desk/sign-in"), "\(route.path) says \(seen.status)")
                    } else {
                        #expect(seen.status == 401, "\(route.path) says \(seen.status)")
                    }
                    #expect(!seen.text.contains("Ada"), "\(route.path)")
                }
            }
        }
    }

    @Test(arguments: Engine.available)
    func `a half session reaches its second step and nothing else`(engine: Engine) async throws {
        try await DeskStage.with(engine) { stage in
            let browser = try await stage.signIn("Ada")
            try await stage.hub.database.write { _ = try $0.run("UPDATE desk_sessions SET stage = 'second'") }
            for route in stage.routes where route.need != .nobody && route.need != .halfSession {
                let seen = try await Self.ask(route, browser)
                #expect(seen.status == 303 || seen.status == 403, "\(route.path) says \(seen.status)")
                #expect(seen.status == 403 || seen.location == "/desk/second-step", "\(route.path)")
            }
            #expect(try await browser.get("/desk/second-step").status == 200)
        }
    }

    @Test(arguments: Role.allCases)
    func `each role gets 403 exactly where it may not`(role: Role) async throws {
        try await DeskStage.with(.sqlite) { stage in
            let browser = try await stage.signIn("Ada", [role])
            for route in stage.routes {
                guard case .permission(let permission) = route.need else { continue }
                let seen = try await Self.ask(route, browser)
                #expect((seen.status == 403) == !role.permissions.contains(permission), "\(role) at \(route.path): \(seen.status)")
                #expect(seen.status < 500, "\(route.method) \(route.path): \(seen.status)")
            }
        }
    }

    @Test(arguments: Engine.available)
    func `a form without the token of its session changes nothing`(engine: Engine) async throws {
        try await DeskStage.with(engine) { stage in
            let browser = try await stage.signIn("Ada")
            let other = try await stage.signIn("Bo")
            let foreign = try #require(other.cookie("__Secure-stadion_desk").flatMap { SecretToken($0) }).formToken
            let uploads = ["/desk/pictures", "/desk/products/:product/upload"]
                + ImportKind.allCases.flatMap { ["/desk/import/\($0.rawValue)", "/desk/start/import/\($0.rawValue)"] }
            let log = try await stage.hub.database.read { try Change.list(.init(), limit: 1000, in: $0).count }
            for route in stage.routes where route.method == .post && route.need != .nobody && route.need != .halfSession {
                for token in ["", "x", foreign] {
                    let seen = try await browser.post(Self.address(route), ["form_token": token])
                    // What takes files reads no other kind of form, with or without a token.
                    #expect(seen.status == (uploads.contains(route.path) ? 415 : 403), "\(route.path) says \(seen.status)")
                }
            }
            #expect(try await stage.hub.database.read { try Change.list(.init(), limit: 1000, in: $0).count } == log)
            let elsewhere = try await browser.post("/desk/sign-out", [:], [.origin: "https://evil.example"])
            #expect(elsewhere.status == 403)
            #expect(try await browser.get("/desk").status == 200, "still signed in")
        }
    }
}
