@testable import Staff
import Storage
import TestKit
import Testing
import Values

@Suite struct DoorTests {
    @Test(arguments: Engine.available)
    func `only the right password of an active person opens, and nothing tells which of the two was wrong`(engine: Engine) async throws {
        try await Gatehouse.with(engine) { house in
            let ada = try await house.add("ada")
            try await house.add("bo")
            let (away, _) = try await house.database.write { tx in
                try Person.invite(
                    try PersonEntry(name: "cy", email: "cy@example.com", language: .korean, roles: [.editor]), by: .program,
                    at: Gatehouse.now, in: tx)
            }
            #expect(away.state == .invited)
            #expect(await house.signIn("ADA@example.com") == "whole")
            #expect(await house.signIn("ada@example.com", "ducklings cross the road") == "wrong_password")
            #expect(await house.signIn("nobody@example.com") == "wrong_password")
            #expect(await house.signIn("cy@example.com", "") == "wrong_password", "an invited one has no password")
            try await house.database.write { try ada.leave(by: .program, at: Gatehouse.now, in: $0) }
            #expect(await house.signIn("ada@example.com") == "wrong_password")
        }
    }

    @Test func `an unknown address costs one hash, as a known one does`() async throws {
        let passwords = Passwords(cost: .init(rounds: 1 << 12, blockSize: 8, parallelism: 1))
        let stored = try await passwords.hash(Gatehouse.password)
        _ = try await passwords.matches("x", nil)
        func time(_ stored: String?) async throws -> Duration {
            try await ContinuousClock().measure { for _ in 0..<5 { _ = try await passwords.matches("wrong", stored) } }
        }
        let (known, unknown) = (try await time(stored), try await time(nil))
        #expect(unknown > known / 3 && unknown < known * 3, "known \(known), unknown \(unknown)")
    }

    @Test func `waits grow with failures to their longest and never beyond`() {
        let account = Wait.account("a@example.com")
        #expect((1...16).map { account.seconds(after: $0) } == [0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300])
        let network = Wait.network("203.0.113.0/24")
        #expect([20, 21, 22, 30, 31, 90, 1000].map { network.seconds(after: $0) } == [0, 1, 2, 512, 900, 900, 900])
        #expect(!account.name.contains("example"), "what was typed for an address may be a password")
        #expect(account.name == Wait.account("A@EXAMPLE.com").name)
    }

    @Test(arguments: Engine.available)
    func `each failure makes an account wait longer, known or not, and the right password in time ends it`(engine: Engine) async throws {
        for email in ["ada@example.com", "nobody@example.com"] {
            try await Gatehouse.with(engine) { house in
                try await house.add("ada")
                for _ in 0..<4 { #expect(await house.signIn(email, "wrong wrong wrong") == "wrong_password") }
                #expect(await house.signIn(email, "wrong wrong wrong") == "wrong_password", "the fifth is counted and costs a second")
                #expect(await house.signIn(email) == "too_soon 1", "too soon, whatever the password")
                #expect(await house.signIn(email, "wrong wrong wrong", after: 1) == "wrong_password")
                #expect(await house.signIn(email, after: 2) == "too_soon 1")
                #expect(await house.signIn(email, "wrong wrong wrong", after: 3) == "wrong_password")
                #expect(await house.signIn(email, after: 3) == "too_soon 4")
                guard email.hasPrefix("ada") else { return }
                #expect(await house.signIn(email, after: 7) == "whole")
                for _ in 0..<4 { #expect(await house.signIn(email, "wrong wrong wrong", after: 8) == "wrong_password") }
                #expect(await house.signIn(email, after: 8) == "whole", "all was forgotten")
            }
        }
    }

    @Test(arguments: Engine.available)
    func `fifty wrong passwords at once are five that are looked at`(engine: Engine) async throws {
        try await Gatehouse.with(engine) { house in
            try await house.add("ada")
            let outcomes = await Outcome.all(50) { number in
                try await house.door.signIn(
                    "ada@example.com", "wrong wrong \(number)", from: Visitor(address: "198.51.\(number).1", agent: ""),
                    at: Gatehouse.now)
            }
            #expect(outcomes.filter { $0.refusal == "wrong_password" }.count == 5)
            #expect(outcomes.filter { $0.refusal == "too_soon" }.count == 45)
        }
    }

    @Test(arguments: Engine.available)
    func `one network that tries many accounts waits, and the others do not`(engine: Engine) async throws {
        try await Gatehouse.with(engine) { house in
            try await house.add("ada")
            for number in 0..<21 { #expect(await house.signIn("a\(number)@example.com") == "wrong_password") }
            #expect(await house.signIn("ada@example.com") == "too_soon 1")
            let elsewhere = Visitor(address: "198.51.100.1", agent: "")
            #expect(await house.signIn("ada@example.com", from: elsewhere) == "whole")
            #expect(await house.signIn("ada@example.com", after: 1) == "whole", "a second later she is let in from there too")
        }
    }

    @Test func `a visitor is known by network`() {
        let table = """
            203.0.113.7           | 203.0.113.0/24
            ::ffff:203.0.113.7    | 203.0.113.0/24
            2001:db8:1:2:3:4:5:6  | 2001:db8:1:2::/64
            2001:db8::1           | 2001:db8:0:0::/64
                                  | unknown
            example.com           | unknown
            """
        for row in TextTable.rows(table) { #expect(Visitor(address: row[0], agent: "").network == row[1], "\(row[0])") }
        #expect(Visitor(address: "", agent: "a\r\nb" + String(repeating: "c", count: 500)).agent.count == 200)
    }

    @Test(arguments: Engine.available)
    func `a link works once, ends, and a newer one ends it`(engine: Engine) async throws {
        try await Gatehouse.with(engine) { house in
            let ada = try await house.add("ada")
            let other = "rowers wait for nobody"
            func link(after seconds: Int64 = 0) async throws -> SecretToken {
                try await house.database.write { try ada.newLink(by: .program, at: Gatehouse.now.adding(seconds: seconds), in: $0) }
            }
            func take(_ token: SecretToken, _ password: String, after seconds: Int64) async -> String {
                let outcome = await Outcome.of {
                    try await house.door.takeLink(token, password, from: Gatehouse.home, at: Gatehouse.now.adding(seconds: seconds))
                }
                return outcome.refusal ?? (outcome.value == nil ? "failed" : "in")
            }
            let (cookie, _) = try await house.session(of: "ada")
            let first = try await link()
            #expect(await take(first, "short", after: 1) == "short_password", "a bad password does not use it up")
            #expect(await take(first, other, after: 86_399) == "in")
            #expect(try await house.find(cookie, after: 1) == nil, "other sessions ended")
            #expect(await take(first, other, after: 2) == "dead_link")
            #expect(await take(SecretToken.random(), other, after: 2) == "dead_link")
            #expect(await house.signIn("ada@example.com", other, after: 3) == "whole")
            #expect(await take(try await link(), other, after: 86_400) == "dead_link", "a day is over")
            let (old, new) = (try await link(), try await link())
            #expect(await take(old, other, after: 4) == "dead_link")
            #expect(await take(new, other, after: 4) == "in")
            let racing = try await link()
            let outcomes = await Outcome.all(10) { number in
                try await house.door.takeLink(racing, "rowers wait for \(number)", from: Gatehouse.home, at: Gatehouse.now)
            }
            #expect(outcomes.compactMap(\.value).count == 1 && outcomes.compactMap(\.refusal) == Array(repeating: "dead_link", count: 9))
        }
    }

    @Test(arguments: Engine.available)
    func `changing the own password takes the present one and ends the other sessions`(engine: Engine) async throws {
        try await Gatehouse.with(engine) { house in
            try await house.add("ada")
            let (other, _) = try await house.session(of: "ada")
            let (cookie, session) = try await house.session(of: "ada")
            func change(_ present: String, _ password: String) async -> String {
                await Outcome.of {
                    try await house.door.changePassword(of: session, from: present, to: password, at: Gatehouse.now)
                }.refusal ?? "changed"
            }
            #expect(await change("wrong wrong wrong", "rowers wait for nobody") == "not_your_password")
            #expect(await change(Gatehouse.password, "rowers") == "short_password")
            #expect(try await house.find(other, after: 0) != nil)
            #expect(await change(Gatehouse.password, "rowers wait for nobody") == "changed")
            #expect(try await house.find(other, after: 0) == nil)
            #expect(try await house.find(cookie, after: 0) != nil)
            #expect(await house.signIn("ada@example.com") == "wrong_password")
            #expect(await house.signIn("ada@example.com", "rowers wait for nobody") == "whole")
        }
    }

    @Test(arguments: Engine.available)
    func `ten who open a new hub at once are one first person`(engine: Engine) async throws {
        try await Gatehouse.with(engine) { house in
            _ = try await house.database.write { try $0.run("CREATE TABLE seals (name TEXT)") }
            _ = try await house.database.write { try $0.run("INSERT INTO seals (name) VALUES ('new')") }
            let outcomes = await Outcome.all(10) { number in
                let entry = try PersonEntry(
                    name: "ada\(number)", email: "ada\(number)@example.com", language: .english, roles: [.administrator])
                return try await house.door.openHub(entry, Gatehouse.password, from: Gatehouse.home, at: Gatehouse.now) { tx in
                    guard try tx.run("DELETE FROM seals") == 1 else { throw StaffRefusal.alreadySetUp }
                }
            }
            #expect(outcomes.compactMap(\.value).count == 1)
            #expect(outcomes.compactMap(\.refusal) == Array(repeating: "already_set_up", count: 9))
            #expect(try await house.database.read { try Person.all(in: $0) }.count == 1)
        }
    }
}
