import HTTPTypes
import Hummingbird
import Values
import Web

/// Whether a fan is counted: their own choice, which a cookie remembers, or that of their browser.
///
/// Counting needs no consent, since nobody is known by it; who objects is left out all the same, at once and everywhere: no view is
/// counted and no story is credited with what they buy. A browser that sends `Sec-GPC: 1` (Global Privacy Control) has objected.
enum Counting {
    static let cookieName = "uncounted"
    /// A year, after which the choice is asked for again.
    static let cookieSeconds = 31_536_000
    private static let globalPrivacyControl = HTTPField.Name("Sec-GPC") ?? .userAgent

    static func isRefused(by request: Request) -> Bool { isRefusedByBrowser(request) || isRefusedByFan(request) }

    static func isRefusedByBrowser(_ request: Request) -> Bool { request.headers[globalPrivacyControl] == "1" }

    static func isRefusedByFan(_ request: Request) -> Bool { request.cookies[cookieName]?.value == "1" }
}

/// The page on which a fan says whether they are counted.
struct ChoiceRoutes: Sendable {
    static let name = "choices"

    let pages: SitePages

    func show(_ request: Request, _ context: WebContext) async throws -> Response {
        let place = try await pages.place(context)
        let words = pages.words(place.language)
        let isSaved = try Form(urlEncoded: request.uri.query ?? "")["saved"] == "yes"
        let isRefused = Counting.isRefused(by: request)
        return pages.personal("choices", Page(
            title: words(Self.name), path: "/\(Self.name)", isUnlisted: true,
            fields: [
                "heading": words(Self.name), "action": "\(place.base)/\(Self.name)", "isCounted": (!isRefused).orNil,
                "isRefused": isRefused.orNil, "byBrowser": Counting.isRefusedByBrowser(request).orNil,
                "notice": isSaved ? words("choicesSaved") : nil, "privacy": "\(place.base)/privacy",
            ]), in: place)
    }

    func save(_ request: Request, _ context: WebContext) async throws -> Response {
        let place = try await pages.place(context)
        let seconds: Int
        switch try await Form.read(request)["counted"] {
        case "yes": seconds = 0
        case "no": seconds = Counting.cookieSeconds
        default: throw InvalidField("counted", pages.words(place.language)("choicesAsk"))
        }
        var response = Response.redirect("\(place.base)/\(Self.name)?saved=yes")
        let secure = pages.isSecure ? "; Secure" : ""
        response.headers[values: .setCookie].append(
            "\(Counting.cookieName)=1; Path=/; Max-Age=\(seconds); HttpOnly; SameSite=Lax\(secure)")
        return response
    }
}
