import API
import Foundation
import HTTPTypes
import Hub
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import NIOEmbedded
import Releases
import Site
import Storage
import Synchronization
import TestKit
import Values
import Web

/// A hub with its pages, without a socket, whose clock the test sets.
final class Stage: Sendable {
    let hub: Hub
    private let responder: any HTTPResponder<WebContext>
    private let clock: Clock
    private let folder: URL

    private final class Clock: Sendable {
        let now: Mutex<Instant>
        init(_ now: Instant) { self.now = Mutex(now) }
    }

    /// Raises a hub on an engine with the tests' goods, at a moment of its clock, hands it to `body` and takes it down.
    static func with(
        _ engine: Engine, at now: Instant, filled fill: (Stage, URL) async throws -> Void = Goods.fill,
        _ body: (Stage) async throws -> Void
    ) async throws {
        let place = try await Place.make(engine)
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("stage-\(UUID().uuidString)")
        do {
            let stage = try await Stage(place.location, folder, now)
            do {
                try await fill(stage, folder)
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
        let hub = try await Hub.open(settings, logger: Logger(label: "stage") { _ in SwiftLogNoOpLogHandler() }) {
            clock.now.withLock { $0 }
        }
        let (cache, meters) = (PageCache(), Meters())
        hub.database.onChange { cache.outdate($0) }
        let site = try await SiteRoutes(hub, cache)
        let api = ApiRoutes(hub, cache, meters)
        let router = Router(context: WebContext.self, options: .autoGenerateHeadEndpoints)
        router.middlewares.add(
            Watch(meters, hub.logger) { failure, request, context in
                request.uri.path.hasPrefix("/api/") ? api.problem(failure) : await site.failurePage(failure, request, context)
            })
        site.register(on: router)
        api.register(on: router)
        responder = router.buildResponder()
        (self.hub, self.clock, self.folder) = (hub, clock, folder)
    }

    /// Sets the clock.
    func turn(to now: Instant) { clock.now.withLock { $0 = now } }

    /// Asks for a page; `visitor` is the address of the peer.
    func get(_ path: String, _ headers: HTTPFields = [:], visitor: String = "203.0.113.7") async throws -> Seen {
        try await ask(.get, path, headers, "", visitor)
    }

    /// Sends a form.
    func post(_ path: String, _ fields: [String: String], _ headers: HTTPFields = [:]) async throws -> Seen {
        let body = fields.map { "\($0.key)=\($0.value.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "")" }
        var headers = headers
        headers[.contentType] = "application/x-www-form-urlencoded"
        return try await ask(.post, path, headers, body.joined(separator: "&"), "203.0.113.7")
    }

    private func ask(
        _ method: HTTPRequest.Method, _ path: String, _ headers: HTTPFields, _ body: String, _ visitor: String
    ) async throws -> Seen {
        let head = HTTPRequest(method: method, scheme: "https", authority: "hub.example", path: path, headerFields: headers)
        let request = Request(head: head, body: RequestBody(buffer: ByteBuffer(string: body)))
        let response = try await responder.respond(to: request, context: try context(visitor))
        let collected = Collected()
        try await response.body.write(collected)
        return Seen(status: response.status.code, headers: response.headers, text: collected.text)
    }

    /// What a connection from an address would give.
    private func context(_ visitor: String) throws -> WebContext {
        let channel = EmbeddedChannel()
        channel.connect(to: try SocketAddress(ipAddress: visitor, port: 4000), promise: nil)
        return WebContext(source: ApplicationRequestContextSource(channel: channel, logger: hub.logger))
    }
}

/// What a page answered.
struct Seen: Sendable {
    let status: Int
    let headers: HTTPFields
    let text: String

    /// Everything that may not tell a closed thing from one that does not exist: a slug in it is replaced by a mark.
    func apart(from slug: String) -> [String] {
        let own: Set<HTTPField.Name> = text.contains(slug) ? [.contentLength, .date, .eTag] : [.contentLength, .date]
        let lines = headers.filter { !own.contains($0.name) }.map { "\($0.name): \($0.value)" }.sorted()
        return ["\(status)"] + lines + [text.replacing(slug, with: "SLUG")]
    }

    /// Seconds for which browsers may keep it; 0 when they have to ask.
    var maxAge: Int64 {
        let match = headers[.cacheControl]?.firstMatch(of: /max-age=([0-9]+)/)
        return match.flatMap { Int64($0.output.1) } ?? 0
    }
}

/// Takes the body of an answer.
private final class Collected: ResponseBodyWriter, Sendable {
    private let buffer = Mutex(ByteBuffer())
    var text: String { buffer.withLock { String(buffer: $0) } }
    func write(_ bytes: ByteBuffer) async throws { buffer.withLock { _ = $0.writeImmutableBuffer(bytes) } }
    consuming func finish(_: HTTPFields?) async throws {}
}
