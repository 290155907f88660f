// Staff is who may work at the desk and through the API: people, what their roles allow, how they come in and stay in, keys of
// machines, and the log of what all of them changed.
//
// - A secret (password, session, link, recovery code) is never stored, only its hash; the one exception is the shared secret of
//   a second step, which RFC 6238 needs as it is.
// - An attempt to come in is counted before it is checked, so that many at once are no quicker than one after the other. Waits
//   grow and end; nobody is locked out for good.
// - A change and its line in the log are written by one transaction.
//
// What is worked on is left to the other domains; they do not know who is at the desk.

package import Storage

/// The tables of staff.
package enum StaffSchema {
    /// Forward steps, oldest first.
    package static let migrations: [Migration] = [people, sessions, audit, unsent]

    private static let people = Migration(
        "staff-1-people",
        """
        CREATE TABLE people (
            key BIGINT PRIMARY KEY,
            name TEXT NOT NULL,
            email TEXT NOT NULL,
            email_folded TEXT NOT NULL UNIQUE,
            language TEXT NOT NULL,
            roles TEXT NOT NULL,
            state TEXT NOT NULL,
            password TEXT,
            password_at BIGINT,
            totp_secret BYTES,
            totp_pending BYTES,
            totp_step BIGINT NOT NULL,
            created_at BIGINT NOT NULL,
            changed_at BIGINT NOT NULL
        )
        """,
        """
        CREATE TABLE recovery_codes (
            person BIGINT NOT NULL REFERENCES people (key),
            hash TEXT NOT NULL,
            used_at BIGINT,
            PRIMARY KEY (person, hash)
        )
        """,
        """
        CREATE TABLE staff_links (
            key BIGINT PRIMARY KEY,
            person BIGINT NOT NULL REFERENCES people (key),
            kind TEXT NOT NULL,
            secret TEXT NOT NULL UNIQUE,
            made_at BIGINT NOT NULL,
            ends_at BIGINT NOT NULL,
            used_at BIGINT
        )
        """,
        "CREATE INDEX staff_links_person ON staff_links (person)")

    private static let sessions = Migration(
        "staff-1-sessions",
        """
        CREATE TABLE desk_sessions (
            key BIGINT PRIMARY KEY,
            person BIGINT NOT NULL REFERENCES people (key),
            secret TEXT NOT NULL UNIQUE,
            stage TEXT NOT NULL,
            created_at BIGINT NOT NULL,
            seen_at BIGINT NOT NULL,
            network TEXT NOT NULL,
            agent TEXT NOT NULL
        )
        """,
        "CREATE INDEX desk_sessions_person ON desk_sessions (person, key)",
        "CREATE INDEX desk_sessions_seen ON desk_sessions (seen_at)",
        """
        CREATE TABLE waits (
            name TEXT PRIMARY KEY,
            failures BIGINT NOT NULL,
            next_at BIGINT NOT NULL,
            changed_at BIGINT NOT NULL
        )
        """,
        "CREATE INDEX waits_changed ON waits (changed_at)")

    private static let audit = Migration(
        "staff-1-audit",
        """
        CREATE TABLE audit (
            key BIGINT PRIMARY KEY,
            at BIGINT NOT NULL,
            author BIGINT,
            author_name TEXT NOT NULL,
            noun TEXT NOT NULL,
            subject BIGINT NOT NULL,
            title TEXT NOT NULL,
            action TEXT NOT NULL,
            before TEXT,
            after TEXT
        )
        """,
        "CREATE INDEX audit_subject ON audit (noun, subject, key)",
        "CREATE INDEX audit_author ON audit (author, key)")

    private static let unsent = Migration(
        "staff-2-unsent",
        """
        CREATE TABLE unsent_forms (
            person BIGINT NOT NULL REFERENCES people (key),
            screen TEXT NOT NULL,
            subject BIGINT NOT NULL,
            body TEXT NOT NULL,
            kept_at BIGINT NOT NULL,
            PRIMARY KEY (person, screen, subject)
        )
        """)
}
