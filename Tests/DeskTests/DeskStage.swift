import Desk
import Foundation
import HTTPTypes
import Hub
import Staff
import StageKit
import Storage
import Synchronization
import TestKit
import Values
import Web

/// A hub with its desk, without a socket, whose clock the test sets.
final class DeskStage: Sendable {
    static let password = "ducklings cross the river"
    static let start = Instant(ms: 1_517_443_200_000)

    let hub: Hub
    /// Every route that the desk has.
    let routes: [DeskRoute]
    private let raised: RaisedHub
    private let front: Front

    /// Raises a hub on an engine, hands it to `body` and takes it down.
    static func with(_ engine: Engine, at now: Instant = start, _ body: (DeskStage) async throws -> Void) async throws {
        let quick = Passwords(cost: .init(rounds: 16, blockSize: 1, parallelism: 1))
        try await RaisedHub.with(engine, at: now, passwords: quick) { try await body(try await DeskStage($0)) }
    }

    private init(_ raised: RaisedHub) async throws {
        let desk = try await DeskRoutes(raised.hub)
        var routes: [DeskRoute] = []
        front = Front(raised.hub, failurePage: { await desk.failurePage($0, $1, $2) }, { routes = desk.register(on: $0) })
        (hub, self.raised, self.routes) = (raised.hub, raised, routes)
    }

    /// Moves the clock on.
    func pass(seconds: Int64) { raised.pass(seconds: seconds) }

    /// Somebody with these roles who has chosen the stage's password.
    @discardableResult
    func add(_ name: String, _ roles: Set<Role>, _ language: Language = .english) async throws -> Person {
        let entry = try PersonEntry(name: name, email: "\(name.lowercased())@example.com", language: language, roles: roles)
        let now = hub.now()
        let (_, token) = try await hub.database.write { try Person.invite(entry, by: .program, at: now, in: $0) }
        let visitor = Visitor(address: "198.51.100.9", agent: "Setup")
        guard case .whole(_, let person) = try await hub.door.takeLink(token, Self.password, from: visitor, at: now) else {
            throw NotFound("person")
        }
        return person
    }

    /// A browser of somebody who is signed in.
    func signIn(_ name: String, _ roles: Set<Role> = [.administrator], _ language: Language = .english) async throws -> Browser {
        try await add(name, roles, language)
        let browser = Browser(stage: self)
        let seen = try await browser.post("/desk/sign-in", ["email": "\(name.lowercased())@example.com", "password": Self.password])
        guard seen.status == 303 else { throw NotFound("way in: \(seen.status)") }
        return browser
    }

    func ask(_ method: HTTPRequest.Method, _ path: String, _ headers: HTTPFields, _ body: Data) async throws -> DeskSeen {
        let answer = try await front.ask(method, path, headers, body)
        return DeskSeen(status: answer.status, headers: answer.headers, text: answer.text)
    }
}

/// A browser that keeps cookies, as far as the desk needs one.
final class Browser: Sendable {
    private let stage: DeskStage
    private let cookies = Mutex<[String: String]>([:])

    init(stage: DeskStage) { self.stage = stage }

    /// The value of a cookie.
    func cookie(_ name: String) -> String? { cookies.withLock { $0[name] } }

    /// Sets a cookie, as somebody who has stolen it would.
    func steal(_ name: String, _ value: String) { cookies.withLock { $0[name] = value } }

    func get(_ path: String, _ headers: HTTPFields = [:]) async throws -> DeskSeen { try await ask(.get, path, headers, Data()) }

    /// Sends a form with the token of the session, unless the fields have one.
    func post(_ path: String, _ fields: [String: String] = [:], _ headers: HTTPFields = [:]) async throws -> DeskSeen {
        var fields = fields
        if fields["form_token"] == nil, let token = cookie("__Secure-stadion_desk").flatMap({ SecretToken($0) }) {
            fields["form_token"] = token.formToken
        }
        var headers = headers
        headers[.contentType] = "application/x-www-form-urlencoded"
        return try await ask(.post, path, headers, Front.encoded(fields))
    }

    /// Sends files as a form with the token of the session.
    func upload(_ path: String, _ files: [(name: String, bytes: Data)], _ fields: [String: String] = [:]) async throws -> DeskSeen {
        var fields = fields
        if let token = cookie("__Secure-stadion_desk").flatMap({ SecretToken($0) }) { fields["form_token"] = token.formToken }
        var body = Data()
        for (name, value) in fields {
            body += Data("--lane\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n".utf8)
        }
        for (name, bytes) in files {
            let head = "--lane\r\nContent-Disposition: form-data; name=\"files\"; filename=\"\(name)\"\r\n"
            body += Data("\(head)Content-Type: application/octet-stream\r\n\r\n".utf8) + bytes + Data("\r\n".utf8)
        }
        body += Data("--lane--\r\n".utf8)
        return try await ask(.post, path, [.contentType: "multipart/form-data; boundary=lane"], body)
    }

    /// Follows where the last answer led.
    func follow(_ seen: DeskSeen) async throws -> DeskSeen { try await get(seen.headers[.location] ?? "/desk") }

    private func ask(_ method: HTTPRequest.Method, _ path: String, _ headers: HTTPFields, _ body: Data) async throws -> DeskSeen {
        var headers = headers
        let kept = cookies.withLock { $0 }.map { "\($0.key)=\($0.value)" }.sorted()
        if !kept.isEmpty { headers[.cookie] = kept.joined(separator: "; ") }
        let seen = try await stage.ask(method, path, headers, body)
        for cookie in seen.headers[values: .setCookie] {
            let parts = cookie.split(separator: ";")[0].split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            cookies.withLock { $0[parts[0]] = cookie.contains("Max-Age=0") ? nil : parts[1] }
        }
        return seen
    }
}

/// What a screen answered.
struct DeskSeen: Sendable {
    let status: Int
    let headers: HTTPFields
    let text: String

    /// Where it sends the browser.
    var location: String { headers[.location] ?? "" }

    /// What stands in the main part, without marks.
    var words: String {
        let main = text.firstMatch(of: /<main[^>]*>([\s\S]*)<\/main>/).map { String($0.output.1) } ?? text
        return main.replacing(/<[^>]*>/, with: " ").replacing(/\s+/, with: " ")
            .replacing("&amp;", with: "&").replacing("&lt;", with: "<").replacing("&quot;", with: "\"")
    }
}
