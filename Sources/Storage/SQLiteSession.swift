import Foundation
import GRDB
import GRDBSQLite
import Values

/// Statements on one SQLite connection, for the length of one transaction.
final class SQLiteSession {
    private let connection: GRDB.Database
    /// Rows that were walked over without an index, as SQLite counts them.
    private(set) var fullScanSteps = 0

    init(_ connection: GRDB.Database) { self.connection = connection }

    func run(_ statement: SQL) throws -> Int {
        try step(statement) { _ in }
        return Int(sqlite3_changes(connection.sqliteConnection))
    }

    func each(_ statement: SQL, _ body: (Row) throws -> Void) throws { try step(statement, body) }

    private func step(_ statement: SQL, _ body: (Row) throws -> Void) throws {
        let prepared = try prepare(statement.text)
        let pointer = prepared.sqliteStatement
        defer {
            fullScanSteps += Int(sqlite3_stmt_status(pointer, SQLITE_STMTSTATUS_FULLSCAN_STEP, 1))
            sqlite3_reset(pointer)
            sqlite3_clear_bindings(pointer)
        }
        try bind(statement, to: pointer)
        let row = Row(source: .sqlite(pointer))
        while true {
            switch sqlite3_step(pointer) {
            case SQLITE_ROW: try body(row)
            case SQLITE_DONE: return
            case let code: throw fault(code, in: statement.text)
            }
        }
    }

    /// The cached statement, or a fresh one when a row closure runs the very statement that it is inside of.
    private func prepare(_ text: String) throws -> Statement {
        do {
            let cached = try connection.cachedStatement(sql: text)
            if sqlite3_stmt_busy(cached.sqliteStatement) == 0 { return cached }
            return try connection.makeStatement(sql: text)
        } catch let error as DatabaseError {
            throw SQLiteFault.make(error, during: text)
        }
    }

    private func bind(_ statement: SQL, to pointer: OpaquePointer) throws {
        for (offset, value) in statement.values.enumerated() {
            let index = Int32(offset + 1)
            let code: Int32 = switch value {
            case .null: sqlite3_bind_null(pointer, index)
            case .int(let int): sqlite3_bind_int64(pointer, index, int)
            case .text(let text): sqlite3_bind_text(pointer, index, text, Int32(text.utf8.count), Self.copied)
            case .bytes(let data):
                data.withUnsafeBytes { bytes in
                    bytes.isEmpty
                        ? sqlite3_bind_zeroblob(pointer, index, 0)
                        : sqlite3_bind_blob(pointer, index, bytes.baseAddress, Int32(bytes.count), Self.copied)
                }
            }
            guard code == SQLITE_OK else { throw fault(code, in: statement.text) }
        }
    }

    /// SQLITE_TRANSIENT: SQLite keeps a copy of its own.
    private static let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

    private func fault(_ code: Int32, in text: String) -> Fault {
        let message = String(cString: sqlite3_errmsg(connection.sqliteConnection))
        return SQLiteFault.make(code: code, message: message, during: text)
    }
}

/// Sorts SQLite's result codes into the hub's kinds of faults.
enum SQLiteFault {
    static func make(code: Int32, message: String, during text: String) -> Fault {
        let kind: Fault.Kind = switch code & 0xFF {
        case SQLITE_FULL: .storageFull
        case SQLITE_BUSY, SQLITE_LOCKED, SQLITE_IOERR, SQLITE_CANTOPEN: .storageUnavailable
        default: .storageBroken
        }
        return Fault(kind, during: text, cause: "\(message) (SQLite \(code))")
    }

    static func make(_ error: DatabaseError, during text: String) -> Fault {
        make(code: error.extendedResultCode.rawValue, message: error.message ?? "no message", during: text)
    }
}
