import Values

/// One forward step of the schema: a name that never changes and definitions in the shared dialect.
package struct Migration: Sendable {
    /// Unique and stable, such as `orders-1`.
    package let name: String
    /// Definitions, one each; column types are `BIGINT`, `TEXT` and `BYTES`.
    package let definitions: [String]

    /// A step that is never edited once it has been released.
    package init(_ name: String, _ definitions: String...) {
        self.name = name
        self.definitions = definitions
    }
}

extension Database {
    /// Applies what is missing, in order, in one transaction; refuses a database that knows steps which this program does not.
    func migrate(_ migrations: [Migration]) async throws {
        let engine = engine
        try await write { tx in
            // Two nodes that start together must not both migrate.
            if engine == .postgres { try tx.first("SELECT 1 FROM pg_advisory_xact_lock(7283946)") { _ in } }
            try tx.run(SQL(stringLiteral: Dialect.definition(
                "CREATE TABLE IF NOT EXISTS migrations (name TEXT PRIMARY KEY, applied_at BIGINT NOT NULL)", for: engine)))
            let applied = try Set(tx.all("SELECT name FROM migrations") { $0.text(0) })
            if let unknown = applied.subtracting(migrations.map(\.name)).sorted().first {
                throw Fault(
                    .storageBroken, during: "opening the database",
                    cause: "it was written by a newer Stadion (step \(unknown)); install that version or restore a backup")
            }
            for migration in migrations where !applied.contains(migration.name) {
                for definition in migration.definitions {
                    try tx.run(SQL(stringLiteral: Dialect.definition(definition, for: engine)))
                }
                try tx.run("INSERT INTO migrations (name, applied_at) VALUES (\(migration.name), \(Instant.now))")
            }
        }
    }
}
