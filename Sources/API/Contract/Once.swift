import Foundation
import HTTPTypes
import Hub
import Hummingbird
import NIOCore
import Storage
import Values
import Web

/// What a request made.
struct Made: Sendable {
    let status: HTTPResponse.Status
    var location: String?
    let json: JSON

    /// As it is kept for whoever asks again.
    var kept: IdempotencyName.Answer {
        .init(status: Int64(status.code), location: location, body: String(decoding: json.data, as: UTF8.self))
    }

    func response(to call: ApiCall) -> Response {
        call.answer(json, status: status, headers: location.map { [.location: $0] } ?? [:])
    }
}

extension IdempotencyName.Answer {
    /// The answer, said to be repeated or not.
    func response(isReplayed: Bool = true) -> Response {
        let data = Data(body.utf8)
        var headers: HTTPFields = [
            .contentType: "application/json", .cacheControl: "no-store", .eTag: ApiCall.etag(data),
        ]
        headers[.location] = location
        if isReplayed, let name = HTTPField.Name("Idempotent-Replayed") { headers[name] = "true" }
        return Response(
            status: .init(code: Int(status)), headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: data)))
    }
}

extension ApiRoutes {
    /// Runs a write in one transaction with the record of its key and its answer: the effect happens once, and asking again gets
    /// the first answer. A refusal leaves nothing behind.
    func once(
        _ call: ApiCall, guest: String?,
        _ make: @escaping @Sendable (Transaction, Place, Instant) throws -> Made
    ) async throws -> Response {
        let (place, now) = (try Place.read(call.context, try await hub.markets()), hub.now())
        let name = call.repeatName(guest: guest)
        let (made, earlier) = try await hub.database.write { tx -> (Made?, IdempotencyName.Answer?) in
            if let earlier = try name?.claim(for: 0, at: now, in: tx) {
                guard let answer = earlier.answer else { throw IdempotencyInFlight() }
                return (nil, answer)
            }
            let made = try make(tx, place, now)
            try name?.keep(made.kept, in: tx)
            return (made, nil)
        }
        if let earlier { return earlier.response() }
        guard let made else { preconditionFailure("a write makes something or finds what was made") }
        return made.response(to: call)
    }
}
