import HTTPTypes
import Hub
import Hummingbird
import Staff
import Storage
import Values
import Web

/// The first start in five steps: name, markets, first person, what to bring in, done. Until there is a person, each step needs the
/// code that stands at the terminal; it travels in a cookie of its own.
struct StartScreens: Sendable {
    static let home = "\(DeskRouter.root)/start"
    private static let cookie = "stadion_start"
    private static let cookieSeconds = 7200
    private static let steps = ["name", "markets", "person", "import", "done"]

    func register(on router: inout DeskRouter) {
        router.get("start", needs: .nobody) { call in
            guard try await Self.isNew(call) else { return .see(DeskRouter.root) }
            return .page(try Self.name(call).page(call))
        }
        router.post("start", needs: .nobody) { call, form in
            guard try await Self.isNew(call) else { throw StaffRefusal.alreadySetUp }
            do {
                try await call.hub.door.knockForSetup(from: call.visitor, at: call.now)
                guard try await call.hub.opens(form["code"]) else { throw StaffRefusal.wrongSetupCode }
                try await call.hub.rename(form["hub_name"])
            } catch let refusal as any Refusal {
                return .page(try Self.name(call).typed(form).refused(refusal, call).page(call))
            }
            var response = Response.desk(to: "\(Self.home)/markets")
            let code = form["code"].filter { $0.isLetter || $0.isNumber }
            response.headers[values: .setCookie].append(
                "\(Self.cookie)=\(code); Path=\(DeskRouter.root); Max-Age=\(Self.cookieSeconds); HttpOnly; SameSite=Lax"
                    + (call.isSecure ? "; Secure" : ""))
            return .response(response)
        }
        router.form("start/markets", needs: .nobody, show: { call in
            _ = try await Self.code(call)
            return Self.markets(call)
        }, submit: { call, form in
            _ = try await Self.code(call)
            try await call.hub.open(markets: Set(Hub.knownMarkets.map(\.code).filter { !form["market_\($0)"].isEmpty }))
            return .see("\(Self.home)/person")
        })
        registerPerson(on: &router)
    }

    private func registerPerson(on router: inout DeskRouter) {
        router.form("start/person", needs: .nobody, show: { call in
            _ = try await Self.code(call)
            return Self.person(call)
        }, submit: { call, form in
            let code = try await Self.code(call)
            guard form["password"] == form["again"] else { throw InvalidField("again", call.words("notTheSame")) }
            let entry = try PersonEntry(
                name: form["name"], email: form["email"], language: Language(path: form["language"]) ?? call.language,
                roles: [.administrator])
            guard case .whole(let token, _) = try await call.hub.makeFirstPerson(
                entry, form["password"], code: code, from: call.visitor)
            else { return .see(DeskRouter.root) }
            return .enter(token, "\(Self.home)/import")
        })
        StartImport().register(on: &router)
        router.get("start/done", needs: .permission(.manageHub)) { .page(Self.done($0)) }
    }

    private static func isNew(_ call: DeskCall) async throws -> Bool {
        try await !call.hub.database.read { try Person.exist(in: $0) }
    }

    /// The code that the first step has put into the cookie, checked again.
    private static func code(_ call: DeskCall) async throws -> String {
        let code = call.request.cookies[cookie]?.value ?? ""
        guard try await call.hub.opens(code) else { throw StaffRefusal.wrongSetupCode }
        return code
    }

    static func extra(_ step: Int, _ call: DeskCall) -> Fields {
        let rows: [Fields] = steps.enumerated().map { place, name in
            [
                "title": call.words("step_\(name)"), "current": (place == step).orNil, "done": (place < step).orNil,
                "number": "\(place + 1)",
            ]
        }
        return ["steps": rows, "stepOf": call.words("stepOf", "\(step + 1)", "\(steps.count)")]
    }

    private static func name(_ call: DeskCall) throws -> DeskForm {
        let words = call.words
        return DeskForm(
            title: words("startTitle"), lead: words("startLead"),
            groups: [.init(fields: [
                DeskField(
                    name: "code", label: words("setupCode"), value: try call.query()["code"], hint: words("setupCodeHint"),
                    autocomplete: "off", isWide: true),
                DeskField(
                    name: "hub_name", label: words("hubName"), value: call.hub.settings.name, hint: words("hubNameHint"),
                    autocomplete: "organization", isWide: true),
            ])],
            submit: words("goOn"), isBare: true, template: "start", extra: extra(0, call))
    }

    private static func markets(_ call: DeskCall) -> DeskForm {
        let words = call.words
        let open = Set(call.markets.markets.map(\.code.text))
        let boxes = Hub.knownMarkets.map { market in
            let name = words.optional("market_\(market.code)") ?? market.name
            return ("market_\(market.code)", name, open.isEmpty || open.contains(market.code))
        }
        return DeskForm(
            title: words("startMarkets"), lead: words("startMarketsLead"),
            groups: [.init(fields: [DeskField(name: "markets", label: words("markets"), kind: .boxes(boxes), isWide: true)])],
            submit: words("goOn"), isBare: true, template: "start", extra: extra(1, call))
    }

    private static func person(_ call: DeskCall) -> DeskForm {
        let words = call.words
        return DeskForm(
            title: words("startPerson"), lead: words("startPersonLead"),
            groups: [.init(fields: [
                DeskField(name: "name", label: words("yourName"), autocomplete: "name", isWide: true),
                DeskField(name: "email", label: words("email"), kind: .email, autocomplete: "username", isWide: true),
                DeskField(
                    name: "language", label: words("language"), value: call.language.path,
                    kind: .choice(Language.allCases.map { ($0.path, $0.ownName) }), isWide: true),
            ] + DeskField.newPassword(words))],
            submit: words("goOn"), isBare: true, template: "start", extra: extra(2, call))
    }

    private static func done(_ call: DeskCall) -> DeskPage {
        let own: Fields = ["lead": call.words("startDoneLead", call.hub.settings.name), "next": DeskRouter.root]
        return DeskPage(
            template: "start-done", title: call.words("startDone"), isBare: true, fields: own.merging(extra(4, call)))
    }
}
