import Desk
import Foundation
import HTTPTypes
import Hub
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import NIOEmbedded
import Staff
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
    private let responder: any HTTPResponder<WebContext>
    private let clock: Clock

    private final class Clock: Sendable {
        let now: Mutex<Instant>
        init(_ now: Instant) { self.now = Mutex(now) }
    }

    /// Raises a hub on an engine, hands it to `body` and takes it down.
    static func with(_ engine: Engine, at now: Instant = start, _ body: (DeskStage) async throws -> Void) async throws {
        let place = try await Place.make(engine)
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("desk-\(UUID().uuidString)")
        do {
            let stage = try await DeskStage(place.location, folder, now)
            do {
                try await body(stage)
            } catch {
                await stage.hub.close()
                throw error
            }
            await stage.hub.close()
        } catch {
            try? FileManager.default.removeItem(at: folder)
            await place.remove()
            throw error
        }
        try? FileManager.default.removeItem(at: folder)
        await place.remove()
    }

    private init(_ location: Database.Location, _ folder: URL, _ now: Instant) async throws {
        var settings = HubSettings(dataFolder: folder)
        settings.publicURL = "https://hub.example"
        if case .server(let url) = location { settings.databaseURL = url }
        let clock = Clock(now)
        let hub = try await Hub.open(
            settings, logger: Logger(label: "desk") { _ in SwiftLogNoOpLogHandler() },
            passwords: Passwords(cost: .init(rounds: 16, blockSize: 1, parallelism: 1))
        ) { clock.now.withLock { $0 } }
        let desk = try await DeskRoutes(hub)
        let router = Router(context: WebContext.self, options: .autoGenerateHeadEndpoints)
        router.middlewares.add(
            Watch(Meters(), hub.logger) { failure, request, context in await desk.failurePage(failure, request, context) })
        routes = desk.register(on: router)
        responder = router.buildResponder()
        (self.hub, self.clock) = (hub, clock)
    }

    /// Moves the clock on.
    func pass(seconds: Int64) { clock.now.withLock { $0 = $0.adding(seconds: seconds) } }

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

    func ask(
        _ method: HTTPRequest.Method, _ path: String, _ headers: HTTPFields, _ body: ByteBuffer
    ) async throws -> DeskSeen {
        let head = HTTPRequest(method: method, scheme: "https", authority: "hub.example", path: path, headerFields: headers)
        let request = Request(head: head, body: RequestBody(buffer: body))
        let channel = EmbeddedChannel()
        channel.connect(to: try SocketAddress(ipAddress: "203.0.113.7", port: 4000), promise: nil)
        let context = WebContext(source: ApplicationRequestContextSource(channel: channel, logger: hub.logger))
        let response = try await responder.respond(to: request, context: context)
        let collected = Collected()
        try await response.body.write(collected)
        return DeskSeen(status: response.status.code, headers: response.headers, text: collected.text)
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

    func get(_ path: String, _ headers: HTTPFields = [:]) async throws -> DeskSeen { try await ask(.get, path, headers, ByteBuffer()) }

    /// Sends a form with the token of the session, unless the fields have one.
    func post(_ path: String, _ fields: [String: String] = [:], _ headers: HTTPFields = [:]) async throws -> DeskSeen {
        var fields = fields
        if fields["form_token"] == nil, let token = cookie("__Secure-stadion_desk").flatMap({ SecretToken($0) }) {
            fields["form_token"] = token.formToken
        }
        let body = fields.map { "\($0.key)=\($0.value.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "")" }
        var headers = headers
        headers[.contentType] = "application/x-www-form-urlencoded"
        return try await ask(.post, path, headers, ByteBuffer(string: body.joined(separator: "&")))
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
        return try await ask(.post, path, [.contentType: "multipart/form-data; boundary=lane"], ByteBuffer(bytes: body))
    }

    /// Follows where the last answer led.
    func follow(_ seen: DeskSeen) async throws -> DeskSeen { try await get(seen.headers[.location] ?? "/desk") }

    private func ask(_ method: HTTPRequest.Method, _ path: String, _ headers: HTTPFields, _ body: ByteBuffer) async throws -> DeskSeen {
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

/// Takes the body of an answer.
private final class Collected: ResponseBodyWriter, Sendable {
    private let buffer = Mutex(ByteBuffer())
    var text: String { buffer.withLock { String(buffer: $0) } }
    func write(_ bytes: ByteBuffer) async throws { buffer.withLock { _ = $0.writeImmutableBuffer(bytes) } }
    consuming func finish(_: HTTPFields?) async throws {}
}
