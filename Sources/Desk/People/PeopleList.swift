import Hub
import Staff
import Storage
import Values
import Web

/// Everybody who works here, with filters.
enum PeopleList {
    static func read(_ call: DeskCall, _ window: DeskWindow) async throws -> DeskList {
        let words = call.words
        let query = try call.query()
        let (state, role, text) = (query["state"], query["role"], query["q"].lowercased())
        let after = window.key(of: Person.self)
        let people = try await call.hub.database.read { try Person.all(in: $0) }.filter { person in
            (state.isEmpty || person.state.rawValue == state) && (role.isEmpty || person.roles.map(\.rawValue).contains(role))
                && (text.isEmpty || person.name.lowercased().contains(text) || person.email.lowercased().contains(text))
                && (after.map { person.key > $0 } ?? true)
        }
        return DeskList(
            title: words("people"), section: "people",
            columns: [
                DeskColumn("name", words("name")), DeskColumn("email", words("email")), DeskColumn("roles", words("roles")),
                DeskColumn("state", words("state"), .state), DeskColumn("second_step", words("secondStep")),
                DeskColumn("since", words("since"), .time),
            ],
            rows: people.prefix(window.limit + 1).map { row($0, call) }, filters: filters(words),
            primary: .init(title: words("invite"), url: "\(PeopleScreens.home)/new"), empty: words("noPeople"))
    }

    private static func row(_ person: Person, _ call: DeskCall) -> DeskRow {
        let words = call.words
        let roles = Role.allCases.filter(person.roles.contains).map(\.rawValue).joined(separator: " ")
        return DeskRow(url: PeopleScreens.url(person.key), cursor: person.key.description, cells: [
            DeskCell(person.name), DeskCell(person.email),
            DeskCell(Role.names(person.roles, words), file: roles),
            .state(words("person_\(person.state.rawValue)"), tone(person.state), file: person.state.rawValue),
            DeskCell(words(person.hasSecondStep ? "on" : "off"), file: person.hasSecondStep ? "on" : "off"),
            .time(person.createdAt, in: call.zone),
        ])
    }

    private static func filters(_ words: Words) -> [DeskField] {
        let roles = Role.allCases.map { ($0.rawValue, words("role_\($0.rawValue)")) }
        let states = Person.State.allCases.map { ($0.rawValue, words("person_\($0.rawValue)")) }
        return [
            DeskField(name: "q", label: words("text"), kind: .search, isRequired: false),
            DeskField(name: "role", label: words("role"), kind: .choice([("", words("all"))] + roles), isRequired: false),
            DeskField(name: "state", label: words("state"), kind: .choice([("", words("all"))] + states), isRequired: false),
        ]
    }

    private static func tone(_ state: Person.State) -> DeskCell.Tone {
        switch state {
        case .active: .good
        case .invited: .waiting
        case .left: .quiet
        }
    }
}
