import Values

/// The schema as the database itself describes it: what a test holds against `Schema/`.
package enum SchemaSnapshot {
    /// Every table with its columns, constraints and indexes, as sorted text.
    package static func describe(_ database: Database) async throws -> String {
        switch database.engine {
        case .sqlite: try await database.read(sqlite)
        case .postgres: try await database.read(postgres)
        }
    }

    private static func sqlite(_ tx: Transaction) throws -> String {
        try tx.all("""
            SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY tbl_name, type DESC, name
            """) { $0.text(0) + ";\n" }.joined()
    }

    private static func postgres(_ tx: Transaction) throws -> String {
        let columns = try tx.all("""
            SELECT CAST(table_name AS TEXT), CAST(column_name AS TEXT), CAST(data_type AS TEXT), CAST(is_nullable AS TEXT)
            FROM information_schema.columns WHERE table_schema = current_schema()
            ORDER BY table_name, ordinal_position
            """) { "\($0.text(0)).\($0.text(1)) \($0.text(2))\($0.text(3) == "NO" ? " NOT NULL" : "")\n" }
        let constraints = try tx.all("""
            SELECT CAST(conrelid::regclass AS TEXT), pg_get_constraintdef(oid) FROM pg_constraint
            WHERE connamespace = current_schema()::regnamespace ORDER BY 1, 2
            """) { "\($0.text(0)): \($0.text(1))\n" }
        let indexes = try tx.all("""
            SELECT CAST(indexdef AS TEXT) FROM pg_indexes WHERE schemaname = current_schema() ORDER BY indexname
            """) { $0.text(0).replacing(/ON [a-z0-9_]+\./, with: "ON ") + "\n" }
        return (columns + ["\n"] + constraints + ["\n"] + indexes).joined()
    }
}
