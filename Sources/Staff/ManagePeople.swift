package import Storage
package import Values

extension Person {
    /// What the log keeps of a person.
    package var snapshot: Snapshot {
        ["name": name, "email": email, "language": language.rawValue, "roles": roles.stored, "state": state.rawValue,
         "second_step": hasSecondStep ? "on" : "off"]
    }

    static func insert(_ entry: PersonEntry, _ state: State, at now: Instant, in tx: Transaction) throws -> Key<Person> {
        let key = try tx.newKey(Person.self)
        let rows = try tx.run("""
            INSERT INTO people (key, name, email, email_folded, language, roles, state, totp_step, created_at, changed_at)
            VALUES (\(key), \(entry.name), \(entry.email), \(folded(entry.email)), \(entry.language.rawValue),
                \(entry.roles.stored), \(state.rawValue), 0, \(now), \(now))
            ON CONFLICT (email_folded) DO NOTHING
            """)
        guard rows == 1 else { throw StaffRefusal.emailTaken }
        return key
    }

    /// Invites somebody: returns them and the token of their link, which is shown once.
    package static func invite(
        _ entry: PersonEntry, by author: Author, at now: Instant, in tx: Transaction
    ) throws -> (Person, SecretToken) {
        let person = try find(insert(entry, .invited, at: now, in: tx), in: tx)
        try Change.record(
            "invited", "person", person.key, titled: person.name, by: author, after: person.snapshot, at: now, in: tx)
        return (person, try StaffLink.make(.invitation, for: person.key, at: now, in: tx))
    }

    /// Makes another link: an invitation while they have not come yet, afterwards one for a new password.
    package func newLink(by author: Author, at now: Instant, in tx: Transaction) throws -> SecretToken {
        let person = try Person.find(key, in: tx)
        guard person.state != .left else { throw StaffRefusal.notActive }
        try Change.record("linked", "person", key, titled: name, by: author, at: now, in: tx)
        return try StaffLink.make(person.state == .invited ? .invitation : .reset, for: key, at: now, in: tx)
    }

    /// Changes name, address, language and roles; refuses to leave the hub without an administrator.
    package func change(to entry: PersonEntry, by author: Author, at now: Instant, in tx: Transaction) throws {
        let before = try Person.find(key, in: tx)
        if before.roles.contains(.administrator), !entry.roles.contains(.administrator) { try keepAnAdministrator(in: tx) }
        if let other = try Person.find(email: entry.email, in: tx), other.key != key { throw StaffRefusal.emailTaken }
        try tx.run("""
            UPDATE people SET name = \(entry.name), email = \(entry.email), email_folded = \(Person.folded(entry.email)),
                language = \(entry.language.rawValue), roles = \(entry.roles.stored), changed_at = \(now) WHERE key = \(key)
            """)
        let after = try Person.find(key, in: tx)
        guard after.snapshot != before.snapshot else { return }
        try Change.record(
            "changed", "person", key, titled: after.name, by: author, before: before.snapshot, after: after.snapshot, at: now,
            in: tx)
    }

    /// Lets them in no more: sessions and links end at once. Their name stays where it stands.
    package func leave(by author: Author, at now: Instant, in tx: Transaction) throws {
        let before = try Person.find(key, in: tx)
        guard before.state != .left else { return }
        if before.roles.contains(.administrator), before.state == .active { try keepAnAdministrator(in: tx) }
        try tx.run("UPDATE people SET state = 'left', changed_at = \(now) WHERE key = \(key)")
        try tx.run("UPDATE staff_links SET used_at = \(now) WHERE person = \(key) AND used_at IS NULL")
        try Session.endAll(of: key, in: tx)
        try Change.record(
            "left", "person", key, titled: name, by: author, before: before.snapshot,
            after: try Person.find(key, in: tx).snapshot, at: now, in: tx)
    }

    /// Takes somebody back who has left: they choose a new password through a link.
    package func comeBack(by author: Author, at now: Instant, in tx: Transaction) throws -> SecretToken {
        let before = try Person.find(key, in: tx)
        let rows = try tx.run("""
            UPDATE people SET state = 'invited', password = NULL, password_at = NULL, changed_at = \(now)
            WHERE key = \(key) AND state = 'left'
            """)
        guard rows == 1 else { throw StaffRefusal.notActive }
        try Change.record(
            "came_back", "person", key, titled: name, by: author, before: before.snapshot,
            after: try Person.find(key, in: tx).snapshot, at: now, in: tx)
        return try StaffLink.make(.invitation, for: key, at: now, in: tx)
    }

    /// Takes the second step away from somebody who has lost phone and codes; their sessions end.
    package func forgetSecondStep(by author: Author, at now: Instant, in tx: Transaction) throws {
        let before = try Person.find(key, in: tx)
        guard before.hasSecondStep else { return }
        try SecondStep.remove(from: key, at: now, in: tx)
        if author.person != key { try Session.endAll(of: key, in: tx) }
        try Change.record(
            "changed", "person", key, titled: name, by: author, before: before.snapshot,
            after: try Person.find(key, in: tx).snapshot, at: now, in: tx)
    }

    /// Sets the language of the own desk.
    package func speak(_ language: Language, at now: Instant, in tx: Transaction) throws {
        try tx.run("UPDATE people SET language = \(language.rawValue), changed_at = \(now) WHERE key = \(key)")
    }

    /// Refuses when nobody but this person is an active administrator. All of them are locked first, so that two who remove each
    /// other at once cannot both succeed.
    private func keepAnAdministrator(in tx: Transaction) throws {
        let administrators = try tx.all("""
            UPDATE people SET changed_at = changed_at WHERE state = 'active' AND roles LIKE '%administrator%' RETURNING key
            """) { $0.key(0, of: Person.self) }
        guard administrators.contains(where: { $0 != key }) else { throw StaffRefusal.lastAdministrator }
    }
}
