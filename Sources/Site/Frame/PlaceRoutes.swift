import Foundation
import HTTPTypes
import Hub
import Hummingbird
import NIOCore
import Values
import Web

/// Where a fan comes in, and how they choose another place.
struct PlaceRoutes: Sendable {
    /// A year: the choice is worth nothing when it has to be made again.
    private static let cookieSeconds = 31_536_000
    private static let cookieName = "place"

    let pages: SitePages

    /// The hub's root leads to the place that was chosen, else to the one that the browser's languages point to, else home.
    func root(_ request: Request, _ context: WebContext) async throws -> Response {
        let book = try await pages.hub.markets()
        guard let home = book.home else { throw NotFound("market") }
        let chosen = request.cookies[Self.cookieName].flatMap { Place.of(path: "/\($0.value)", book) }
        let place = chosen ?? Self.place(for: request.headers[.acceptLanguage] ?? "", book)
            ?? Place(market: home, language: home.languages[0], book: book)
        return Response(status: .found, headers: [.location: place.base, .cacheControl: "no-store"])
    }

    /// The address that chooses the place of a page and leads to the page.
    static func address(of path: String) -> String {
        let plain = CharacterSet(charactersIn: "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/")
        return "/place?to=\(path.addingPercentEncoding(withAllowedCharacters: plain) ?? "")"
    }

    /// Remembers the place of an address of this site and leads there; refuses every other address.
    func choose(_ request: Request, _ context: WebContext) async throws -> Response {
        let to = try Form(urlEncoded: request.uri.query ?? "")["to"]
        guard let place = Place.of(path: to, try await pages.hub.markets()), to.hasPrefix(place.base), Self.isPlain(to) else {
            throw InvalidField("to", "Choose a market and a language from the list.")
        }
        let ascii = CharacterSet(charactersIn: "\u{21}"..."\u{7E}")
        var response = Response.redirect(to.addingPercentEncoding(withAllowedCharacters: ascii) ?? place.base)
        let secure = pages.isSecure ? "; Secure" : ""
        response.headers[values: .setCookie].append(
            "\(Self.cookieName)=\(place.base.dropFirst()); Path=/; Max-Age=\(Self.cookieSeconds); HttpOnly; SameSite=Lax\(secure)")
        return response
    }

    /// Only what an address of a page may hold, so that nothing else gets into a header.
    private static func isPlain(_ path: String) -> Bool {
        !path.hasPrefix("//") && path.unicodeScalars.allSatisfy { scalar in
            !scalar.properties.isWhitespace && scalar.properties.generalCategory != .control && scalar != "\\"
        }
    }

    /// The place of the first language in the browser's order that some market speaks: in the market of its region where there is
    /// one, else at home, else in the first market that speaks it before others.
    static func place(for accepted: String, _ book: MarketBook) -> Place? {
        for tag in tags(accepted) {
            let parts = tag.split(separator: "-").map { $0.lowercased() }
            let language = Language.allCases.first { $0.path.hasPrefix(parts[0]) }
            guard parts[0].count == 2, let language else { continue }
            let region = parts.dropFirst().last.flatMap { MarketCode($0) }.flatMap { book[$0] }
            let speakers = book.markets.filter { $0.languages.contains(language) }
            let market = region.flatMap { $0.languages.contains(language) ? $0 : nil }
                ?? book.home.flatMap { $0.languages.contains(language) ? $0 : nil }
                ?? speakers.first { $0.languages.first == language } ?? speakers.first
            if let market { return Place(market: market, language: language, book: book) }
        }
        return nil
    }

    /// Tags by their weight, the first of equals first.
    private static func tags(_ accepted: String) -> [Substring] {
        let entries = accepted.prefix(500).split(separator: ",").enumerated()
        let weighed = entries.compactMap { place, entry -> (Substring, Double, Int)? in
            let parts = entry.split(separator: ";").map { $0.drop { $0 == " " } }
            guard let tag = parts.first.map({ $0.prefix { $0 != " " } }), !tag.isEmpty else { return nil }
            let weight = parts.dropFirst().first { $0.hasPrefix("q=") }.flatMap { Double($0.dropFirst(2)) } ?? 1
            return weight > 0 ? (tag, weight, place) : nil
        }
        return weighed.sorted { ($1.1, $0.2) < ($0.1, $1.2) }.map(\.0)
    }
}
