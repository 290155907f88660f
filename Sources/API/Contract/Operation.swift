import HTTPTypes
import Hummingbird
import Staff
import Values
import Web

/// One thing that machines can ask: from this the route, its checks and its place in the document are made.
struct Operation: Sendable {
    /// Where repeated requests are told from new ones.
    enum Repeats: Sendable {
        /// It changes nothing, or doing it twice is the same as once.
        case harmless
        /// Clients may send an `Idempotency-Key`.
        case keyed
        /// Clients must send one.
        case mustBeKeyed
    }

    /// A good answer.
    struct Answer: Sendable {
        let status: HTTPResponse.Status
        let about: String
        var mediaType: String? = "application/json"
        var schema: Schema?
        /// Names of headers that it has beside those that every answer has.
        var headers: [HeaderNote] = []
        /// What can be asked next with what it holds.
        var links: [LinkNote] = []

        /// The same answer, from which a link leads on.
        func leading(to links: LinkNote...) -> Self {
            var answer = self
            answer.links += links
            return answer
        }
    }

    /// A way in which it may say no, beside those that every operation has.
    struct Refused: Sendable {
        let status: Int
        let code: String
        let about: String
    }

    let id: String
    let method: HTTPRequest.Method
    /// Below `/api/v1`, with parameters in braces.
    let path: String
    let tag: Tag
    let summary: String
    var about = ""
    /// What the API key must be good for; nil for what anybody may ask.
    var scope: ApiKey.Scope?
    var parameters: [ParameterNote] = []
    var body: (record: Record, example: JSON)?
    var repeats = Repeats.harmless
    let answers: [Answer]
    var refusals: [Refused] = []
    let handle: @Sendable (ApiCall) async throws -> Response

    /// The groups of the document.
    enum Tag: String, CaseIterable, Sendable {
        case markets = "Markets"
        case stores = "Stores"
        case products = "Products"
        case stories = "Stories"
        case films = "Films"
        case athletes = "Athletes"
        case search = "Search"
        case baskets = "Baskets"
        case orders = "Orders"
        case desk = "Desk"
        case contract = "Contract"

        var about: String {
            switch self {
            case .markets: "Where the hub is open, with money, clock and languages."
            case .stores: "Who sells in a market, with a front of its own."
            case .products: "What is sold in a market, at this moment."
            case .stories: "What is told in a market, at this moment."
            case .films: "What is watched in a market, at this moment."
            case .athletes: "Athletes and their sports: public facts of sport, and what is told about them."
            case .search: "Stories, products, athletes, sports and films by words."
            case .baskets: "What a fan has picked. A basket holds nothing until it is ordered."
            case .orders: "Placing an order as a guest, paying it, following it, cancelling it."
            case .desk: "For the rights-holder's own systems, with an API key."
            case .contract: "This document."
            }
        }
    }
}

/// An operation that can be asked with what an answer holds: parameters by name, as runtime expressions of OpenAPI.
struct LinkNote: Sendable {
    let operation: String
    let parameters: [(name: String, value: String)]

    init(_ operation: String, _ parameters: (name: String, value: String)...) {
        (self.operation, self.parameters) = (operation, parameters)
    }

    /// The same for an operation of the request's market and language.
    static func here(_ operation: String, _ name: String, _ pointer: String) -> LinkNote {
        LinkNote(
            operation, ("market", "$request.path.market"), ("language", "$request.path.language"),
            (name, "$response.body#\(pointer)"))
    }
}

/// A header of an answer, as the document names it.
struct HeaderNote: Sendable {
    let name: String
    let about: String

    static let etag = HeaderNote(name: "ETag", about: "Changes whenever the answer does.")
    static let link = HeaderNote(name: "Link", about: "rel=\"next\": the address of the next page, when there is one (RFC 8288).")
    static let location = HeaderNote(name: "Location", about: "The address of what was made.")
    static let replayed = HeaderNote(
        name: "Idempotent-Replayed", about: "`true` when this is the answer to an earlier try of the same request.")
}

extension Operation.Answer {
    static func json<Value>(
        _ status: HTTPResponse.Status, _ about: String, _ shape: Shape<Value>, _ headers: HeaderNote...
    ) -> Self {
        Self(status: status, about: about, schema: shape.schema, headers: headers)
    }

    static func empty(_ status: HTTPResponse.Status, _ about: String, _ headers: HeaderNote...) -> Self {
        Self(status: status, about: about, mediaType: nil, headers: headers)
    }

    static let notModified = empty(.notModified, "The client has it already.", .etag)
}

extension Operation {
    /// Every way in which it may say no, those included that come with what it is.
    var allRefusals: [Refused] {
        var list = refusals
        func add(_ status: Int, _ code: String, _ about: String) { list.append(Refused(status: status, code: code, about: about)) }
        add(401, "key_unknown", "The API key is unknown, revoked or has expired.")
        add(406, "not_acceptable", "The client accepts no media type that this is answered as.")
        add(422, "invalid_request", "A parameter or a value of the body breaks its schema; `errors` names each.")
        add(429, "rate_limited", "Too many requests; `Retry-After` says when to go on.")
        add(503, "storage_unavailable", "The hub is busy or cut off for the moment; nothing was changed.")
        if let scope {
            add(401, "key_needed", "There is no API key.")
            add(403, "scope_missing", "The API key lacks the scope `\(scope.rawValue)`.")
        }
        if body != nil {
            add(400, "malformed_json", "The body is no JSON.")
            add(400, "broken_body", "The request broke off before it was whole.")
            add(413, "too_large", "The body is larger than 64 kB.")
            add(415, "wrong_media_type", "The body is not sent as application/json.")
        }
        if method != .get {
            add(507, "storage_full", "The hub cannot save anything for the moment; nothing was changed.")
        }
        if repeats != .harmless {
            add(409, "idempotency_in_flight", "An earlier try of the same request is not done yet.")
            add(422, "idempotency_conflict", "The Idempotency-Key was used for another request.")
        }
        return list
    }

    /// Every parameter, those included that come with what it is.
    var allParameters: [ParameterNote] {
        switch repeats {
        case .harmless: parameters
        case .keyed: parameters + [Shared.idempotencyKey.note]
        case .mustBeKeyed: parameters + [Shared.neededIdempotencyKey.note]
        }
    }
}
