package import Storage

/// The tables of supply.
package enum SupplySchema {
    /// Forward steps, oldest first.
    package static let migrations = [
        Migration(
            "supply-1",
            """
            CREATE TABLE cells (
                key BIGINT PRIMARY KEY,
                name TEXT NOT NULL UNIQUE,
                capacity BIGINT NOT NULL,
                held BIGINT NOT NULL,
                sold BIGINT NOT NULL,
                CHECK (held >= 0),
                CHECK (sold >= 0),
                CHECK (capacity - held - sold >= 0)
            )
            """,
            """
            CREATE TABLE holds (
                key BIGINT PRIMARY KEY,
                expires_at BIGINT NOT NULL,
                created_at BIGINT NOT NULL
            )
            """,
            "CREATE INDEX holds_expires ON holds (expires_at)",
            """
            CREATE TABLE hold_lines (
                hold BIGINT NOT NULL,
                cell BIGINT NOT NULL,
                count BIGINT NOT NULL,
                PRIMARY KEY (hold, cell),
                CHECK (count > 0)
            )
            """,
            "CREATE INDEX hold_lines_cell ON hold_lines (cell)",
            """
            CREATE TABLE ledger (
                key BIGINT PRIMARY KEY,
                cell BIGINT NOT NULL,
                movement TEXT NOT NULL,
                capacity BIGINT NOT NULL,
                held BIGINT NOT NULL,
                sold BIGINT NOT NULL,
                hold BIGINT,
                at BIGINT NOT NULL
            )
            """)
    ]
}
