import HTTPTypes
import Hub
import Hummingbird
import Staff
import Storage
import Values
import Web

/// The own account: language, password, second step, sessions.
struct AccountScreens: Sendable {
    private static let home = "\(DeskRouter.root)/account"

    func register(on router: inout DeskRouter) {
        router.get("account", needs: .session) { .page(try await Self.page($0)) }
        router.post("account/language", needs: .session) { call, form in
            guard let language = Language(path: form["language"]) else { throw InvalidField("language", "Choose a language.") }
            let (person, now) = (call.person, call.now)
            try await call.hub.database.write { try person.speak(language, at: now, in: $0) }
            return .see(Self.home)
        }
        router.form("account/password", needs: .session, show: { Self.password($0) }, submit: { call, form in
            guard let session = call.session else { throw SignedOut() }
            guard form["password"] == form["again"] else { throw InvalidField("again", call.words("notTheSame")) }
            try await call.hub.door.changePassword(of: session, from: form["present"], to: form["password"], at: call.now)
            return .see(Self.home, Flash("said_password"))
        })
        router.post("account/sessions/end", needs: .session) { call, form in
            let (person, own) = (call.person.key, call.session?.key)
            let one = Key<Session>(form["session"])
            try await call.hub.database.write { tx in
                if let one { try Session.end(one, of: person, in: tx) } else { try Session.endAll(of: person, but: own, in: tx) }
            }
            return .see(Self.home, Flash("said_sessions"))
        }
        registerSecondStep(on: &router)
    }

    private func registerSecondStep(on router: inout DeskRouter) {
        router.get("account/second-step", needs: .session) { call in
            .page(try await Self.enrol(call, problem: nil))
        }
        router.post("account/second-step", needs: .session) { call, form in
            let (person, now) = (call.person, call.now)
            do {
                let codes = try await call.hub.database.write { tx in
                    guard !(try Person.find(person.key, in: tx).hasSecondStep) else { throw StaffRefusal.wrongCode }
                    let codes = try SecondStep.confirm(form["code"], for: person.key, at: now, in: tx)
                    try Change.record(
                        "changed", "person", person.key, titled: person.name, by: .person(person), before: person.snapshot,
                        after: try Person.find(person.key, in: tx).snapshot, at: now, in: tx)
                    return codes
                }
                return .page(Self.codes(codes, call))
            } catch let refusal as StaffRefusal {
                return .page(try await Self.enrol(call, problem: refusal))
            }
        }
        router.form("account/second-step/off", needs: .session, show: { Self.off($0) }, submit: { call, form in
            let (person, now) = (call.person, call.now)
            try await call.hub.door.prove(form["present"], of: person, at: now)
            try await call.hub.database.write { try person.forgetSecondStep(by: .person(person), at: now, in: $0) }
            return .see(Self.home, Flash("said_second_off"))
        })
    }

    private static func crumbs(_ call: DeskCall) -> [DeskPage.Crumb] { [.init(title: call.words("account"), url: home)] }

    private static func page(_ call: DeskCall) async throws -> DeskPage {
        let (words, person, now) = (call.words, call.person, call.now)
        let (sessions, left) = try await call.hub.database.read { tx in
            (try Session.of(person.key, at: now, in: tx), try SecondStep.recoveryCodesLeft(of: person.key, in: tx))
        }
        let rows: [Fields] = sessions.map { session in
            [
                "key": session.key.description, "agent": session.agent, "network": session.network,
                "seen": DeskTime.text(session.seenAt, in: call.zone), "since": DeskTime.text(session.createdAt, in: call.zone),
                "isOwn": (session.key == call.session?.key).orNil,
            ]
        }
        let languages: [Fields] = Language.allCases.map { language in
            ["value": language.path, "label": language.ownName, "selected": (language == person.language).orNil]
        }
        return DeskPage(
            template: "account", title: words("account"), section: "account",
            fields: [
                "name": person.name, "email": person.email, "roles": Role.names(person.roles, words), "languages": languages,
                "passwordAt": person.passwordAt.map { words("passwordSince", DeskTime.text($0, in: call.zone)) },
                "hasSecondStep": person.hasSecondStep.orNil, "codesLeft": words("codesLeft", "\(left)"), "sessions": rows,
                "hasOthers": (sessions.count > 1).orNil,
            ])
    }

    private static func password(_ call: DeskCall) -> DeskForm {
        let words = call.words
        let present = DeskField(
            name: "present", label: words("presentPassword"), kind: .password, autocomplete: "current-password", isWide: true)
        return DeskForm(
            title: words("changePassword"), section: "account", crumbs: crumbs(call), lead: words("changePasswordLead"),
            groups: [.init(fields: [present] + DeskField.newPassword(words))], submit: words("changePassword"))
    }

    private static func off(_ call: DeskCall) -> DeskForm {
        let words = call.words
        return DeskForm(
            title: words("secondStepOff"), section: "account", crumbs: crumbs(call), lead: words("secondStepOffLead"),
            groups: [.init(fields: [
                DeskField(
                    name: "present", label: words("presentPassword"), kind: .password, autocomplete: "current-password",
                    isWide: true),
            ])],
            submit: words("secondStepOff"), isGrave: true)
    }

    /// The page with the QR code; its secret stays the same until it is confirmed, so that a mistyped code does no harm.
    private static func enrol(_ call: DeskCall, problem: StaffRefusal?) async throws -> DeskPage {
        let (words, person) = (call.words, call.person)
        let secret = try await call.hub.database.write { tx in
            try SecondStep.pending(for: person.key, in: tx) ?? SecondStep.prepare(for: person.key, in: tx)
        }
        let address = Totp.address(secret, for: person.email, at: call.hub.settings.name)
        var code = DeskField(
            name: "code", label: words("code"), hint: words("codeFromApp"), autocomplete: "one-time-code", inputmode: "numeric",
            isWide: true)
        code.error = problem.map(call.refusalText)
        return DeskPage(
            template: "second-step", title: words("secondStepOn"), section: "account", crumbs: crumbs(call),
            status: problem.map { .init(code: $0.status) } ?? .ok,
            fields: [
                "qr": QRCode.svg(address, label: words("qrLabel")), "typed": Totp.typed(secret), "field": code.fields,
                "isOn": person.hasSecondStep.orNil,
            ])
    }

    private static func codes(_ codes: [String], _ call: DeskCall) -> DeskPage {
        DeskPage(
            template: "codes", title: call.words("recoveryCodes"), section: "account", crumbs: crumbs(call),
            fields: ["codes": codes, "done": home])
    }
}
