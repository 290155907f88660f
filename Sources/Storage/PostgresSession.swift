import CPQ
import Foundation
import Values

/// Statements on one PostgreSQL connection. Integers and bytes travel in binary, each statement is prepared once.
final class PostgresSession {
    private let connection: OpaquePointer
    private let notice = PostgresNotice()
    private var prepared: [String: String] = [:]
    /// Prepared statements are forgotten together once there are this many.
    private static let preparedLimit = 500

    /// Object identifiers of int8, text and bytea (PostgreSQL, `pg_type.dat`); zero lets the server infer.
    private enum TypeOID {
        static let int8: Oid = 20
        static let text: Oid = 25
        static let bytea: Oid = 17
        static let inferred: Oid = 0
    }

    /// Connects, or throws a retryable fault that says what the server said; the password is never part of it.
    init(url: String) throws {
        guard let connection = PQconnectdb(url) else {
            throw Fault(.storageUnavailable, during: "connecting to PostgreSQL", cause: "out of memory")
        }
        self.connection = connection
        notice.listen(on: connection)
        guard PQstatus(connection) == CONNECTION_OK else {
            let cause = String(cString: PQerrorMessage(connection)).trimmingCharacters(in: .whitespacesAndNewlines)
            throw Fault(.storageUnavailable, during: "connecting to PostgreSQL", cause: cause)
        }
        try script("SET client_min_messages = warning; SET statement_timeout = '30s'; SET lock_timeout = '10s'")
    }

    deinit { PQfinish(connection) }

    var isBroken: Bool { PQstatus(connection) != CONNECTION_OK }
    /// The file descriptor of the socket, for waiting on notifications.
    var socket: Int32 { PQsocket(connection) }

    /// Reads what arrived and forgets the notifications; true when there was at least one.
    func drainNotifications() -> Bool {
        guard PQconsumeInput(connection) == 1 else { return false }
        var heard = false
        while let notification = PQnotifies(connection) {
            heard = true
            PQfreemem(notification)
        }
        return heard
    }

    /// Runs statements without values, such as BEGIN or a migration.
    func script(_ text: String) throws {
        let result = PQexec(connection, text)
        defer { PQclear(result) }
        try check(result, text)
    }

    /// Runs a COPY … FROM STDIN with its rows in text format.
    func copy(_ text: String, _ rows: [UInt8]) throws {
        let begun = PQexec(connection, text)
        let status = PQresultStatus(begun)
        defer { PQclear(begun) }
        guard status == PGRES_COPY_IN else { return try check(begun, text) }
        let sent = rows.withUnsafeBytes { bytes in
            PQputCopyData(connection, bytes.bindMemory(to: CChar.self).baseAddress, Int32(bytes.count))
        }
        _ = PQputCopyEnd(connection, sent == 1 ? nil : "the rows could not be sent")
        var failure: (any Error)?
        while let result = PQgetResult(connection) {
            do { try check(result, text) } catch { failure = failure ?? error }
            PQclear(result)
        }
        if let failure { throw failure }
    }

    /// Commits, or throws when the server rolls back instead because a statement had failed whose error was swallowed.
    func commit() throws {
        let result = PQexec(connection, "COMMIT")
        defer { PQclear(result) }
        try check(result, "COMMIT")
        guard String(cString: PQcmdStatus(result)) == "COMMIT" else {
            throw Fault(.storageBroken, during: "COMMIT", cause: "a statement before it had failed, so nothing was kept")
        }
    }

    func run(_ statement: SQL) throws -> Int {
        let result = try execute(statement)
        defer { PQclear(result) }
        return Int(String(cString: PQcmdTuples(result))) ?? 0
    }

    func each(_ statement: SQL, _ body: (Row) throws -> Void) throws {
        let result = try execute(statement)
        defer { PQclear(result) }
        for row in 0..<PQntuples(result) { try body(Row(source: .postgres(result, row))) }
    }

    private func execute(_ statement: SQL) throws -> OpaquePointer {
        let types = statement.values.map(Self.type)
        let name = try prepare(statement.text, types)
        let values = statement.values.map(PostgresValue.encode)
        let result = Self.withPointers(values) { pointers in
            PQexecPrepared(
                connection, name, Int32(values.count), pointers, values.map { Int32($0?.count ?? 0) },
                statement.values.map(Self.format), 1)
        }
        do {
            try check(result, statement.text)
        } catch {
            PQclear(result)
            throw error
        }
        guard let result else { throw Fault(.storageUnavailable, during: statement.text, cause: "no result") }
        return result
    }

    private func prepare(_ text: String, _ types: [Oid]) throws -> String {
        let identity = types.contains(TypeOID.inferred) ? text + types.description : text
        if let name = prepared[identity] { return name }
        if prepared.count >= Self.preparedLimit {
            try script("DEALLOCATE ALL")
            prepared.removeAll()
        }
        let name = "s\(prepared.count)"
        let result = PQprepare(connection, name, Dialect.numbered(text), Int32(types.count), types)
        defer { PQclear(result) }
        try check(result, text)
        prepared[identity] = name
        return name
    }

    private func check(_ result: OpaquePointer?, _ text: String) throws {
        let status = PQresultStatus(result)
        if status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK { return }
        let state = PQresultErrorField(result, Int32(UInt8(ascii: "C"))).map { String(cString: $0) } ?? ""
        let said = isBroken && !notice.last.isEmpty ? "\(notice.last) " : ""
        let message = said + String(cString: PQerrorMessage(connection)).trimmingCharacters(in: .whitespacesAndNewlines)
        throw PostgresFault.make(state: state, message: message, isBroken: isBroken, during: text)
    }

    private static func type(_ value: SQLValue) -> Oid {
        switch value {
        case .null: TypeOID.inferred
        case .int: TypeOID.int8
        case .text: TypeOID.text
        case .bytes: TypeOID.bytea
        }
    }

    private static func format(_ value: SQLValue) -> Int32 {
        if case .text = value { 0 } else { 1 }
    }

    private static func withPointers<Value>(
        _ values: [[UInt8]?], _ body: ([UnsafePointer<CChar>?]) -> Value
    ) -> Value {
        let total = values.reduce(0) { $0 + ($1?.count ?? 0) + 1 }
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: max(total, 1)) { buffer in
            guard var next = buffer.baseAddress else { return body([]) }
            let pointers = values.map { value -> UnsafePointer<CChar>? in
                guard let value else { return nil }
                let start = next
                next.update(from: value, count: value.count)
                next[value.count] = 0
                next += value.count + 1
                return UnsafeRawPointer(start).assumingMemoryBound(to: CChar.self)
            }
            return body(pointers)
        }
    }
}

/// PostgreSQL's binary forms: integers are big-endian, text and bytes are as they are.
enum PostgresValue {
    static func encode(_ value: SQLValue) -> [UInt8]? {
        switch value {
        case .null: nil
        case .int(let int): withUnsafeBytes(of: int.bigEndian) { Array($0) }
        case .text(let text): Array(text.utf8)
        case .bytes(let data): Array(data)
        }
    }

    static func bytes(_ result: OpaquePointer, _ row: Int32, _ column: Int32) -> UnsafeBufferPointer<UInt8> {
        let count = Int(PQgetlength(result, row, column))
        let start = UnsafeRawPointer(PQgetvalue(result, row, column)).assumingMemoryBound(to: UInt8.self)
        return UnsafeBufferPointer(start: start, count: count)
    }

    static func int(_ result: OpaquePointer, _ row: Int32, _ column: Int32) -> Int64 {
        let bytes = bytes(result, row, column)
        if bytes.isEmpty { return 0 }
        precondition([1, 2, 4, 8].contains(bytes.count), "column \(column) is no integer; cast it in the statement")
        let isNegative = bytes.count > 1 && bytes[0] & 0x80 != 0
        return bytes.reduce(isNegative ? -1 : 0) { $0 << 8 | Int64($1) }
    }
}

/// Sorts SQLSTATE codes into the hub's kinds of faults.
enum PostgresFault {
    /// serialization_failure and deadlock_detected: the same transaction may succeed at once.
    static let retryAtOnce: Set<String> = ["40001", "40P01"]

    static func make(state: String, message: String, isBroken: Bool, during text: String) -> any Error {
        if retryAtOnce.contains(state) { return Conflict(state: state) }
        let kind: Fault.Kind = switch state.prefix(2) {
        case "53": state == "53100" ? .storageFull : .storageUnavailable
        case "08", "57", "55": .storageUnavailable
        default: isBroken ? .storageUnavailable : .storageBroken
        }
        return Fault(kind, during: text, cause: "\(message) (SQLSTATE \(state))")
    }

    /// Two transactions met; the loser is run again.
    struct Conflict: Error { let state: String }
}
