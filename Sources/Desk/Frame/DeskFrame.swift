import Foundation
import HTTPTypes
import Hub
import Hummingbird
import NIOCore
import Staff
import Storage
import Values
import Web

/// What stands around every screen: session and cookies, layout, words, assets.
struct DeskFrame: Sendable {
    let hub: Hub
    let assets: Assets
    private let templates: Templates
    private let words: [Language: Words]
    private let reasons: Reasons

    /// Compiles the templates and reads words and assets; throws when one of them is malformed.
    init(_ hub: Hub) async throws {
        self.hub = hub
        let root = Bundle.module.bundleURL
        templates = try Templates(folder: root.appendingPathComponent("Templates"))
        assets = try Assets(folder: root.appendingPathComponent("Assets"), at: "\(DeskRouter.root)/assets")
        var words: [Language: Words] = [:]
        for language in Language.allCases {
            words[language] = try Words(language, folder: root.appendingPathComponent("Words"))
        }
        self.words = words
        reasons = try Reasons(folder: root.appendingPathComponent("Words"))
    }

    func words(_ language: Language) -> Words {
        guard let words = words[language] else { preconditionFailure("every language has words") }
        return words
    }

    /// Who calls: the session behind the cookie, if there is one that lasts. Its use is written down now and then.
    func call(_ request: Request, _ context: WebContext) async throws -> DeskCall {
        let now = hub.now()
        let token = request.cookies[cookieName].flatMap { SecretToken($0.value) }
        let session = if let token {
            try await hub.database.read { try Session.find(token, at: now, in: $0) }
        } else { Session?.none }
        if let session, session.isToBeSeen(at: now) { try await hub.database.write { try session.see(at: now, in: $0) } }
        let language = session?.person.language ?? Self.language(request)
        return DeskCall(
            hub: hub, request: request, context: context, session: session, token: session == nil ? nil : token,
            words: words(language), reasons: reasons, language: language, markets: try await hub.markets(), now: now,
            flash: request.cookies[Flash.cookie].flatMap { Flash(cookie: $0.value) })
    }

    /// The language that a browser asks for, at the door.
    private static func language(_ request: Request) -> Language {
        let wanted = (request.headers[.acceptLanguage] ?? "").lowercased().split(separator: ",").map {
            $0.trimmingCharacters(in: .whitespaces).prefix(2)
        }
        return wanted.lazy.compactMap { tag in Language.allCases.first { $0.path.hasPrefix(tag) } }.first ?? .english
    }

    /// The one place that lets a call in or sends it elsewhere; nil lets it in.
    func turnAway(_ call: DeskCall, _ need: Need) async throws -> Response? {
        switch (need, call.session?.stage) {
        case (.nobody, _), (.halfSession, .second), (.session, .whole): return nil
        case (.permission(let permission), .whole):
            guard call.may(permission) else { throw NotAllowed() }
            return nil
        case (.halfSession, .whole): return .desk(to: DeskRouter.root)
        case (_, .second): return .desk(to: "\(DeskRouter.root)/second-step")
        case (_, nil):
            guard call.request.method == .get || call.request.method == .head else { throw SignedOut() }
            let next = call.request.uri.string.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
            return .desk(to: "\(DeskRouter.root)/sign-in" + (call.request.uri.path == DeskRouter.root ? "" : "?next=\(next)"))
        }
    }

    /// Turns an answer into what goes out, with the cookies that belong to it.
    func response(_ answer: DeskAnswer, _ call: DeskCall) -> Response {
        var response: Response
        switch answer {
        case .page(let page):
            response = self.response(page, call)
            if call.flash != nil { clearFlash(&response) }
        case .see(let address, let flash):
            response = .desk(to: address)
            set(flash, on: &response)
        case .enter(let token, let address, let flash):
            response = .desk(to: address)
            response.headers[values: .setCookie].append(cookie(token.text, seconds: Session.wholeSeconds))
            set(flash, on: &response)
        case .leave(let address):
            response = .desk(to: address)
            response.headers[values: .setCookie].append(cookie("", seconds: 0))
        case .response(let own): response = own
        }
        if response.headers[.cacheControl] == nil { response.headers[.cacheControl] = "no-store" }
        return response
    }

    private func response(_ page: DeskPage, _ call: DeskCall) -> Response {
        let bytes = templates.render(page.template, layout(page, call).merging(page.fields))
        return Response(
            status: page.status, headers: [.contentType: "text/html; charset=utf-8"],
            body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    // Cookies go to the desk's own addresses only; behind HTTPS their name makes browsers insist on it.

    private var isSecure: Bool { hub.settings.publicURL.hasPrefix("https:") }

    var cookieName: String { isSecure ? "__Secure-stadion_desk" : "stadion_desk" }

    private func cookie(_ value: String, seconds: Int64) -> String {
        "\(cookieName)=\(value); Path=\(DeskRouter.root); Max-Age=\(seconds); HttpOnly; SameSite=Lax\(isSecure ? "; Secure" : "")"
    }

    private func set(_ flash: Flash?, on response: inout Response) {
        if let flash { response.headers[values: .setCookie].append(flashCookie(flash.text, seconds: 60)) }
    }

    private func clearFlash(_ response: inout Response) {
        response.headers[values: .setCookie].append(flashCookie("", seconds: 0))
    }

    private func flashCookie(_ value: String, seconds: Int) -> String {
        let secure = isSecure ? "; Secure" : ""
        return "\(Flash.cookie)=\(value); Path=\(DeskRouter.root); Max-Age=\(seconds); HttpOnly; SameSite=Lax\(secure)"
    }
}

extension Response {
    /// Sends a browser on to a screen with a GET, whatever it came with.
    static func desk(to address: String) -> Response {
        Response(status: .seeOther, headers: [.location: address, .cacheControl: "no-store"])
    }
}
