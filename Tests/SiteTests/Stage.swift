import API
import Foundation
import HTTPTypes
import Hub
import HummingbirdCore
import Releases
import Site
import StageKit
import Storage
import TestKit
import Values
import Web

/// A hub with its pages, without a socket, whose clock the test sets.
final class Stage: Sendable {
    let hub: Hub
    private let raised: RaisedHub
    private let front: Front

    /// Raises a hub on an engine with the tests' goods, at a moment of its clock, hands it to `body` and takes it down.
    static func with(
        _ engine: Engine, at now: Instant, filled fill: (Stage, URL) async throws -> Void = Goods.fill,
        _ body: (Stage) async throws -> Void
    ) async throws {
        try await RaisedHub.with(engine, at: now) { raised in
            let stage = try await Stage(raised)
            try await fill(stage, raised.folder)
            try await body(stage)
        }
    }

    private init(_ raised: RaisedHub) async throws {
        let (hub, cache, meters) = (raised.hub, PageCache(), Meters())
        hub.database.onChange { cache.outdate($0) }
        let site = try await SiteRoutes(hub, cache)
        let api = ApiRoutes(hub, cache, meters)
        front = Front(hub, meters: meters, failurePage: { failure, request, context in
            request.uri.path.hasPrefix("/api/") ? api.problem(failure) : await site.failurePage(failure, request, context)
        }, { router in
            site.register(on: router)
            api.register(on: router)
        })
        (self.hub, self.raised) = (hub, raised)
    }

    /// Sets the clock.
    func turn(to now: Instant) { raised.turn(to: now) }

    /// Asks for a page; `visitor` is the address of the peer.
    func get(_ path: String, _ headers: HTTPFields = [:], visitor: String = "203.0.113.7") async throws -> Seen {
        try await ask(.get, path, headers, Data(), visitor)
    }

    /// Sends a form.
    func post(_ path: String, _ fields: [String: String], _ headers: HTTPFields = [:]) async throws -> Seen {
        var headers = headers
        headers[.contentType] = "application/x-www-form-urlencoded"
        return try await ask(.post, path, headers, Front.encoded(fields), "203.0.113.7")
    }

    private func ask(
        _ method: HTTPRequest.Method, _ path: String, _ headers: HTTPFields, _ body: Data, _ visitor: String
    ) async throws -> Seen {
        let answer = try await front.ask(method, path, headers, body, visitor: visitor)
        return Seen(status: answer.status, headers: answer.headers, text: answer.text)
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
