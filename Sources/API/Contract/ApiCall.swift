import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Staff
import Storage
import Values
import Web

/// A request that keeps its operation's contract: parameters and body are checked, the key has the scope.
struct ApiCall: Sendable {
    let request: Request
    let context: WebContext
    let operation: Operation
    let key: ApiKey?
    let values: [String: JSON]
    let body: JSON?

    /// The value of a parameter; one that the operation does not declare is a bug.
    func value<Value>(_ parameter: Parameter<Value>) throws -> Value {
        let note = parameter.note
        precondition(
            operation.allParameters.contains { $0.name == note.name && $0.place == note.place },
            "\(operation.id) does not declare \(note.name)")
        return try parameter.make(values["\(note.place)/\(note.name)"])
    }

    /// The body as the operation's input.
    func input<Value>(_ input: Input<Value>) throws -> Value {
        precondition(operation.body?.record.name == input.record.name, "\(operation.id) does not take \(input.record.name)")
        return try input.read(Given(value: body ?? .null, record: input.record))
    }

    /// Whoever asks, for telling requests apart: the API key, else what `guest` names, else the peer's address.
    func identity(guest: String? = nil) -> String {
        key.map { "key/\($0.key)" } ?? guest.map { "guest/\($0)" } ?? "peer/\(context.peer)"
    }

    /// The name under which a keyed request is remembered, or nil when the client sent no key.
    func repeatName(guest: String? = nil) -> IdempotencyName? {
        guard let text = values["header/Idempotency-Key"]?.string else { return nil }
        return IdempotencyName(
            scope: "api/\(identity(guest: guest))/\(operation.id)", key: text, digest: digest)
    }

    /// What the request says, so that a repeated one is told from another with the same key.
    private var digest: String {
        let text = "\(request.uri.path)\n".utf8
        return Hex.text(SHA256.hash(data: Data(text) + (body?.canonical.data ?? Data())))
    }

    /// Refuses when the client's ETag is not the current one.
    func refuseUnlessMatching(_ etag: String) throws {
        guard let wanted = request.headers[.ifMatch] else { return }
        let tags = wanted.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
        guard tags.contains(etag) || tags == ["*"] else { throw ApiRefusal.matchFailed }
    }

    /// A JSON answer with its ETag, or 304 when the client has it.
    func answer(
        _ json: JSON, status: HTTPResponse.Status = .ok, headers: HTTPFields = [:], link: String? = nil,
        cache: String = "no-store"
    ) -> Response {
        let data = json.data
        let etag = Self.etag(data)
        var fields = headers
        fields[.eTag] = etag
        fields[.cacheControl] = cache
        if let link, let name = HTTPField.Name("Link") { fields[name] = link }
        if request.method == .get || request.method == .head, status == .ok,
            request.headers[.ifNoneMatch].map({ $0.contains(etag) || $0 == "*" }) == true
        {
            return Response(status: .notModified, headers: fields)
        }
        fields[.contentType] = "application/json"
        return Response(status: status, headers: fields, body: .init(byteBuffer: ByteBuffer(bytes: data)))
    }

    static func etag(_ data: Data) -> String { "\"\(Hex.text(SHA256.hash(data: data).prefix(12)))\"" }
}

/// Bytes as hexadecimal digits.
enum Hex {
    static func text(_ bytes: some Sequence<UInt8>) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
