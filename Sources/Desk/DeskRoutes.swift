// Desk is what the staff sees: one screen for each job, calm and quick, that works from the keyboard and without a script.
//
// - Every route declares what it needs and is let in by `DeskFrame.turnAway` alone; `map` is the list of all of them.
// - A form carries the token of its session; what is refused shows the form again with what was typed.
// - A list is a table, and the same rows as CSV.
// - Whatever a screen changes, it changes with its line in the audit log, in one transaction.
//
// How to add a screen is said at the top of `Frame/DeskRouter.swift`.

import HTTPTypes
package import Hub
package import Hummingbird
import Staff
import Storage
import Values
package import Web

/// The desk's routes.
package struct DeskRoutes: Sendable {
    private let desk: DeskFrame
    private let siteStylesheet: String?

    /// Compiles templates and reads words and assets; throws when one is malformed. `siteStylesheet` is where the site serves its
    /// own, so that the page of the design can show both surfaces.
    package init(_ hub: Hub, siteStylesheet: String? = nil) async throws {
        desk = try await DeskFrame(hub)
        self.siteStylesheet = siteStylesheet
    }

    /// Registers every screen of the desk and returns the map of them.
    @discardableResult
    package func register(on router: Router<WebContext>) -> [DeskRoute] {
        var routes = DeskRouter(desk, on: router)
        routes.get("assets/:hash/:name", needs: .nobody) { [desk] call in
            let (hash, name) = (call.context.parameters.get("hash") ?? "", call.context.parameters.get("name") ?? "")
            return .response(try desk.assets.response("\(hash)/\(name)"))
        }
        HomeScreen().register(on: &routes)
        SignInScreens().register(on: &routes)
        AccountScreens().register(on: &routes)
        StartScreens().register(on: &routes)
        OrderScreens().register(on: &routes)
        FindScreen().register(on: &routes)
        StoryScreens(scripts: StoryScreens.scriptNames.map { desk.assets.path($0) }).register(on: &routes)
        ProductScreens().register(on: &routes)
        PictureScreens().register(on: &routes)
        CardScreens().register(on: &routes)
        ImportScreens().register(on: &routes)
        PeopleScreens().register(on: &routes)
        ChangeScreens().register(on: &routes)
        StyleScreens(siteStylesheet: siteStylesheet).register(on: &routes)
        return routes.routes
    }

    /// Whether an address is the desk's.
    package static func owns(_ path: String) -> Bool { path == DeskRouter.root || path.hasPrefix(DeskRouter.root + "/") }

    /// The page for a request to the desk that failed: what happened and what to do, in the person's language.
    package func failurePage(_ failure: Failure, _ request: Request, _ context: WebContext) async -> Response {
        guard let call = try? await desk.call(request, context) else {
            return Response(
                status: failure.status, headers: [.contentType: "text/plain; charset=utf-8", .cacheControl: "no-store"],
                body: .init(byteBuffer: .init(string: "\(failure.status.code)\n\(failure.reason)\n")))
        }
        let words = call.words
        let kind = switch failure.status.code {
        case 401: "signedOut"
        case 403: "forbidden"
        case 404: "notFound"
        case 409: "conflict"
        case 410: "gone"
        case 429: "tooMany"
        case 503, 507: "busy"
        case 500...: "broken"
        default: "refused"
        }
        let back = failure.status == .unauthorized ? "\(DeskRouter.root)/sign-in" : DeskRouter.root
        let page = DeskPage(
            template: "error", title: words("error_\(kind)"), isBare: call.session?.stage != .whole, status: failure.status,
            fields: [
                "status": "\(failure.status.code)",
                "reason": words.optional("refusal_\(failure.code)", failure.values) ?? call.reasons.said(failure.reason, words),
                "back": back, "backWord": words(failure.status == .unauthorized ? "signIn" : "toHome"),
            ])
        return desk.response(.page(page), call)
    }
}
