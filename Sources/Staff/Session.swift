package import Storage
package import Values

/// A person at the desk in one browser, behind a cookie.
package struct Session: Sendable {
    /// Unused for this long, it ends: a working day with a long lunch.
    package static let idleSeconds: Int64 = 12 * 3600
    /// However busy it is, it ends: once a week everybody signs in.
    package static let wholeSeconds: Int64 = 7 * 86_400
    /// How long the second step may take.
    static let secondStepSeconds: Int64 = 600
    /// Use is written down at most this often, so that reading pages does not write.
    private static let seenStepSeconds: Int64 = 60

    /// How far signing in has come.
    package enum Stage: String, Sendable {
        /// The password was right, the second step is missing.
        case second
        case whole
    }

    /// Which session.
    package let key: Key<Session>
    /// Whose.
    package let person: Person
    /// How far signing in has come.
    package let stage: Stage
    /// When it began.
    package let createdAt: Instant
    /// When it was last used, to the minute.
    package let seenAt: Instant
    /// From which network it was opened.
    package let network: String
    /// By which browser.
    package let agent: String

    private static let columns: SQL = """
        SELECT s.key, s.stage, s.created_at, s.seen_at, s.network, s.agent, p.key, p.name, p.email, p.language, p.roles, p.state,
            p.password_at, p.totp_secret IS NOT NULL, p.created_at
        FROM desk_sessions s JOIN people p ON p.key = s.person
        """

    /// Opens a session and returns its token, which is stored nowhere.
    static func open(
        for person: Key<Person>, _ stage: Stage, _ visitor: Visitor, at now: Instant, in tx: Transaction
    ) throws -> SecretToken {
        let token = SecretToken.random()
        try tx.run("""
            INSERT INTO desk_sessions (key, person, secret, stage, created_at, seen_at, network, agent)
            VALUES (\(try tx.newKey(Session.self)), \(person), \(token.hash), \(stage.rawValue), \(now), \(now),
                \(visitor.network), \(visitor.agent))
            """)
        return token
    }

    /// The session behind a token, while it lasts and its person is active; nil otherwise.
    package static func find(_ token: SecretToken, at now: Instant, in tx: Transaction) throws -> Session? {
        let session = try tx.first("\(columns) WHERE s.secret = \(token.hash)") { try Session($0) }
        guard let session, session.person.state == .active, session.lasts(at: now) else { return nil }
        return session
    }

    private func lasts(at now: Instant) -> Bool {
        switch stage {
        case .second: createdAt.adding(seconds: Self.secondStepSeconds) > now
        case .whole:
            seenAt.adding(seconds: Self.idleSeconds) > now && createdAt.adding(seconds: Self.wholeSeconds) > now
        }
    }

    /// Whether its use is to be written down.
    package func isToBeSeen(at now: Instant) -> Bool { stage == .whole && now.seconds(since: seenAt) >= Self.seenStepSeconds }

    /// Writes down that it is used.
    package func see(at now: Instant, in tx: Transaction) throws {
        try tx.run("UPDATE desk_sessions SET seen_at = \(now) WHERE key = \(key) AND seen_at < \(now)")
    }

    /// The sessions of a person that last, the newest first.
    package static func of(_ person: Key<Person>, at now: Instant, in tx: Transaction) throws -> [Session] {
        try tx.all("\(columns) WHERE s.person = \(person) AND s.stage = 'whole' ORDER BY s.key DESC") { try Session($0) }
            .filter { $0.lasts(at: now) }
    }

    /// Ends a session of a person; one that has ended, or is somebody else's, is left as it is.
    package static func end(_ key: Key<Session>, of person: Key<Person>, in tx: Transaction) throws {
        try tx.run("DELETE FROM desk_sessions WHERE key = \(key) AND person = \(person)")
    }

    /// Ends all sessions of a person but one.
    package static func endAll(of person: Key<Person>, but kept: Key<Session>? = nil, in tx: Transaction) throws {
        try tx.run("DELETE FROM desk_sessions WHERE person = \(person) AND key <> \(kept?.raw ?? 0)")
    }

    static func prune(at now: Instant, in tx: Transaction) throws {
        try tx.run("""
            DELETE FROM desk_sessions WHERE seen_at < \(now.adding(seconds: -idleSeconds))
                OR created_at < \(now.adding(seconds: -wholeSeconds))
            """)
    }

    private init(_ row: Row) throws {
        key = row.key(0)
        stage = try row.value(1, Stage.init(rawValue:))
        createdAt = row.instant(2)
        seenAt = row.instant(3)
        network = row.text(4)
        agent = row.text(5)
        person = try Person(row, from: 6)
    }
}
