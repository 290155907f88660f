package import Storage
package import Values

/// Somebody who works at the desk.
package struct Person: Sendable {
    /// The most characters of a name.
    package static let nameLimit = 80

    /// Whether they may come in.
    package enum State: String, Sendable, CaseIterable {
        /// Has a link, but no password yet.
        case invited
        case active
        /// May not come in any more; what they did keeps their name.
        case left
    }

    /// Who.
    package let key: Key<Person>
    /// What others call them.
    package let name: String
    /// What they sign in with, as it was typed.
    package let email: String
    /// The language of their desk.
    package let language: Language
    /// Their jobs.
    package let roles: Set<Role>
    /// Whether they may come in.
    package let state: State
    /// When they last chose a password; nil before the first.
    package let passwordAt: Instant?
    /// Whether signing in takes a second step.
    package let hasSecondStep: Bool
    /// Since when they are known here.
    package let createdAt: Instant

    /// What any of their jobs allows; nothing unless they are active.
    package var permissions: Set<Permission> {
        state == .active ? roles.reduce(into: []) { $0.formUnion($1.permissions) } : []
    }

    /// Whether they may do something.
    package func may(_ permission: Permission) -> Bool { permissions.contains(permission) }

    static let columns: SQL = """
        SELECT p.key, p.name, p.email, p.language, p.roles, p.state, p.password_at, p.totp_secret IS NOT NULL, p.created_at
        FROM people p
        """

    /// The person of a key; throws when there is none.
    package static func find(_ key: Key<Person>, in tx: Transaction) throws -> Person {
        guard let person = try tx.first("\(columns) WHERE p.key = \(key)", { try Person($0) }) else { throw NotFound("person") }
        return person
    }

    /// The person of an address in any case, or nil.
    package static func find(email: String, in tx: Transaction) throws -> Person? {
        try tx.first("\(columns) WHERE p.email_folded = \(folded(email))") { try Person($0) }
    }

    /// Everybody, in the order in which they came.
    package static func all(in tx: Transaction) throws -> [Person] {
        try tx.all("\(columns) ORDER BY p.key") { try Person($0) }
    }

    /// Whether anybody is known here: while nobody is, the first start leads the operator.
    package static func exist(in tx: Transaction) throws -> Bool {
        try tx.first("SELECT key FROM people LIMIT 1") { $0.int(0) } != nil
    }

    static func folded(_ email: String) -> String { email.lowercased() }

    init(_ row: Row, from start: Int = 0) throws {
        self.init(
            key: row.key(start), name: row.text(start + 1), email: row.text(start + 2),
            language: try row.value(start + 3, Language.init(rawValue:)),
            roles: try row.value(start + 4, Set<Role>.init(stored:)), state: try row.value(start + 5, State.init(rawValue:)),
            passwordAt: row.optionalInstant(start + 6), hasSecondStep: row.flag(start + 7), createdAt: row.instant(start + 8))
    }

    private init(
        key: Key<Person>, name: String, email: String, language: Language, roles: Set<Role>, state: State,
        passwordAt: Instant?, hasSecondStep: Bool, createdAt: Instant
    ) {
        self.key = key
        self.name = name
        self.email = email
        self.language = language
        self.roles = roles
        self.state = state
        self.passwordAt = passwordAt
        self.hasSecondStep = hasSecondStep
        self.createdAt = createdAt
    }
}
