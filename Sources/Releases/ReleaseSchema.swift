package import Storage

/// The tables of releases.
package enum ReleaseSchema {
    /// Forward steps, oldest first.
    package static let migrations = [
        Migration(
            "releases-1",
            """
            CREATE TABLE releases (
                key BIGINT PRIMARY KEY,
                name TEXT NOT NULL UNIQUE,
                created_at BIGINT NOT NULL
            )
            """,
            """
            CREATE TABLE release_items (
                release BIGINT NOT NULL REFERENCES releases (key),
                item BIGINT NOT NULL,
                PRIMARY KEY (release, item)
            )
            """,
            "CREATE INDEX release_items_item ON release_items (item, release)",
            """
            CREATE TABLE openings (
                key BIGINT PRIMARY KEY,
                release BIGINT NOT NULL REFERENCES releases (key),
                market TEXT NOT NULL,
                channel TEXT NOT NULL,
                start_time TEXT NOT NULL,
                end_time TEXT,
                opens_at BIGINT NOT NULL,
                closes_at BIGINT NOT NULL,
                CHECK (closes_at > opens_at)
            )
            """,
            "CREATE INDEX openings_release ON openings (release, market)",
            "CREATE INDEX openings_opens ON openings (market, opens_at)",
            "CREATE INDEX openings_closes ON openings (market, closes_at)"),
        Migration(
            "releases-2-announcements",
            """
            CREATE TABLE announcements (
                opening BIGINT NOT NULL REFERENCES openings (key),
                language TEXT NOT NULL,
                title TEXT NOT NULL,
                PRIMARY KEY (opening, language)
            )
            """),
    ]
}
