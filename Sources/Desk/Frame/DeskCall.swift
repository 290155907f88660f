import Foundation
import HTTPTypes
import Hub
import Hummingbird
import NIOCore
import Staff
import Storage
import Values
import Web

/// One request to the desk: who calls, in which language, when, and what was asked for.
struct DeskCall: Sendable {
    let hub: Hub
    let request: Request
    let context: WebContext
    /// The session behind the cookie, whole or half; nil at the door.
    let session: Session?
    let token: SecretToken?
    let words: Words
    let reasons: Reasons
    let language: Language
    let markets: MarketBook
    let now: Instant
    /// What the last screen left to be said on this one.
    let flash: Flash?

    /// Whoever is signed in. A route that needs nobody must not ask.
    var person: Person {
        guard let session else { preconditionFailure("a route that needs nobody asks for a person") }
        return session.person
    }

    /// The author of what is changed now.
    var author: Author { .person(person) }

    /// From where they come.
    var visitor: Visitor { Visitor(address: context.peer, agent: request.headers[.userAgent] ?? "") }

    func may(_ permission: Permission) -> Bool { session?.stage == .whole && (session?.person.may(permission) ?? false) }

    /// The values of the query string.
    func query() throws -> Form { try Form(urlEncoded: request.uri.query ?? "") }

    /// The key in the address; not found when it is none.
    func key<Of>(_ name: String, of _: Of.Type = Of.self) throws -> Key<Of> {
        guard let key = context.parameters.get(name).flatMap({ Key<Of>($0) }) else { throw NotFound(name) }
        return key
    }

    /// Refuses a form that does not carry the token of this session.
    func check(_ formToken: String) throws {
        guard let session, session.stage == .whole || session.stage == .second, let token else { return }
        guard token.admits(formToken) else { throw StaleForm() }
    }

    /// Whether the desk is reached over HTTPS, so that cookies must not travel otherwise.
    var isSecure: Bool { hub.settings.publicURL.hasPrefix("https:") }

    /// What a script hears that saves by itself, when what it sent cannot be saved as it is: JSON with `problem` as a sentence, and
    /// `isKept`. 200 where the text is kept all the same.
    func unsaved(_ refusal: any Refusal, label: String? = nil, isKept: Bool = false) throws -> DeskAnswer {
        struct Said: Encodable {
            let problem: String
            let isKept: Bool
        }
        let text = refusalText(refusal)
        let said = Said(problem: label.map { "\($0): \(text)" } ?? text, isKept: isKept)
        return .response(Response(
            status: isKept ? .ok : .init(code: refusal.status),
            headers: [.contentType: "application/json", .cacheControl: "no-store"],
            body: .init(byteBuffer: ByteBuffer(bytes: try JSONEncoder().encode(said)))))
    }

    /// The zone in which the desk shows times: that of the home market.
    var zone: TimeZone { markets.home?.zone ?? .gmt }
}

/// A form without the token of the session: opened before signing in again, or sent by somebody else's page.
struct StaleForm: Refusal {
    var code: String { "stale_form" }
    var status: Int { 403 }
    var reason: String { "This form is from another session. Open the page again and send it from there." }
}

/// What a call lacks.
struct NotAllowed: Refusal {
    var code: String { "not_allowed" }
    var status: Int { 403 }
    var reason: String { "Your roles do not allow this. Ask an administrator." }
}

/// A call that changes something from somebody who is not signed in any more.
struct SignedOut: Refusal {
    var code: String { "signed_out" }
    var status: Int { 401 }
    var reason: String { "You are not signed in any more. Sign in, then send this again." }
}

/// One sentence for the next screen, by its word and the values in it.
struct Flash: Sendable {
    let word: String
    let values: [String]

    init(_ word: String, _ values: String...) {
        self.word = word
        self.values = values
    }

    private init(parts: [String]) {
        word = parts[0]
        values = Array(parts.dropFirst())
    }

    static let cookie = "stadion_said"

    /// Values go through an address's letters, so that a cookie takes them.
    var text: String {
        ([word] + values).map { $0.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "" }.joined(separator: "-")
    }

    init?(cookie text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false).compactMap { $0.removingPercentEncoding }
        guard let word = parts.first, !word.isEmpty, parts.count < 6 else { return nil }
        self.init(parts: parts)
    }
}
