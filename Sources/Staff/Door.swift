package import Storage
package import Values

/// Where people come in: signing in, second steps, links, own passwords. Hashing is done outside of any transaction.
package struct Door: Sendable {
    let database: Database
    let passwords: Passwords

    /// The door of a hub.
    package init(_ database: Database, _ passwords: Passwords) {
        self.database = database
        self.passwords = passwords
    }

    /// How far somebody has come in.
    package enum Entry: Sendable {
        /// All the way, with the token of the new session.
        case whole(SecretToken, Person)
        /// The password was right; the token is good for the second step and nothing else.
        case second(SecretToken)
    }

    /// Signs somebody in. Unknown addresses cost the same work and get the same answer as wrong passwords.
    package func signIn(_ email: String, _ password: String, from visitor: Visitor, at now: Instant) async throws -> Entry {
        let waits = [Wait.account(email), .network(visitor.network)]
        let known = try await database.write { tx in
            for wait in waits { try wait.claim(at: now, in: tx) }
            return try Self.stored(email, in: tx)
        }
        guard try await passwords.matches(password, known?.hash), let known else { throw StaffRefusal.wrongPassword }
        let fresh = passwords.isOutdated(known.hash) ? try await passwords.hash(password) : nil
        return try await database.write { tx in
            let person = try Person.find(known.key, in: tx)
            // Somebody may have changed password or state while this one was hashed.
            guard person.state == .active, try Self.stored(email, in: tx)?.hash == known.hash else {
                throw StaffRefusal.wrongPassword
            }
            if let fresh { try tx.run("UPDATE people SET password = \(fresh) WHERE key = \(person.key)") }
            try waits[0].clear(in: tx)
            try waits[1].takeBack(in: tx)
            try Session.prune(at: now, in: tx)
            try Wait.prune(at: now, in: tx)
            if person.hasSecondStep {
                return .second(try Session.open(for: person.key, .second, visitor, at: now, in: tx))
            }
            return .whole(try Self.enter(person, visitor, at: now, in: tx), person)
        }
    }

    /// Goes the second step: the half session ends and a whole one with a new token begins.
    package func takeSecondStep(
        _ token: SecretToken, _ code: String, from visitor: Visitor, at now: Instant
    ) async throws -> Entry {
        let half = try await database.write { tx in
            guard let half = try Session.find(token, at: now, in: tx), half.stage == .second else { throw StaffRefusal.deadLink }
            try Wait.second(half.person.key).claim(at: now, in: tx)
            return half
        }
        return try await database.write { tx in
            let person = half.person
            guard try SecondStep.take(code, of: person.key, at: now, in: tx) else { throw StaffRefusal.wrongCode }
            try Wait.second(person.key).clear(in: tx)
            try Session.end(half.key, of: person.key, in: tx)
            return .whole(try Self.enter(person, visitor, at: now, in: tx), person)
        }
    }

    /// Chooses a password through a link: the link is used up, other sessions end, waits are forgotten.
    package func takeLink(
        _ token: SecretToken, _ password: String, from visitor: Visitor, at now: Instant
    ) async throws -> Entry {
        let link = try await database.read { try StaffLink.find(token, at: now, in: $0) }
        try Passwords.check(password, of: link.person.email, named: link.person.name)
        let hash = try await passwords.hash(password)
        return try await database.write { tx in
            try link.use(at: now, in: tx)
            let person = link.person
            try Self.set(hash, for: person.key, at: now, in: tx)
            try Session.endAll(of: person.key, in: tx)
            try Wait.account(person.email).clear(in: tx)
            try Change.record(
                link.kind == .invitation ? "joined" : "reset", "person", person.key, titled: person.name, by: .person(person),
                at: now, in: tx)
            if person.hasSecondStep {
                return .second(try Session.open(for: person.key, .second, visitor, at: now, in: tx))
            }
            let active = try Person.find(person.key, in: tx)
            return .whole(try Self.enter(active, visitor, at: now, in: tx), active)
        }
    }

    /// Changes the own password, which has to be given; other sessions end.
    package func changePassword(
        of session: Session, from present: String, to password: String, at now: Instant
    ) async throws {
        let person = session.person
        try await prove(present, of: person, at: now)
        try Passwords.check(password, of: person.email, named: person.name)
        let hash = try await passwords.hash(password)
        try await database.write { tx in
            try Self.set(hash, for: person.key, at: now, in: tx)
            try Session.endAll(of: person.key, but: session.key, in: tx)
            try Change.record("repassworded", "person", person.key, titled: person.name, by: .person(person), at: now, in: tx)
        }
    }

    /// Asks for the own password again before something grave; tries count as those at the door.
    package func prove(_ password: String, of person: Person, at now: Instant) async throws {
        let wait = Wait.account(person.email)
        let known = try await database.write { tx in
            try wait.claim(at: now, in: tx)
            return try Self.stored(person.email, in: tx)
        }
        guard try await passwords.matches(password, known?.hash) else { throw StaffRefusal.notYourPassword }
        try await database.write { try wait.clear(in: $0) }
    }

    /// Makes the first person, an administrator, and lets them in; refuses when the hub has people. `seal` is a condition of the
    /// caller that is checked in the same transaction.
    package func openHub(
        _ entry: PersonEntry, _ password: String, from visitor: Visitor, at now: Instant,
        _ seal: @escaping @Sendable (Transaction) throws -> Void
    ) async throws -> Entry {
        try Passwords.check(password, of: entry.email, named: entry.name)
        let hash = try await passwords.hash(password)
        return try await database.write { tx in
            try seal(tx)
            guard try !Person.exist(in: tx) else { throw StaffRefusal.alreadySetUp }
            let key = try Person.insert(entry, .invited, at: now, in: tx)
            try Self.set(hash, for: key, at: now, in: tx)
            let person = try Person.find(key, in: tx)
            try Change.record(
                "created", "person", key, titled: person.name, by: .program, after: person.snapshot, at: now, in: tx)
            return .whole(try Self.enter(person, visitor, at: now, in: tx), person)
        }
    }

    /// Counts a try to give the code from the terminal; refuses when tries come too quickly.
    package func knockForSetup(from visitor: Visitor, at now: Instant) async throws {
        try await database.write { try Wait.setup(visitor.network).claim(at: now, in: $0) }
    }

    private static func enter(_ person: Person, _ visitor: Visitor, at now: Instant, in tx: Transaction) throws -> SecretToken {
        let token = try Session.open(for: person.key, .whole, visitor, at: now, in: tx)
        try Change.record(
            "signed_in", "person", person.key, titled: person.name, by: .person(person),
            after: ["network": visitor.network, "browser": visitor.agent], at: now, in: tx)
        return token
    }

    private static func set(_ hash: String, for person: Key<Person>, at now: Instant, in tx: Transaction) throws {
        try tx.run("""
            UPDATE people SET password = \(hash), password_at = \(now), state = 'active', changed_at = \(now)
            WHERE key = \(person) AND state <> 'left'
            """)
    }

    /// The stored password of somebody who may come in.
    private static func stored(_ email: String, in tx: Transaction) throws -> (key: Key<Person>, hash: String)? {
        try tx.first("""
            SELECT key, password FROM people
            WHERE email_folded = \(Person.folded(email)) AND state = 'active' AND password IS NOT NULL
            """) { (key: $0.key(0), hash: $0.text(1)) }
    }
}
