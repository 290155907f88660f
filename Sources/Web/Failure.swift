package import HTTPTypes
import Hummingbird
import Values

/// What went wrong with a request, as every surface tells it: the one place where errors become HTTP.
package struct Failure: Sendable {
    /// 4xx or 5xx.
    package let status: HTTPResponse.Status
    /// Stable, for machines and translations.
    package let code: String
    /// What is wrong and what to do, in English.
    package let reason: String
    /// The field that is at fault.
    package let field: String?
    /// Seconds after which the same request may succeed.
    package let retryAfter: Int?
    /// What a translation of the reason puts in.
    package let values: [String]

    /// Sorts an error: refusals speak for themselves, faults are 503 or 507, the rest is a bug of ours and says nothing.
    package init(_ error: any Error) {
        switch error {
        case let refusal as RateRefusal:
            self.init(.tooManyRequests, refusal.code, refusal.reason, retryAfter: refusal.verdict.retrySeconds)
        case let refusal as any Refusal:
            self.init(.init(code: refusal.status), refusal.code, refusal.reason, field: refusal.field, values: refusal.values)
        case let fault as Fault where fault.kind == .storageFull:
            self.init(.init(code: 507, reasonPhrase: "Insufficient Storage"), fault.kind.rawValue, Self.full, retryAfter: 60)
        case let fault as Fault:
            self.init(.serviceUnavailable, fault.kind.rawValue, Self.away, retryAfter: 5)
        case let error as HTTPError:
            self.init(error.status, "http_\(error.status.code)", error.body ?? error.status.reasonPhrase)
        default:
            self.init(.internalServerError, "internal", Self.bug)
        }
    }

    private static let full = 
        "The hub cannot save anything at the moment, and nothing was changed. Please try again in a minute."
    private static let away = 
        "The hub is busy or cut off for the moment, and nothing was changed. Please try again in a few seconds."
    private static let bug = "Something went wrong on our side, and nothing was changed. Please try again."

    private init(
        _ status: HTTPResponse.Status, _ code: String, _ reason: String, field: String? = nil, retryAfter: Int? = nil,
        values: [String] = []
    ) {
        self.status = status
        self.code = code
        self.reason = reason
        self.field = field
        self.retryAfter = retryAfter
        self.values = values
    }
}
