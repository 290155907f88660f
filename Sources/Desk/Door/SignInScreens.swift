import Foundation
import Hub
import Hummingbird
import Staff
import Storage
import Values
import Web

/// Coming in and going out.
struct SignInScreens: Sendable {
    private static let root = DeskRouter.root

    func register(on router: inout DeskRouter) {
        router.get("sign-in", needs: .nobody) { call in
            if call.session?.stage == .whole { return .see(Self.root) }
            let exist = try await call.hub.database.read { try Person.exist(in: $0) }
            return exist ? .page(try Self.form(call).page(call)) : .see("\(Self.root)/start")
        }
        router.post("sign-in", needs: .nobody) { call, form in
            do {
                let entry = try await call.hub.door.signIn(form["email"], form["password"], from: call.visitor, at: call.now)
                return Self.answer(entry, next: form["next"])
            } catch let refusal as StaffRefusal {
                return .page(try Self.form(call).typed(form).refused(refusal, call).page(call))
            }
        }
        router.form("second-step", needs: .halfSession, show: { try Self.secondStep($0) }, submit: { call, form in
            guard let token = call.token else { throw SignedOut() }
            let entry = try await call.hub.door.takeSecondStep(token, form["code"], from: call.visitor, at: call.now)
            return Self.answer(entry, next: form["next"])
        })
        router.post("sign-out", needs: .session) { call, _ in
            let session = call.session
            try await call.hub.database.write { tx in
                if let session { try Session.end(session.key, of: session.person.key, in: tx) }
            }
            return .leave("\(Self.root)/sign-in")
        }
        router.form("link/:token", needs: .nobody, show: { try await Self.link($0) }, submit: { call, form in
            let token = try Self.token(call)
            guard form["password"] == form["again"] else { throw InvalidField("again", call.words("notTheSame")) }
            let entry = try await call.hub.door.takeLink(token, form["password"], from: call.visitor, at: call.now)
            return Self.answer(entry, next: "")
        })
    }

    private static func answer(_ entry: Door.Entry, next: String) -> DeskAnswer {
        switch entry {
        case .whole(let token, _): .enter(token, safe(next) ?? root)
        case .second(let token): .enter(token, "\(root)/second-step" + (safe(next).map { "?next=\(encoded($0))" } ?? ""))
        }
    }

    /// An address of the desk, or nil: nobody is sent elsewhere after signing in.
    static func safe(_ next: String) -> String? {
        guard next.hasPrefix("\(root)/"), next.utf8.allSatisfy({ $0 > 32 && $0 < 127 && $0 != 92 }), !next.hasPrefix("\(root)//")
        else { return nil }
        return next
    }

    private static func encoded(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }

    private static func form(_ call: DeskCall) throws -> DeskForm {
        let words = call.words
        let next = safe(try call.query()["next"]) ?? ""
        return DeskForm(
            title: words("signIn"), lead: words("signInLead", call.hub.settings.name),
            groups: [.init(fields: [
                DeskField(name: "email", label: words("email"), kind: .email, autocomplete: "username", isWide: true),
                DeskField(
                    name: "password", label: words("password"), kind: .password, autocomplete: "current-password", isWide: true),
                DeskField(name: "next", label: "", value: next, kind: .hidden, isRequired: false),
            ])],
            submit: words("signIn"), isBare: true, template: "door", extra: ["note": words("forgotten")])
    }

    private static func secondStep(_ call: DeskCall) throws -> DeskForm {
        let words = call.words
        return DeskForm(
            title: words("secondStep"), lead: words("secondStepLead"),
            groups: [.init(fields: [
                DeskField(
                    name: "code", label: words("code"), hint: words("codeHint"), autocomplete: "one-time-code", isWide: true),
                DeskField(name: "next", label: "", value: safe(try call.query()["next"]) ?? "", kind: .hidden, isRequired: false),
            ])],
            submit: words("goOn"), isBare: true, template: "door")
    }

    private static func token(_ call: DeskCall) throws -> SecretToken {
        guard let token = call.context.parameters.get("token").flatMap({ SecretToken($0) }) else { throw StaffRefusal.deadLink }
        return token
    }

    private static func link(_ call: DeskCall) async throws -> DeskForm {
        let words = call.words
        let token = try token(call)
        let link = try await call.hub.database.read { try StaffLink.find(token, at: call.now, in: $0) }
        return DeskForm(
            title: words(link.kind == .invitation ? "welcome" : "newPassword"),
            lead: words(link.kind == .invitation ? "welcomeLead" : "newPasswordLead", call.hub.settings.name, link.person.email),
            groups: [.init(fields: DeskField.newPassword(words))], submit: words("choosePassword"), isBare: true,
            template: "door")
    }
}

extension DeskField {
    /// A new password, twice.
    static func newPassword(_ words: Words) -> [DeskField] {
        [
            DeskField(
                name: "password", label: words("newPassword"), kind: .password,
                hint: words("passwordHint", "\(Passwords.shortest)"),
                autocomplete: "new-password", isWide: true),
            DeskField(name: "again", label: words("passwordAgain"), kind: .password, autocomplete: "new-password", isWide: true),
        ]
    }
}
