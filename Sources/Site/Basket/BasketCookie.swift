import HTTPTypes
import Hummingbird
import Values
import Web

/// The cookie that holds the secret of a fan's basket: one a market, for this site only, out of reach for scripts.
enum BasketCookie {
    private static let days = 30

    static func read(_ request: Request, in place: Place) -> Token? {
        request.cookies[name(place)].flatMap { Token($0.value) }
    }

    static func set(_ token: Token, in place: Place, isSecure: Bool, on response: inout Response) {
        let secure = isSecure ? "; Secure" : ""
        response.headers[values: .setCookie].append(
            "\(name(place))=\(token); Path=/\(place.market.code.path); Max-Age=\(days * 86_400); HttpOnly; SameSite=Lax\(secure)")
    }

    private static func name(_ place: Place) -> String { "basket-\(place.market.code.path)" }
}
