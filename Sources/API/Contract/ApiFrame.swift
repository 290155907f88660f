import Foundation
import HTTPTypes
import Hub
import Hummingbird
import HummingbirdCore
import NIOCore
import Staff
import Storage
import Values
import Web

/// Around every operation: who asks, how often, what they accept, whether the request keeps the contract; then the handler; then
/// the headers that every answer has. Refusals become problems here, faults go on to where they are logged.
struct ApiFrame: Sendable {
    static let root = "/api/v1"
    private static let bodyLimit = Form.sizeLimit

    let hub: Hub
    let limiter: RateLimiter
    let limits: RateLimits

    /// Registers the operations, and for each of their paths an answer to every other method.
    func register(_ operations: [Operation], on router: Router<WebContext>) {
        for (path, group) in Dictionary(grouping: operations, by: \.path) {
            let route = RouterPath(Self.route(path))
            let allowed = Self.allowed(group)
            for operation in group {
                router.on(route, method: operation.method) { try await respond(to: $0, $1, operation) }
            }
            router.on(route, method: .options) { _, _ in Self.preflight(allowed) }
            for method in Self.methods where !group.contains(where: { $0.method == method }) {
                router.on(route, method: method) { _, _ in
                    var response = Problem(ApiRefusal.methodNotAllowed(allowed: allowed)).response(at: hub.settings.publicURL)
                    response.headers[.allow] = allowed
                    return Self.open(response)
                }
            }
        }
    }

    private static let methods: [HTTPRequest.Method] =
        [.get, .post, .put, .patch, .delete, .trace] + [HTTPRequest.Method("QUERY")].compactMap { $0 }

    /// `/api/v1/orders/{token}` as the router writes it: `/api/v1/orders/:token`.
    static func route(_ path: String) -> String { root + path.replacing("{", with: ":").replacing("}", with: "") }

    private static func allowed(_ group: [Operation]) -> String {
        let own = group.map(\.method.rawValue).sorted()
        return ((own.contains("GET") ? ["HEAD"] : []) + own + ["OPTIONS"]).joined(separator: ", ")
    }

    /// Any page of any site may ask: the surface knows no cookies, so nobody's sign-in can be borrowed.
    private static func preflight(_ allowed: String) -> Response {
        open(Response(status: .noContent, headers: [
            .allow: allowed, .accessControlAllowMethods: allowed, .accessControlMaxAge: "86400",
            .accessControlAllowHeaders: "Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match",
        ]))
    }

    /// Lets pages of other sites read an answer.
    static func open(_ response: Response) -> Response {
        var response = response
        for (name, value) in openHeaders where response.headers[name] == nil { response.headers[name] = value }
        return response
    }

    private static let openHeaders: [HTTPField.Name: String] = [
        .accessControlAllowOrigin: "*",
        .accessControlExposeHeaders:
            "ETag, Link, Location, RateLimit, RateLimit-Policy, Retry-After, Idempotent-Replayed, Allow, WWW-Authenticate",
    ]

    /// The same, for answers that are kept as bytes.
    static var openPairs: [(String, String)] { openHeaders.map { ($0.key.rawName, $0.value) }.sorted { $0.0 < $1.0 } }

    private func respond(to request: Request, _ context: WebContext, _ operation: Operation) async throws -> Response {
        var verdict: RateVerdict?
        do {
            let key = try await caller(request, context)
            verdict = limiter.take(request, context, key: key?.key.description, limits, at: hub.now())
            if let verdict, !verdict.isAllowed { throw RateRefusal(verdict) }
            let call = try await check(request, context, operation, key)
            return Self.finish(try await operation.handle(call), verdict)
        } catch let refusal as any Refusal {
            var response = Problem(refusal).response(at: hub.settings.publicURL)
            switch refusal {
            case ApiRefusal.keyNeeded, ApiRefusal.keyUnknown: response.headers[.wwwAuthenticate] = "Bearer"
            case let refusal as RateRefusal: response.headers[.retryAfter] = "\(refusal.verdict.retrySeconds)"
            case is IdempotencyInFlight: response.headers[.retryAfter] = "\(IdempotencyInFlight.retrySeconds)"
            default: break
            }
            return Self.finish(response, verdict)
        }
    }

    private static func finish(_ response: Response, _ verdict: RateVerdict?) -> Response {
        var response = open(response)
        for (name, value) in verdict?.headers ?? [] { response.headers[name] = value }
        return response
    }

    /// The API key of a request, or nil when it has none. A wrong one is refused, and counts against the address.
    private func caller(_ request: Request, _ context: WebContext) async throws -> ApiKey? {
        guard let header = request.headers[.authorization] else { return nil }
        let now = hub.now()
        let parts = header.split(separator: " ", maxSplits: 1)
        if parts.count == 2, parts[0].lowercased() == "bearer" {
            let secret = String(parts[1])
            if let key = try await hub.database.read({ try ApiKey.find(secret: secret, at: now, in: $0) }) {
                if key.isUseStale(at: now) { try await hub.database.write { try key.noteUse(at: now, in: $0) } }
                return key
            }
        }
        let verdict = limiter.take(request, context, key: nil, limits, at: now)
        throw verdict.isAllowed ? ApiRefusal.keyUnknown as any Refusal : RateRefusal(verdict)
    }

    private func check(
        _ request: Request, _ context: WebContext, _ operation: Operation, _ key: ApiKey?
    ) async throws -> ApiCall {
        try Self.checkAccept(request, operation)
        if let scope = operation.scope {
            guard let key else { throw ApiRefusal.keyNeeded(scope: scope.rawValue) }
            guard key.scopes.contains(scope) else { throw ApiRefusal.scopeMissing(scope.rawValue) }
        }
        let body = operation.body == nil ? nil : try await Self.body(request)
        var (values, violations) = try Self.parameters(request, context, operation)
        if let body, let record = operation.body?.record { violations += Schema.record(record).violations(of: body) }
        guard violations.isEmpty else { throw Violations(violations) }
        return ApiCall(
            request: request, context: context, operation: operation, key: key, values: values, body: body)
    }

    private static func checkAccept(_ request: Request, _ operation: Operation) throws {
        guard let accept = request.headers[.accept] else { return }
        let offered = operation.answers.compactMap(\.mediaType)
        guard offered.isEmpty || offered.contains(where: { Accept.takes($0, accept) }) else {
            throw ApiRefusal.notAcceptable(offered: Set(offered).sorted().joined(separator: " or "))
        }
    }

    private static func body(_ request: Request) async throws -> JSON {
        let type = request.headers[.contentType]?.split(separator: ";").first?.trimmingCharacters(in: .whitespaces).lowercased()
        guard type == "application/json" else { throw WrongMediaType(wanted: "application/json") }
        let buffer: ByteBuffer
        do {
            buffer = try await request.body.collect(upTo: bodyLimit)
        } catch is NIOTooManyBytesError {
            throw TooLarge(limit: bodyLimit)
        } catch {
            throw BrokenBody()
        }
        return try JSON(parsing: Data(buffer.readableBytesView))
    }

    /// The values of the parameters, and what is wrong with them. A part of the path that cannot be one is simply not found.
    private static func parameters(
        _ request: Request, _ context: WebContext, _ operation: Operation
    ) throws -> (values: [String: JSON], violations: [Violation]) {
        let query = try QueryText(request.uri.query ?? "")
        var values: [String: JSON] = [:]
        var violations: [Violation] = query.names.filter { name in
            !operation.parameters.contains { $0.place == .query && $0.name == name }
        }.map { Violation(place: .query($0), code: "unknown", detail: "There is no such parameter here.") }
        for note in operation.allParameters {
            let texts: [String] = switch note.place {
            case .path: [context.parameters.get(note.name)?.removingPercentEncoding].compactMap(\.self)
            case .query: query[note.name]
            case .header: [HTTPField.Name(note.name).flatMap { request.headers[$0] }].compactMap(\.self)
            }
            guard let last = texts.last else {
                if note.place == .path { throw NotFound(note.name) }
                if note.isRequired, note.name == "If-Match" { throw ApiRefusal.matchNeeded }
                if note.isRequired {
                    violations.append(Violation(place: note.violationPlace, code: "missing", detail: "Send \(note.name)."))
                }
                continue
            }
            let (value, problems) = note.isList ? note.read(texts) : note.read(last)
            if note.place == .path, !problems.isEmpty { throw NotFound(note.name) }
            values["\(note.place)/\(note.name)"] = value
            violations += problems
        }
        return (values, violations)
    }
}

/// The parameters of a query: their names, and the values of each.
private struct QueryText {
    private let form: Form
    let names: [String]

    init(_ text: String) throws {
        form = try Form(urlEncoded: text)
        let pairs = text.split(separator: "&").map { $0.prefix { $0 != "=" } }
        names = Array(Set(pairs.compactMap { $0.replacing("+", with: " ").removingPercentEncoding })).sorted()
    }

    subscript(name: String) -> [String] { names.contains(name) ? form.every(name) : [] }
}
