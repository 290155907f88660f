package import Storage

/// The tables of the audience.
package enum AudienceSchema {
    /// Forward steps, oldest first.
    package static let migrations = [
        Migration(
            "audience-1",
            """
            CREATE TABLE happenings (
                name TEXT PRIMARY KEY,
                kind TEXT NOT NULL,
                item BIGINT NOT NULL,
                market TEXT NOT NULL,
                count BIGINT NOT NULL,
                amount_minor BIGINT NOT NULL,
                at BIGINT NOT NULL
            )
            """,
            """
            CREATE TABLE tallies (
                item BIGINT NOT NULL,
                market TEXT NOT NULL,
                day BIGINT NOT NULL,
                kind TEXT NOT NULL,
                count BIGINT NOT NULL,
                amount_minor BIGINT NOT NULL,
                PRIMARY KEY (item, market, day, kind)
            )
            """)
    ]
}
