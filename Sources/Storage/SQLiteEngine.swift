import Foundation
import GRDB
import Values

/// One SQLite file: readers on snapshots, and one writer that commits many closures in one physical transaction.
final class SQLiteEngine: Sendable {
    /// The most closures in one physical transaction: above this the gain is small and the wait grows.
    private static let largestGroup = 256
    private static let readerCount = 4
    /// How long a write waits for another process, such as an import, that holds the file.
    private static let busySeconds = 5.0

    private let pool: DatabasePool
    private let queue = WorkQueue<TransactionWork>()
    private let lease: NodeLease
    private let afterCommit: @Sendable (TransactionScope) -> Void

    /// Opens or creates the file; `afterCommit` hears, before the callers do, what each group changed.
    init(path: String, lease: NodeLease, afterCommit: @escaping @Sendable (TransactionScope) -> Void) throws {
        var configuration = Configuration()
        configuration.busyMode = .timeout(Self.busySeconds)
        configuration.maximumReaderCount = Self.readerCount
        configuration.prepareDatabase { connection in
            // Savepoints keep the pages that they change: in memory, not in a file. Pages stay cached until the commit.
            let cacheKB = connection.configuration.readonly ? 8_000 : 32_000
            try connection.execute(sql: """
                PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 4000; PRAGMA temp_store = MEMORY;
                PRAGMA cache_size = -\(cacheKB); PRAGMA cache_spill = OFF; PRAGMA mmap_size = 268435456
                """)
        }
        do {
            pool = try DatabasePool(path: path, configuration: configuration)
        } catch let error as DatabaseError {
            throw SQLiteFault.make(error, during: "opening \(path)")
        }
        self.lease = lease
        self.afterCommit = afterCommit
        let thread = Thread { [weak self] in self?.drain() }
        thread.name = "sqlite-writer"
        thread.stackSize = 4 << 20
        thread.start()
    }

    func read<Value: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> Value) async throws -> Value {
        let lease = lease
        do {
            return try await pool.read { connection in
                try body(Transaction(session: .sqlite(SQLiteSession(connection)), scope: TransactionScope(lease: lease)))
            }
        } catch let error as DatabaseError {
            throw SQLiteFault.make(error, during: "reading")
        }
    }

    func submit(_ work: TransactionWork) throws { try queue.submit(work, during: "writing") }

    func close() {
        queue.close()
        try? pool.close()
    }

    /// Copies the whole database into a new file while it is in use (SQLite's online backup).
    func backup(to path: String) throws {
        do {
            let target = try DatabaseQueue(path: path)
            try pool.backup(to: target)
            try target.close()
        } catch let error as DatabaseError {
            throw SQLiteFault.make(error, during: "backing up to \(path)")
        }
    }

    private func drain() {
        while let group = queue.take(most: Self.largestGroup) { commit(group) }
    }

    /// Runs a group in one physical transaction and settles each caller with its own outcome after the commit.
    private func commit(_ group: [TransactionWork]) {
        let scope = TransactionScope(lease: lease)
        var outcomes: [(any Error)?] = []
        do {
            outcomes = try pool.writeWithoutTransaction { connection in
                try connection.execute(sql: "BEGIN IMMEDIATE")
                do {
                    let outcomes = try group.map { try Self.run($0, on: connection, scope) }
                    try ChangeLog.append(scope, in: Transaction(session: .sqlite(SQLiteSession(connection)), scope: scope))
                    try connection.execute(sql: "COMMIT")
                    return outcomes
                } catch {
                    if connection.isInsideTransaction { try? connection.execute(sql: "ROLLBACK") }
                    throw error
                }
            }
        } catch {
            let fault = (error as? DatabaseError).map { SQLiteFault.make($0, during: "committing") } ?? error
            for work in group { work.settle(fault) }
            return
        }
        afterCommit(scope)
        for (work, outcome) in zip(group, outcomes) { work.settle(outcome) }
    }

    /// Runs one closure inside its own savepoint; returns what it threw, and throws only when the whole group is lost.
    private static func run(
        _ work: TransactionWork, on connection: GRDB.Database, _ scope: TransactionScope
    ) throws -> (any Error)? {
        try execute("SAVEPOINT one", on: connection)
        let topics = scope.topics
        let failure = work.run(Transaction(session: .sqlite(SQLiteSession(connection)), scope: scope))
        if let failure {
            // A full disk or a failed read makes SQLite roll back everything by itself.
            guard connection.isInsideTransaction else { throw failure }
            scope.topics = topics
            try execute("ROLLBACK TO one", on: connection)
        }
        try execute("RELEASE one", on: connection)
        return failure
    }

    private static func execute(_ text: String, on connection: GRDB.Database) throws {
        try connection.cachedStatement(sql: text).execute()
    }
}
