package import Storage
package import Values

/// A link that works once: it lets a new person choose a password, or one who has forgotten theirs.
package struct StaffLink: Sendable {
    /// What it is for.
    package enum Kind: String, Sendable {
        case invitation
        case reset
    }

    /// Which link.
    package let key: Key<StaffLink>
    /// Whom it lets in.
    package let person: Person
    /// What it is for.
    package let kind: Kind

    private static func seconds(_ kind: Kind) -> Int64 { kind == .invitation ? 7 * 86_400 : 86_400 }

    /// Makes a link and returns its token, which is stored nowhere; earlier links of the person end.
    static func make(_ kind: Kind, for person: Key<Person>, at now: Instant, in tx: Transaction) throws -> SecretToken {
        let token = SecretToken.random()
        try tx.run("UPDATE staff_links SET used_at = \(now) WHERE person = \(person) AND used_at IS NULL")
        try tx.run("""
            INSERT INTO staff_links (key, person, kind, secret, made_at, ends_at, used_at)
            VALUES (\(try tx.newKey(StaffLink.self)), \(person), \(kind.rawValue), \(token.hash), \(now),
                \(now.adding(seconds: seconds(kind))), NULL)
            """)
        return token
    }

    /// The link behind a token; refuses one that was used, has ended, or never was.
    package static func find(_ token: SecretToken, at now: Instant, in tx: Transaction) throws -> StaffLink {
        let found = try tx.first("""
            SELECT key, person, kind FROM staff_links
            WHERE secret = \(token.hash) AND used_at IS NULL AND ends_at > \(now)
            """) { (key: $0.key(0, of: StaffLink.self), person: $0.key(1, of: Person.self), kind: Kind(rawValue: $0.text(2))) }
        guard let found, let kind = found.kind else { throw StaffRefusal.deadLink }
        let person = try Person.find(found.person, in: tx)
        guard person.state != .left else { throw StaffRefusal.deadLink }
        return StaffLink(key: found.key, person: person, kind: kind)
    }

    /// Uses it up; refuses when somebody was quicker.
    func use(at now: Instant, in tx: Transaction) throws {
        guard try tx.run("UPDATE staff_links SET used_at = \(now) WHERE key = \(key) AND used_at IS NULL") == 1 else {
            throw StaffRefusal.deadLink
        }
    }
}
