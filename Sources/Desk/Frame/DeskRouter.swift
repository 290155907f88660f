// How to add a screen to the desk
//
// 1. A folder for the noun, `Sources/Desk/Orders`, with a type of routes that has `register(on: inout DeskRouter)`; call that in
//    `DeskRoutes.init`.
// 2. Register each address with what it needs:
//
//        router.list("orders", needs: .permission(.seeOrders)) { call, window in ... return DeskList }    table and CSV
//        router.get("orders/:order", needs: .permission(.seeOrders)) { call in ... return .page(DeskPage) }
//        router.post("orders/:order/ship", needs: .permission(.shipOrders)) { call, form in ... return .see("/desk/orders", ...) }
//        router.form("people/new", needs: .permission(.managePeople), show: { call in DeskForm }, submit: { call, form in ... })
//
//    A post has its form token checked before it is called; put `{{> token}}` into every form of your own templates. What it
//    refuses becomes a page (`form` shows the form again, with the problem beside its field).
// 3. `call` has the person, the words, the moment, the query; write with `call.hub.database.write` and record every change with
//    `Change.record(..., by: call.author, ...)` in the same transaction.
// 4. Templates go to `Templates`: begin with `{{<layout}}{{$content}}` and use the parts `table`, `field`, `badge`, `token`.
//    Words go to `Words`, in all four languages.
// 5. Put the screen into the rail and the palette: one line in `DeskMenu.sections`.

import HTTPTypes
import Hub
import Hummingbird
import Staff
import Storage
import Values
import Web

/// Registers the desk's routes, each with what it needs, and stands in front of all of them.
struct DeskRouter {
    typealias Answer = @Sendable (DeskCall) async throws -> DeskAnswer
    typealias Submit = @Sendable (DeskCall, Form) async throws -> DeskAnswer

    static let root = "/desk"

    let desk: DeskFrame
    private let router: Router<WebContext>
    private(set) var routes: [DeskRoute] = []

    init(_ desk: DeskFrame, on router: Router<WebContext>) {
        self.desk = desk
        self.router = router
    }

    /// A page.
    mutating func get(_ path: String, needs need: Need, _ answer: @escaping Answer) {
        on(.get, path, need) { [desk] call in desk.response(try await answer(call), call) }
    }

    /// A form that was sent; its token is checked first, where there is a session.
    ///
    /// A large one may hold a table of hundreds of rows.
    mutating func post(_ path: String, needs need: Need, isLarge: Bool = false, _ answer: @escaping Submit) {
        on(.post, path, need) { [desk] call in
            let form = try await Form.read(call.request, limits: isLarge ? .large : .plain)
            try call.check(form["form_token"])
            return desk.response(try await answer(call, form), call)
        }
    }

    /// Something that is sent and is no form, such as a file or a script's JSON: the token comes in the header `X-Form-Token`, or
    /// the receiver calls `call.check` with what it has read itself.
    mutating func receive(_ path: String, needs need: Need, isTokenInside: Bool = false, _ answer: @escaping Answer) {
        on(.post, path, need) { [desk] call in
            if !isTokenInside { try call.check(HTTPField.Name("X-Form-Token").flatMap { call.request.headers[$0] } ?? "") }
            return desk.response(try await answer(call), call)
        }
    }

    /// A form: shown at its address, sent to the same one, and shown again with what was typed when it is refused.
    mutating func form(
        _ path: String, needs need: Need, show: @escaping @Sendable (DeskCall) async throws -> DeskForm,
        submit: @escaping Submit
    ) {
        get(path, needs: need) { call in .page(try await show(call).page(call)) }
        post(path, needs: need) { call, form in
            do {
                return try await submit(call, form)
            } catch let refusal as any Refusal where refusal.status != 404 {
                return .page(try await show(call).typed(form).refused(refusal, call).page(call))
            }
        }
    }

    /// A list: a table at its address, and all of its rows as CSV at the same address with `.csv` and the same filters.
    mutating func list(
        _ path: String, needs need: Need, _ read: @escaping @Sendable (DeskCall, DeskWindow) async throws -> DeskList
    ) {
        get(path, needs: need) { call in .page(try await read(call, try DeskWindow(call)).page(call)) }
        get("\(path).csv", needs: need) { call in try await DeskSheet.answer(call, read) }
    }

    private mutating func on(
        _ method: HTTPRequest.Method, _ path: String, _ need: Need,
        _ respond: @escaping @Sendable (DeskCall) async throws -> Response
    ) {
        let whole = path.isEmpty ? Self.root : "\(Self.root)/\(path)"
        routes.append(DeskRoute(method: method, path: whole, need: need))
        router.on(RouterPath(whole), method: method) { [desk] request, context in
            let call = try await desk.call(request, context)
            if let elsewhere = try await desk.turnAway(call, need) { return elsewhere }
            return try await respond(call)
        }
    }
}
