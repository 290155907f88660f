@testable import Staff
import Storage
import TestKit
import Testing
import Values

@Suite struct SessionTests {
    @Test(arguments: Engine.available)
    func `a session ends when it is idle, when it is old, when it is revoked and when its person leaves`(engine: Engine) async throws {
        try await Gatehouse.with(engine) { house in
            let ada = try await house.add("ada")
            let hour: Int64 = 3600
            let (cookie, session) = try await house.session(of: "ada")
            #expect(try await house.find(cookie, after: 12 * hour - 1) != nil)
            #expect(try await house.find(cookie, after: 12 * hour) == nil, "idle")
            #expect(!session.isToBeSeen(at: Gatehouse.now.adding(seconds: 59)))
            #expect(session.isToBeSeen(at: Gatehouse.now.adding(seconds: 60)))
            for step in 1...15 {
                try await house.database.write { try session.see(at: Gatehouse.now.adding(seconds: Int64(step) * 11 * hour), in: $0) }
            }
            #expect(try await house.find(cookie, after: 7 * 24 * hour - 1) != nil)
            #expect(try await house.find(cookie, after: 7 * 24 * hour) == nil, "old, however busy")
            let (second, open) = try await house.session(of: "ada")
            let listed = try await house.database.read { try Session.of(ada.key, at: Gatehouse.now, in: $0) }
            #expect(listed.map(\.key).contains(open.key) && listed.map(\.agent).allSatisfy { $0 == "Firefox" })
            try await house.database.write { try Session.end(open.key, of: Key(raw: 1), in: $0) }
            #expect(try await house.find(second, after: 0) != nil, "nobody ends another's")
            try await house.database.write { try Session.end(open.key, of: ada.key, in: $0) }
            #expect(try await house.find(second, after: 0) == nil)
            try await house.add("bo")
            let (third, _) = try await house.session(of: "ada")
            try await house.database.write { try ada.leave(by: .program, at: Gatehouse.now, in: $0) }
            #expect(try await house.find(third, after: 0) == nil)
        }
    }

    @Test(arguments: Engine.available)
    func `a half session lasts ten minutes, and no secret is stored`(engine: Engine) async throws {
        try await Gatehouse.with(engine) { house in
            let ada = try await house.add("ada")
            let token = try await house.database.write {
                try Session.open(for: ada.key, .second, Gatehouse.home, at: Gatehouse.now, in: $0)
            }
            #expect(try await house.find(token, after: 599)?.stage == .second)
            #expect(try await house.find(token, after: 600) == nil)
            #expect(try await house.database.read { try Session.of(ada.key, at: Gatehouse.now, in: $0) }.allSatisfy { $0.stage == .whole })
            let stored = try await house.database.read { tx in
                try tx.all("SELECT secret FROM desk_sessions") { $0.text(0) } + tx.all("SELECT secret FROM staff_links") { $0.text(0) }
            }
            #expect(stored.count == 3 && !stored.contains(token.text) && stored.contains(token.hash))
        }
    }

    @Test func `a form token belongs to one session`() throws {
        let (one, other) = (SecretToken.random(), SecretToken.random())
        #expect(one.text.utf8.count == 43)
        #expect(one.admits(one.formToken))
        #expect(!one.admits(other.formToken) && !one.admits("") && !one.admits(one.text))
        #expect(one.formToken != one.hash)
        #expect(SecretToken(one.text) == one)
        for broken in ["", "a", one.text + "a", String(one.text.dropLast()) + "="] { #expect(SecretToken(broken) == nil) }
        // The hash of a known text, by another implementation of SHA-256.
        #expect(SecretHash.of("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    }
}
