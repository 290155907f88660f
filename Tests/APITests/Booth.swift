import Exchange
import Foundation
import HTTPTypes
import Hub
import Hummingbird
import Releases
import StageKit
import Storage
import TestKit
import Testing
import Values
import Web

@testable import API

/// A hub behind its interface for machines, without a socket, whose clock the test sets. Every answer is held against the document.
final class Booth: Sendable {
    static let now = Instant("2018-01-15T00:00:00Z") ?? Instant(ms: 0)

    let hub: Hub
    let routes: ApiRoutes
    let limiter = RateLimiter()
    var router: [(path: String, method: HTTPRequest.Method)] { front.routes }
    private let raised: RaisedHub
    private let front: Front
    private var folder: URL { raised.folder }

    static let products = """
        Title,URL handle,Description,Vendor,Type,Status,SKU,Barcode,Option1 name,Option1 value,Price,Inventory tracker,Inventory quantity,\
        Price / United Kingdom,Compare-at price / United Kingdom,Price / Japan,Price / South Korea,Price / China
        Lane <scarf> & more,scarf,"<p>Warm & <b>long</b></p>",Mill & Sons,Scarves,active,SCARF-S,,Size,S,24.99,shopify,0,19.99,,2990,32000,168.50
        ,scarf,,,,,SCARF-M,4006381333931,Size,M,24.99,shopify,4,19.99,,2990,32000,168.50
        Bottle,bottle,,,,active,BOTTLE,,Title,Default Title,12.35,shopify,1000,9.95,12.00,1234,15750,66.60
        Last piece,last,,,,active,LAST,,Title,Default Title,5.00,shopify,1,4.00,,500,5000,30.00
        Early pin,early-pin,,,,active,EARLY,,Title,Default Title,5.00,shopify,50,4.00,,500,5000,30.00
        """

    private static let stories = [
        "steps.en.md": story("Small steps", "steps", "[Bottle](product:bottle)\n\n[Early pin](product:early-pin)\n\nSee [the pin](product:early-pin)."),
        "steps.ja.md": story("小さな一歩", "steps", "[Bottle](product:bottle)", language: "ja"),
        "more.en.md": story("More steps", "more", "- [Bottle](product:bottle)\n- [Scarf](product:scarf)\n"),
        "early-bird.en.md": story("Early bird", "early-bird", "[Lane scarf](product:scarf)"),
    ]

    private static func story(_ title: String, _ slug: String, _ body: String, language: String = "en") -> String {
        """
        ---
        title: \(title)
        slug: \(slug)
        summary: "Summary of \(slug) & <more>"
        language: \(language)
        author: The desk
        published: 2018-01-01T00:00:00Z
        sport: Running
        ---
        A long way begins with a small step & a < sign.

        > Begin anywhere.

        \(body)
        """
    }

    /// Raises a hub on an engine, hands it to `body` and takes it down.
    static func with(
        _ engine: Engine, limits: RateLimits? = nil, _ body: (Booth) async throws -> Void
    ) async throws {
        try await RaisedHub.with(engine, at: now) { raised in
            let booth = Booth(raised, limits)
            try await booth.fill()
            try await body(booth)
        }
    }

    private init(_ raised: RaisedHub, _ limits: RateLimits?) {
        let (hub, cache, meters) = (raised.hub, PageCache(), Meters())
        hub.database.onChange { cache.outdate($0) }
        var free = RateLimits()
        free.set(guest: 0, key: 0, form: 0)
        let routes = ApiRoutes(hub, cache, meters, limiter: limiter, limits: limits ?? free)
        front = Front(hub, meters: meters, failurePage: { failure, _, _ in routes.problem(failure) }, { routes.register(on: $0) })
        (self.hub, self.routes, self.raised) = (hub, routes, raised)
    }

    private func fill() async throws {
        try FileManager.default.createDirectory(at: folder.appendingPathComponent("stories"), withIntermediateDirectories: true)
        let file = folder.appendingPathComponent("products.csv")
        try Data(Self.products.utf8).write(to: file)
        for (name, text) in Self.stories { try Data(text.utf8).write(to: folder.appendingPathComponent("stories/\(name)")) }
        try await hub.saveDemoMarkets()
        let reports = [
            try await hub.importProducts(from: file.path),
            try await hub.importStories(from: folder.appendingPathComponent("stories").path),
        ]
        for report in reports { try #require(report.count(.refused) == 0, "\(report.text())") }
        let opens = EdgeTime.instant(Self.now.adding(seconds: 86_400))
        let markets = try await hub.markets().markets
        try await hub.database.write { tx in
            for query in ["SELECT key FROM stories WHERE slug = 'early-bird'", "SELECT key FROM products WHERE handle = 'early-pin'"] as [SQL] {
                guard let item = try tx.first(query, { $0.key(0, of: Item.self) }) else { throw NotFound("item") }
                for market in markets {
                    try Release.standing(in: market, at: Self.now, in: tx).remove(item, in: tx)
                    let release = try Release.named("\(item) in \(market.code)", at: Self.now, in: tx)
                    try release.add(item, in: tx)
                    try release.open(market.code, from: opens, in: tx)
                }
            }
        }
    }

    /// Sets the clock.
    func turn(to now: Instant) { raised.turn(to: now) }

    /// The key of the variant of an article number.
    func variant(_ sku: String) async throws -> String {
        try await hub.database.read { try $0.first("SELECT key FROM variants WHERE sku = \(sku)") { "\($0.key(0, of: Item.self))" } } ?? ""
    }

    func get(_ path: String, _ headers: HTTPFields = [:]) async throws -> Answered { try await ask(.get, path, nil, headers) }

    func post(_ path: String, _ body: JSON, _ headers: HTTPFields = [:]) async throws -> Answered {
        try await ask(.post, path, body, headers)
    }

    /// Asks below `/api/v1`, and holds what comes against the document.
    func ask(
        _ method: HTTPRequest.Method, _ path: String, _ body: JSON? = nil, _ headers: HTTPFields = [:], visitor: String = "203.0.113.7"
    ) async throws -> Answered {
        var headers = headers
        if body != nil, headers[.contentType] == nil { headers[.contentType] = "application/json" }
        let data = body?.data ?? Data()
        return try await send(method, "/api/v1\(path)", data, headers, visitor: visitor)
    }

    func send(
        _ method: HTTPRequest.Method, _ path: String, _ body: Data = Data(), _ headers: HTTPFields = [:], visitor: String = "203.0.113.7"
    ) async throws -> Answered {
        let sent = try await front.ask(method, path, headers, body, visitor: visitor)
        let answer = Answered(status: sent.status, headers: sent.headers, data: sent.data)
        Contract.check(answer, of: method, path, in: routes.operations)
        return answer
    }
}

/// What came back.
struct Answered: Sendable {
    let status: Int
    let headers: HTTPFields
    let data: Data

    var json: JSON { (try? JSON(parsing: data)) ?? .null }
    var text: String { String(decoding: data, as: UTF8.self) }
    var etag: String { headers[.eTag] ?? "" }
    var code: String { json["code"]?.string ?? "" }
    /// Pointers or names with their codes, such as `#/email malformed`.
    var errors: [String] {
        (json["errors"]?.elements ?? []).map { error in
            "\(error["pointer"]?.string ?? error["name"]?.string ?? "") \(error["code"]?.string ?? "")"
        }
    }
}

/// Holds an answer against what the document says of its operation.
enum Contract {
    static func check(_ answer: Answered, of method: HTTPRequest.Method, _ path: String, in operations: [API.Operation]) {
        let plain = String(path.prefix { $0 != "?" })
        guard plain.hasPrefix("/api/v1") else { return }
        let name = "\(method) \(plain) \(answer.status)"
        let parts = parts(plain.dropFirst("/api/v1".count))
        let asked = method == .head ? .get : method
        guard let operation = operations.first(where: { $0.method == asked && fits($0.path, parts) }) else {
            let known = operations.contains { fits($0.path, parts) }
            #expect(known ? [204, 405].contains(answer.status) : answer.status == 404, "\(name) is not in the document")
            return
        }
        #expect(answer.headers[.accessControlAllowOrigin] == "*", "\(name)")
        if let good = operation.answers.first(where: { $0.status.code == answer.status }) {
            check(answer, against: good, isHead: method == .head, name)
            return
        }
        let refusals = operation.allRefusals.filter { $0.status == answer.status }
        #expect(!refusals.isEmpty, "\(name) is not documented: \(answer.text)")
        #expect(answer.headers[.contentType] == "application/problem+json", "\(name)")
        if method != .head {
            #expect(refusals.contains { $0.code == answer.code }, "\(name) \(answer.code) is not documented")
            #expect(Problem.shape.schema.violations(of: answer.json, strictly: true).isEmpty, "\(name)")
        }
    }

    private static func check(_ answer: Answered, against good: API.Operation.Answer, isHead: Bool, _ name: String) {
        for header in good.headers where ["ETag", "Location"].contains(header.name) {
            #expect(HTTPField.Name(header.name).flatMap { answer.headers[$0] } != nil, "\(name) lacks \(header.name)")
        }
        guard let mediaType = good.mediaType else {
            #expect(answer.data.isEmpty, "\(name)")
            return
        }
        #expect(answer.headers[.contentType]?.hasPrefix(mediaType) == true, "\(name)")
        guard let schema = good.schema, !isHead else { return }
        let violations = schema.violations(of: answer.json, strictly: true)
        #expect(violations.isEmpty, "\(name): \(violations)")
    }

    private static func parts(_ path: some StringProtocol) -> [String] { String(path).split(separator: "/").map(String.init) }

    private static func fits(_ template: String, _ parts: [String]) -> Bool {
        let wanted = self.parts(template)
        return wanted.count == parts.count && zip(wanted, parts).allSatisfy { $0.hasPrefix("{") || $0 == $1 }
    }
}
