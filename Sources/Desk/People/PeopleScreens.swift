import Catalogue
import Hub
import Staff
import Storage
import Values
import Web

/// Who works here, and what they may do.
struct PeopleScreens: Sendable {
    static let home = "\(DeskRouter.root)/people"
    private static let need = Need.permission(.managePeople)

    /// People by name or address.
    static let finder = DeskFinder(needs: .managePeople) { text, limit, call in
        let wanted = text.lowercased()
        let people = try await call.hub.database.read { try Person.all(in: $0) }
        return people.filter { $0.name.lowercased().contains(wanted) || $0.email.lowercased().contains(wanted) }.prefix(limit)
            .map { Found(title: "\($0.name) · \($0.email)", kind: call.words("person"), url: url($0.key)) }
    }

    /// A change of name, address, language or roles can be taken back; coming and going has buttons of its own.
    static let undo = DeskUndo(
        noun: "person", needs: .managePeople, url: { "\(home)/\(Key<Person>(raw: $0.subject))/undo/\($0.key)" },
        facts: { change in
            let facts = DeskUndo.before(change)?.filter { ["name", "email", "language", "roles"].contains($0.key) }
            return change.action == "changed" || change.action == "undid" ? facts.flatMap { $0.isEmpty ? nil : $0 } : nil
        })

    func register(on router: inout DeskRouter) {
        router.list("people", needs: Self.need) { call, window in try await PeopleList.read(call, window) }
        router.form("people/new", needs: Self.need, show: { Self.form(nil, $0) }, submit: { call, form in
            let entry = try Self.entry(form)
            let (author, now) = (call.author, call.now)
            let (person, token) = try await call.hub.database.write { try Person.invite(entry, by: author, at: now, in: $0) }
            return .page(Self.link(token, for: person, call))
        })
        router.form("people/:person", needs: Self.need, show: { call in
            let key = try call.key("person", of: Person.self)
            return Self.form(try await call.hub.database.read { try Person.find(key, in: $0) }, call)
        }, submit: { call, form in
            let entry = try Self.entry(form)
            let (author, now, seen) = (call.author, call.now, form["seen"])
            try await Self.with(call) { person, tx in
                guard seen.isEmpty || seen == Self.mark(of: person) else { throw PersonMoved() }
                try person.change(to: entry, by: author, at: now, in: tx)
            }
            return .see(Self.home, Flash("said_saved", entry.name))
        })
        registerActs(on: &router)
    }

    private func registerActs(on router: inout DeskRouter) {
        router.post("people/:person/undo/:change", needs: Self.need) { call, _ in try await Self.takeBack(call) }
        router.post("people/:person/link", needs: Self.need) { call, _ in
            let (author, now) = (call.author, call.now)
            let (person, token) = try await Self.with(call) { ($0, try $0.newLink(by: author, at: now, in: $1)) }
            return .page(Self.link(token, for: person, call))
        }
        router.post("people/:person/leave", needs: Self.need) { call, _ in
            let (author, now) = (call.author, call.now)
            let name = try await Self.with(call) { person, tx in
                try person.leave(by: author, at: now, in: tx)
                return person.name
            }
            return .see(Self.home, Flash("said_left", name))
        }
        router.post("people/:person/come-back", needs: Self.need) { call, _ in
            let (author, now) = (call.author, call.now)
            let (person, token) = try await Self.with(call) { ($0, try $0.comeBack(by: author, at: now, in: $1)) }
            return .page(Self.link(token, for: person, call))
        }
        router.post("people/:person/forget-second-step", needs: Self.need) { call, _ in
            let (author, now) = (call.author, call.now)
            let key = try await Self.with(call) { person, tx in
                try person.forgetSecondStep(by: author, at: now, in: tx)
                return person.key
            }
            return .see(Self.url(key), Flash("said_second_off"))
        }
    }

    /// Puts back what a line of the log changed of a person, all else as it is.
    private static func takeBack(_ call: DeskCall) async throws -> DeskAnswer {
        let key = try call.key("person", of: Person.self)
        let (author, now) = (call.author, call.now)
        let isChanged = try await DeskUndo.takeBack(call, "person", key) { facts, _, tx in
            let person = try Person.find(key, in: tx)
            let roles = facts["roles"].map { $0.split(separator: " ").compactMap { Role(rawValue: String($0)) } }
            let entry = try PersonEntry(
                name: facts["name"] ?? person.name, email: facts["email"] ?? person.email,
                language: facts["language"].flatMap { Language(rawValue: $0) } ?? person.language,
                roles: roles.map { Set($0) } ?? person.roles)
            try person.change(to: entry, by: author, at: now, in: tx)
            return try Person.find(key, in: tx).snapshot != person.snapshot
        }
        return .see(url(key), DeskUndo.flash(isChanged))
    }

    /// Runs a verb of the person in the address, in one transaction.
    private static func with<Value: Sendable>(
        _ call: DeskCall, _ verb: @escaping @Sendable (Person, Transaction) throws -> Value
    ) async throws -> Value {
        let key = try call.key("person", of: Person.self)
        return try await call.hub.database.write { try verb(try Person.find(key, in: $0), $0) }
    }

    static func url(_ key: Key<Person>) -> String { "\(home)/\(key)" }

    /// By which a form tells how the person was when it was opened.
    private static func mark(of person: Person) -> String { ProductFacts.mark(of: person.snapshot.json) }

    private static func entry(_ form: Form) throws -> PersonEntry {
        try PersonEntry(
            name: form["name"], email: form["email"], language: Language(path: form["language"]) ?? .english,
            roles: Set(Role.allCases.filter { !form["role_\($0.rawValue)"].isEmpty }))
    }

    private static func form(_ person: Person?, _ call: DeskCall) -> DeskForm {
        let words = call.words
        let roles = Role.allCases.map { role in
            ("role_\(role.rawValue)", "\(words("role_\(role.rawValue)")) – \(words("does_\(role.rawValue)"))",
             person?.roles.contains(role) ?? false)
        }
        let languages = Language.allCases.map { ($0.path, $0.ownName) }
        let acts: [Fields] = person.map { Self.acts(on: $0, words) } ?? []
        return DeskForm(
            title: person?.name ?? words("invite"), section: "people", crumbs: [.init(title: words("people"), url: home)],
            lead: person == nil ? words("inviteLead") : nil,
            groups: [.init(fields: [
                DeskField(name: "name", label: words("name"), value: person?.name ?? "", autocomplete: "off"),
                DeskField(name: "email", label: words("email"), value: person?.email ?? "", kind: .email, autocomplete: "off"),
                DeskField(
                    name: "language", label: words("language"), value: (person?.language ?? call.language).path,
                    kind: .choice(languages)),
                DeskField(name: "roles", label: words("roles"), kind: .boxes(roles), isWide: true),
                DeskField(
                    name: "seen", label: "", value: person.map(mark) ?? "", kind: .hidden, isRequired: false, isFresh: true),
            ])],
            submit: words(person == nil ? "invite" : "save"),
            extra: [
                "acts": acts, "hasActs": (!acts.isEmpty).orNil, "history": person.map { ChangeScreens.history("person", $0.key) },
            ])
    }

    private static func acts(on person: Person, _ words: Words) -> [Fields] {
        func act(_ name: String, _ word: String, isGrave: Bool = false) -> Fields {
            [
                "action": "\(url(person.key))/\(name)", "title": words(word), "note": words("\(word)Note"),
                "isGrave": isGrave.orNil,
            ]
        }
        var acts: [Fields] = []
        if person.state == .left { return [act("come-back", "comeBack")] }
        acts.append(act("link", person.state == .invited ? "inviteAgain" : "resetPassword"))
        if person.hasSecondStep { acts.append(act("forget-second-step", "forgetSecondStep")) }
        acts.append(act("leave", "letLeave", isGrave: true))
        return acts
    }

    /// The one time that a link is shown.
    private static func link(_ token: SecretToken, for person: Person, _ call: DeskCall) -> DeskPage {
        let words = call.words
        return DeskPage(
            template: "link", title: words("linkFor", person.name), section: "people",
            crumbs: [.init(title: words("people"), url: home), .init(title: person.name, url: url(person.key))],
            fields: [
                "link": "\(call.hub.settings.publicURL)\(DeskRouter.root)/link/\(token.text)",
                "lead": words("linkLead", person.email, words(person.state == .active ? "oneDay" : "oneWeek")), "done": home,
            ])
    }
}

/// Somebody else has changed the person since the form was opened.
struct PersonMoved: Refusal {
    var code: String { "person_moved" }
    var status: Int { 409 }
    var reason: String {
        "Somebody else has changed this person meanwhile. What you typed is still here: look at it, then save again."
    }
}
