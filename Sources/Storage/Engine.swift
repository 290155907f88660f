/// The two databases that Stadion runs on.
package enum Engine: String, Sendable, CaseIterable {
    case sqlite
    case postgres
}

/// The words in which the two engines differ.
enum Dialect {
    /// Turns a definition in the shared dialect into the engine's own: `BIGINT`, `TEXT` and `BYTES` are the only column types.
    static func definition(_ text: String, for engine: Engine) -> String {
        switch engine {
        case .postgres:
            return text.replacing("BYTES", with: "BYTEA")
        case .sqlite:
            let typed = text.replacing("BIGINT", with: "INTEGER").replacing("BYTES", with: "BLOB")
            guard typed.hasPrefix("CREATE TABLE") else { return typed }
            // A key of several columns would be a second tree beside the rows: without row numbers it is the table.
            return typed + (typed.contains("PRIMARY KEY (") ? " STRICT, WITHOUT ROWID" : " STRICT")
        }
    }

    /// Lets a worker skip rows that another worker has locked; SQLite has one writer and nothing to skip.
    static func skipLocked(_ engine: Engine) -> SQL { engine == .postgres ? " FOR UPDATE SKIP LOCKED" : "" }

    /// Numbers the placeholders as PostgreSQL wants them: `?` becomes `$1`, `$2` and so on.
    static func numbered(_ text: String) -> String {
        var out = ""
        out.reserveCapacity(text.utf8.count + 16)
        var number = 0
        for character in text {
            if character == "?" {
                number += 1
                out += "$\(number)"
            } else {
                out.append(character)
            }
        }
        return out
    }
}
