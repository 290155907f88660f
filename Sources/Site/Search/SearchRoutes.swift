import Foundation
import HTTPTypes
import Hub
import Hummingbird
import NIOCore
import Releases
import Search
import Storage
import Values
import Web

/// Searching, and what is suggested while a fan types. Made anew for each request: no query fills the cache.
struct SearchRoutes: Sendable {
    let pages: SitePages

    private static let suggestionCount = 8

    func show(_ request: Request, _ context: WebContext) async throws -> Response {
        let place = try await pages.place(context)
        let form = try Form(urlEncoded: request.uri.query ?? "")
        let words = pages.words(place.language)
        let now = pages.hub.now()
        do {
            let search = SearchAsked(
                query: try Query(form["q"]), kind: Kind.allCases.first { $0.name == form["kind"] },
                page: min(max(Int(form["page"]) ?? 1, 1), SearchPage.pagesLimit))
            let page = try await pages.hub.database.read { tx in
                try SearchPage.read(try PageReading(tx, place, words, at: now), search)
            }
            return pages.personal("search", page, in: place)
        } catch is SearchRefusal {
            let page = try await pages.hub.database.read { tx in
                try SearchPage.refused(try PageReading(tx, place, words, at: now), form["q"])
            }
            return pages.personal("search", page, in: place, status: .unprocessableContent)
        }
    }

    /// Titles for what was typed so far, as JSON.
    func suggest(_ request: Request, _ context: WebContext) async throws -> Response {
        let place = try await pages.place(context)
        let text = try Form(urlEncoded: request.uri.query ?? "")["q"]
        let words = pages.words(place.language)
        let gate = Gate(place.market.code, at: pages.hub.now())
        let hits = if let query = try? Query(text) {
            try await pages.hub.database.read { tx in
                try Hub.finder(in: place.language, through: gate).suggest(query, limit: Self.suggestionCount, in: tx)
            }
        } else {
            [Hit]()
        }
        let answer = Suggestions(
            status: hits.isEmpty ? words("suggestionsNone") : words("suggestionsCount", "\(hits.count)"),
            suggestions: hits.map { hit in
                Suggestion(
                    title: hit.title, url: "\(place.base)/\(hit.path)", kind: words(SearchPage.word(hit.kind)),
                    language: hit.language.rawValue)
            })
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Response(
            status: .ok, headers: [.contentType: "application/json", .cacheControl: "no-store"],
            body: .init(byteBuffer: ByteBuffer(bytes: try encoder.encode(answer))))
    }

    private struct Suggestions: Encodable {
        let status: String
        let suggestions: [Suggestion]
    }

    private struct Suggestion: Encodable {
        let title: String
        let url: String
        let kind: String
        let language: String
    }
}
