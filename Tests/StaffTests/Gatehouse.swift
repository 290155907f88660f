@testable import Staff
import Storage
import TestKit
import Testing
import Values

/// A hub's people on a real database, with a clock that the test sets and passwords that cost little.
struct Gatehouse {
    static let now = Instant(ms: 1_517_443_200_000)
    static let cost = Passwords.Cost(rounds: 16, blockSize: 1, parallelism: 1)
    static let password = "ducklings cross the river"
    static let home = Visitor(address: "203.0.113.7", agent: "Firefox")

    let database: Database
    let passwords = Passwords(cost: cost)
    var door: Door { Door(database, passwords) }

    static func with(_ engine: Engine, _ body: (Gatehouse) async throws -> Void) async throws {
        try await TestDatabase.with(engine, StaffSchema.migrations) { try await body(Gatehouse(database: $0.database)) }
    }

    /// Somebody who has come through an invitation and chosen the password.
    @discardableResult
    func add(_ name: String, _ roles: Set<Role> = [.administrator]) async throws -> Person {
        let entry = try PersonEntry(name: name, email: "\(name)@Example.com", language: .english, roles: roles)
        let (_, token) = try await database.write { try Person.invite(entry, by: .program, at: Self.now, in: $0) }
        guard case .whole(_, let person) = try await door.takeLink(token, Self.password, from: Self.home, at: Self.now) else {
            throw NotFound("entry")
        }
        return person
    }

    /// What came of signing in: `whole`, `second`, or the refusal's code and seconds.
    func signIn(
        _ email: String, _ password: String = password, after seconds: Int64 = 0, from visitor: Visitor = home
    ) async -> String {
        do {
            switch try await door.signIn(email, password, from: visitor, at: Self.now.adding(seconds: seconds)) {
            case .whole: return "whole"
            case .second: return "second"
            }
        } catch StaffRefusal.tooSoon(let seconds) {
            return "too_soon \(seconds)"
        } catch let refusal as any Refusal {
            return refusal.code
        } catch {
            return "\(error)"
        }
    }

    /// A session of somebody, by signing in.
    func session(of name: String, after seconds: Int64 = 0) async throws -> (SecretToken, Session) {
        let now = Self.now.adding(seconds: seconds)
        guard case .whole(let token, _) = try await door.signIn("\(name)@example.com", Self.password, from: Self.home, at: now),
            let session = try await find(token, after: seconds)
        else { throw NotFound("session") }
        return (token, session)
    }

    func find(_ token: SecretToken, after seconds: Int64) async throws -> Session? {
        try await database.read { try Session.find(token, at: Self.now.adding(seconds: seconds), in: $0) }
    }

    /// The log, oldest first: `Ada changed person Bo`.
    func log() async throws -> [String] {
        try await database.read { try Change.list(.init(), limit: 1000, in: $0) }.reversed()
            .map { "\($0.author.name) \($0.action) \($0.noun) \($0.title)" }
    }
}
