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
        Migration(
            "releases-3-plan",
            "ALTER TABLE releases ADD COLUMN lock_lead BIGINT",
            "ALTER TABLE releases ADD COLUMN owner BIGINT",
            "ALTER TABLE releases ADD COLUMN owner_name TEXT NOT NULL DEFAULT ''",
            "ALTER TABLE releases ADD COLUMN changed_at BIGINT NOT NULL DEFAULT 0",
            "ALTER TABLE release_items ADD COLUMN kind TEXT NOT NULL DEFAULT ''",
            "ALTER TABLE openings ADD COLUMN zone_data TEXT NOT NULL DEFAULT ''",
            "ALTER TABLE openings ADD COLUMN told_start BIGINT NOT NULL DEFAULT 0",
            "ALTER TABLE openings ADD COLUMN told_end BIGINT NOT NULL DEFAULT 0",
            // What stands open since ever has no hour at which anything could follow.
            "UPDATE openings SET told_start = 1 WHERE opens_at <= 0",
            "CREATE INDEX openings_untold_start ON openings (told_start, opens_at)",
            "CREATE INDEX openings_untold_end ON openings (told_end, closes_at)",
            """
            CREATE TABLE told_edges (
                release BIGINT NOT NULL,
                market TEXT NOT NULL,
                channel TEXT NOT NULL,
                edge TEXT NOT NULL,
                at BIGINT NOT NULL,
                told_at BIGINT NOT NULL,
                PRIMARY KEY (release, market, channel, edge, at)
            )
            """,
            """
            CREATE TABLE withdrawals (
                key BIGINT PRIMARY KEY,
                release BIGINT NOT NULL REFERENCES releases (key),
                market TEXT NOT NULL,
                channel TEXT NOT NULL,
                start_time TEXT NOT NULL,
                end_time TEXT,
                opens_at BIGINT NOT NULL,
                closes_at BIGINT NOT NULL,
                withdrawn_at BIGINT NOT NULL
            )
            """,
            "CREATE INDEX withdrawals_release ON withdrawals (release, withdrawn_at)"),
        Migration(
            "releases-4-readiness",
            "ALTER TABLE openings ADD COLUMN held BIGINT NOT NULL DEFAULT 0",
            "ALTER TABLE openings ADD COLUMN waived_by TEXT",
            """
            CREATE TABLE item_rights (
                item BIGINT NOT NULL,
                market TEXT NOT NULL,
                until_at BIGINT NOT NULL,
                holder TEXT NOT NULL,
                PRIMARY KEY (item, market)
            )
            """),
    ]
}
