import HTTPTypes
import Hub
import Hummingbird
import Values
import Web

/// Reading about athletes and sports.
struct AthleteRoutes: Sendable {
    let pages: SitePages

    func list(_ request: Request, _ context: WebContext) async throws -> Response {
        let form = try Form(urlEncoded: request.uri.query ?? "")
        let (after, sport) = (Slug(form["after"]), Slug(form["sport"]))
        return try await pages.kept(request, context, "athletes") { try AthleteListPage.read($0, of: sport, after: after) }
    }

    func show(_ request: Request, _ context: WebContext) async throws -> Response {
        let slug = try StoryRoutes.slug(context)
        return try await pages.kept(request, context, "athlete") { try AthletePage.read($0, slug) }
    }

    func sports(_ request: Request, _ context: WebContext) async throws -> Response {
        try await pages.kept(request, context, "sports", SportListPage.read)
    }

    func sport(_ request: Request, _ context: WebContext) async throws -> Response {
        let slug = try StoryRoutes.slug(context)
        return try await pages.kept(request, context, "sport") { try SportPage.read($0, slug) }
    }
}
