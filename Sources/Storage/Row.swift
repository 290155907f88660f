import CPQ
package import Foundation
import GRDBSQLite
package import Values

/// One row of a result, read by column index, valid only inside the closure that it is given to.
package struct Row {
    enum Source {
        case sqlite(OpaquePointer)
        case postgres(OpaquePointer, Int32)
    }

    let source: Source

    /// Whether the column is NULL.
    package func isNull(_ column: Int) -> Bool {
        switch source {
        case .sqlite(let statement): sqlite3_column_type(statement, Int32(column)) == SQLITE_NULL
        case .postgres(let result, let row): PQgetisnull(result, row, Int32(column)) == 1
        }
    }

    /// The column as an integer; zero when it is NULL.
    package func int(_ column: Int) -> Int64 {
        switch source {
        case .sqlite(let statement): sqlite3_column_int64(statement, Int32(column))
        case .postgres(let result, let row): PostgresValue.int(result, row, Int32(column))
        }
    }

    /// The column as text; empty when it is NULL.
    package func text(_ column: Int) -> String {
        switch source {
        case .sqlite(let statement):
            guard let bytes = sqlite3_column_text(statement, Int32(column)) else { return "" }
            let count = Int(sqlite3_column_bytes(statement, Int32(column)))
            return String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
        case .postgres(let result, let row):
            return String(decoding: PostgresValue.bytes(result, row, Int32(column)), as: UTF8.self)
        }
    }

    /// The column as bytes; empty when it is NULL.
    package func bytes(_ column: Int) -> Data {
        switch source {
        case .sqlite(let statement):
            guard let bytes = sqlite3_column_blob(statement, Int32(column)) else { return Data() }
            return Data(bytes: bytes, count: Int(sqlite3_column_bytes(statement, Int32(column))))
        case .postgres(let result, let row):
            return Data(PostgresValue.bytes(result, row, Int32(column)))
        }
    }

    /// The column as an integer, or nil when it is NULL.
    package func optionalInt(_ column: Int) -> Int64? { isNull(column) ? nil : int(column) }
    /// The column as text, or nil when it is NULL.
    package func optionalText(_ column: Int) -> String? { isNull(column) ? nil : text(column) }
    /// The column as an instant in milliseconds.
    package func instant(_ column: Int) -> Instant { Instant(ms: int(column)) }
    /// The column as an instant, or nil when it is NULL.
    package func optionalInstant(_ column: Int) -> Instant? { optionalInt(column).map(Instant.init(ms:)) }
    /// The column as a key of the noun that the caller expects.
    package func key<Of>(_ column: Int, of _: Of.Type = Of.self) -> Key<Of> { Key(raw: int(column)) }
    /// The column as a key, or nil when it is NULL.
    package func optionalKey<Of>(_ column: Int, of _: Of.Type = Of.self) -> Key<Of>? {
        optionalInt(column).map(Key.init(raw:))
    }
    /// The column as a flag: any integer but zero is true.
    package func flag(_ column: Int) -> Bool { int(column) != 0 }

    /// The column as a value that stored text must be able to make; a row that cannot is a broken database, so it stops the work.
    package func value<Value>(_ column: Int, _ make: (String) -> Value?) throws -> Value {
        guard let value = make(text(column)) else {
            throw Fault(.storageBroken, during: "reading a row", cause: "column \(column) holds '\(text(column))'")
        }
        return value
    }
}
