package import Storage
package import Values

/// What somebody has typed at the desk and not sent yet: kept for them alone, so that nothing is lost when a tab is closed.
package struct UnsentForm: Sendable {
    /// Bytes of one form: as much as the desk's largest forms may have when they are saved.
    package static let sizeLimit = 4 << 20
    /// For how long it is kept.
    private static let keptSeconds: Int64 = 30 * 86_400

    /// The fields as a form sends them.
    package let body: String
    /// When it was kept.
    package let keptAt: Instant

    /// What a person has left at a screen of a thing, or nil.
    package static func find<Of>(
        of person: Key<Person>, at screen: String, about subject: Key<Of>, in tx: Transaction
    ) throws -> UnsentForm? {
        try tx.first("""
            SELECT body, kept_at FROM unsent_forms WHERE person = \(person) AND screen = \(screen) AND subject = \(subject)
            """) { UnsentForm(body: $0.text(0), keptAt: $0.instant(1)) }
    }

    /// Keeps a form, instead of what was kept of it before. Refuses one above the limit.
    package static func keep<Of>(
        _ body: String, of person: Key<Person>, at screen: String, about subject: Key<Of>, now: Instant, in tx: Transaction
    ) throws {
        guard body.utf8.count <= sizeLimit else { throw InvalidField("form", "This is too much to be kept; save it.") }
        try tx.run("DELETE FROM unsent_forms WHERE kept_at < \(now.adding(seconds: -keptSeconds))")
        try tx.run("""
            INSERT INTO unsent_forms (person, screen, subject, body, kept_at)
            VALUES (\(person), \(screen), \(subject), \(body), \(now))
            ON CONFLICT (person, screen, subject) DO UPDATE SET body = excluded.body, kept_at = excluded.kept_at
            """)
    }

    /// Forgets a form, once it was sent or thrown away.
    package static func forget<Of>(
        of person: Key<Person>, at screen: String, about subject: Key<Of>, in tx: Transaction
    ) throws {
        try tx.run("""
            DELETE FROM unsent_forms WHERE person = \(person) AND screen = \(screen) AND subject = \(subject)
            """)
    }
}
