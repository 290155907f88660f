import HTTPTypes
import Hummingbird
import NIOCore
import Values
import Web

/// A request in which something is wrong in a place that can be named.
struct Violations: Refusal {
    /// What is wrong, in the order of the request.
    let list: [Violation]
    var code: String { "invalid_request" }
    var reason: String { "Some values of the request cannot be used; errors names each with its place." }

    init(_ list: [Violation]) { self.list = list }
}

/// An answer for a failed request (RFC 9457).
struct Problem: Sendable {
    let status: HTTPResponse.Status
    let code: String
    let detail: String
    let errors: [Violation]

    static let mediaType = "application/problem+json"

    static let shape = Shape<(problem: Problem, type: String)>("Problem", "What went wrong (RFC 9457).", [
        .text("type", "An address that explains the code.", example: "https://hub.example.org/api/v1/#total_changed") { $0.type },
        .text("title", "The status in words.", example: "Conflict") { $0.problem.title },
        .integer("status", "The HTTP status.", 400...599, example: 409) { Int64($0.problem.status.code) },
        .text("code", "Stable, for machines.", example: "total_changed") { $0.problem.code },
        .text("detail", "What is wrong and what to do, in English.") { $0.problem.detail },
        .list("errors", "The values that are at fault, where they can be named.", error, limit: 1_000) { $0.problem.errors },
    ])

    private static let error = Shape<Violation>("ProblemError", "One value that is at fault.", [
        .choice("in", "Where it stands.", ["body", "query", "path", "header"]) { $0.place.kind },
        .optionalText("pointer", "In the body: a JSON Pointer as a fragment.", example: "#/address/postcode") { $0.place.pointer },
        .optionalText("name", "Elsewhere: the name of the parameter or header.", example: "limit") { $0.place.name },
        .text("code", "What is wrong, for machines.", example: "missing") { $0.code },
        .text("detail", "What it must be, in English.") { $0.detail },
    ])

    /// The status in words; one that was made of a number alone has none of its own.
    fileprivate var title: String { Self.titles[status.code] ?? status.reasonPhrase }

    private static let titles = [
        400: "Bad Request", 401: "Unauthorized", 402: "Payment Required", 403: "Forbidden", 404: "Not Found",
        405: "Method Not Allowed", 406: "Not Acceptable", 409: "Conflict", 412: "Precondition Failed", 413: "Content Too Large",
        415: "Unsupported Media Type", 422: "Unprocessable Content", 428: "Precondition Required", 429: "Too Many Requests",
    ]

    init(status: HTTPResponse.Status, code: String, detail: String, errors: [Violation] = []) {
        self.status = status
        self.code = code
        self.detail = detail
        self.errors = errors
    }

    /// The problem of a refusal; a domain's field becomes a pointer into the body.
    init(_ refusal: any Refusal) {
        var errors = (refusal as? Violations)?.list ?? []
        if let field = refusal.field {
            errors = [Violation(place: .body("/\(field)"), code: refusal.code, detail: refusal.reason)]
        }
        self.init(status: .init(code: refusal.status), code: refusal.code, detail: refusal.reason, errors: errors)
    }

    func response(at root: String) -> Response {
        let json = Self.shape.json((self, "\(root)/api/v1/#\(code)"))
        return Response(
            status: status, headers: [.contentType: Self.mediaType, .cacheControl: "no-store"],
            body: .init(byteBuffer: ByteBuffer(bytes: json.data)))
    }
}

extension Violation.Place {
    fileprivate var kind: String {
        switch self {
        case .body: "body"
        case .query: "query"
        case .path: "path"
        case .header: "header"
        }
    }

    fileprivate var pointer: String? { if case .body(let pointer) = self { "#\(pointer)" } else { nil } }

    fileprivate var name: String? {
        switch self {
        case .body: nil
        case .query(let name), .path(let name), .header(let name): name
        }
    }
}

/// Why the surface itself says no, before any domain is asked.
enum ApiRefusal: Refusal {
    case notAcceptable(offered: String)
    case methodNotAllowed(allowed: String)
    case keyNeeded(scope: String)
    case keyUnknown
    case scopeMissing(String)
    case matchNeeded
    case matchFailed

    var code: String {
        switch self {
        case .notAcceptable: "not_acceptable"
        case .methodNotAllowed: "method_not_allowed"
        case .keyNeeded: "key_needed"
        case .keyUnknown: "key_unknown"
        case .scopeMissing: "scope_missing"
        case .matchNeeded: "if_match_needed"
        case .matchFailed: "changed_meanwhile"
        }
    }

    var status: Int {
        switch self {
        case .notAcceptable: 406
        case .methodNotAllowed: 405
        case .keyNeeded, .keyUnknown: 401
        case .scopeMissing: 403
        case .matchNeeded: 428
        case .matchFailed: 412
        }
    }

    var reason: String {
        switch self {
        case .notAcceptable(let offered): "This is answered as \(offered); accept that."
        case .methodNotAllowed(let allowed): "Use one of \(allowed) here."
        case .keyNeeded(let scope): "This needs an API key with the scope \(scope), as Authorization: Bearer."
        case .keyUnknown: "This API key is unknown, revoked or has expired."
        case .scopeMissing(let scope): "This API key lacks the scope \(scope)."
        case .matchNeeded: "Send the ETag that you read as If-Match."
        case .matchFailed: "It was changed meanwhile. Read it again and decide anew."
        }
    }
}
