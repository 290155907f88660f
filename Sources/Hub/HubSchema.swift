import Storage

/// The tables of the composition itself.
enum HubSchema {
    static let migrations = [
        Migration(
            "hub-1",
            """
            CREATE TABLE markets (
                code TEXT PRIMARY KEY,
                position BIGINT NOT NULL,
                name TEXT NOT NULL,
                currency TEXT NOT NULL,
                zone TEXT NOT NULL,
                languages TEXT NOT NULL,
                tax_mode TEXT NOT NULL
            )
            """,
            """
            CREATE TABLE secrets (
                name TEXT PRIMARY KEY,
                value TEXT NOT NULL
            )
            """),
        Migration(
            "hub-2-name",
            """
            CREATE TABLE hub_names (
                name TEXT PRIMARY KEY,
                value TEXT NOT NULL
            )
            """),
        Migration(
            "hub-3-imports",
            """
            CREATE TABLE imports (
                key BIGINT PRIMARY KEY,
                at BIGINT NOT NULL,
                author TEXT NOT NULL,
                kind TEXT NOT NULL,
                title TEXT NOT NULL,
                is_dry BIGINT NOT NULL,
                created BIGINT NOT NULL,
                updated BIGINT NOT NULL,
                unchanged BIGINT NOT NULL,
                skipped BIGINT NOT NULL,
                refused BIGINT NOT NULL,
                lines TEXT NOT NULL
            )
            """),
        // Items that came in before kinds were written down get theirs.
        Migration(
            "hub-4-item-kinds",
            "UPDATE release_items SET kind = 'story' WHERE kind = '' AND item IN (SELECT key FROM stories)",
            "UPDATE release_items SET kind = 'film' WHERE kind = '' AND item IN (SELECT key FROM films)",
            "UPDATE release_items SET kind = 'product' WHERE kind = '' AND item IN (SELECT key FROM products)",
            "UPDATE release_items SET kind = 'athlete' WHERE kind = '' AND item IN (SELECT key FROM athletes)",
            "UPDATE release_items SET kind = 'sport' WHERE kind = '' AND item IN (SELECT key FROM sports)"),
    ]
}
