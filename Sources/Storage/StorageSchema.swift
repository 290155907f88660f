/// The tables that Storage itself owns.
enum StorageSchema {
    static let migrations = [
        Migration(
            "storage-1",
            """
            CREATE TABLE nodes (
                number BIGINT PRIMARY KEY,
                name TEXT NOT NULL,
                leased_until BIGINT NOT NULL
            )
            """,
            """
            CREATE TABLE changes (
                key BIGINT PRIMARY KEY,
                node BIGINT NOT NULL,
                topics TEXT NOT NULL,
                at BIGINT NOT NULL
            )
            """,
            "CREATE INDEX changes_at ON changes (at)",
            """
            CREATE TABLE facts (
                key BIGINT PRIMARY KEY,
                kind TEXT NOT NULL,
                subject BIGINT NOT NULL,
                at BIGINT NOT NULL
            )
            """,
            """
            CREATE TABLE jobs (
                key BIGINT PRIMARY KEY,
                kind TEXT NOT NULL,
                subject BIGINT NOT NULL,
                run_at BIGINT NOT NULL,
                leased_until BIGINT NOT NULL,
                attempts BIGINT NOT NULL,
                problem TEXT,
                UNIQUE (kind, subject)
            )
            """,
            "CREATE INDEX jobs_run_at ON jobs (run_at)"),
        Migration(
            "storage-2-repeats",
            """
            CREATE TABLE repeats (
                scope TEXT NOT NULL,
                key TEXT NOT NULL,
                digest TEXT NOT NULL,
                subject BIGINT NOT NULL,
                at BIGINT NOT NULL,
                status BIGINT,
                location TEXT,
                body TEXT,
                PRIMARY KEY (scope, key)
            )
            """,
            "CREATE INDEX repeats_at ON repeats (at)"),
    ]
}
