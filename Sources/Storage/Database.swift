// Storage owns both engines and everything that is written in SQL's own terms: transactions, migrations, the outbox of facts,
// leased jobs, node numbers and the log of changes.
//
// - `read` sees one consistent snapshot; `write` keeps all of its closure or nothing; nothing awaits inside either.
// - An awaited `write` that returned is on disk.
// - On SQLite many closures share one physical transaction, each in its own savepoint; callers resume after the commit.
// - On PostgreSQL the same closures run as transactions of their own and may be run again when they meet others.
//
// What the tables mean is left to the modules above; only this module sees GRDB and libpq.

import Foundation
import Synchronization
package import Values

/// One database, over SQLite or PostgreSQL.
package final class Database: Sendable {
    private enum Backend: Sendable {
        case sqlite(SQLiteEngine)
        case postgres(PostgresEngine)
    }

    private let backend: Backend
    private let lease: NodeLease
    private let observers: Observers

    /// Where a database lives.
    package enum Location: Sendable, CustomStringConvertible {
        /// The path of a SQLite file, created when it is missing.
        case file(String)
        /// A `postgres://` address.
        case server(String)

        package var description: String {
            switch self {
            case .file(let path): path
            case .server(let url): url.replacing(/:\/\/([^:@\/]*):[^@]*@/) { "://\($0.output.1):…@" }
            }
        }
    }

    /// Opens the database, brings its schema up to date and leases a node number.
    ///
    /// Throws a `Fault` when the place cannot be opened, or when its schema is newer than this program.
    package static func open(_ location: Location, _ migrations: [Migration]) async throws -> Database {
        let database = try Database(location)
        try await database.migrate(StorageSchema.migrations + migrations)
        try await database.renewLease()
        return database
    }

    private init(_ location: Location) throws {
        let process = ProcessInfo.processInfo
        let lease = NodeLease(name: "\(process.hostName)/\(process.processIdentifier)/\(Token.random())")
        let observers = Observers()
        self.lease = lease
        self.observers = observers
        backend = switch location {
        case .file(let path): .sqlite(try SQLiteEngine(path: path, lease: lease, afterCommit: observers.committed))
        case .server(let url): .postgres(try PostgresEngine(url: url, lease: lease, afterCommit: observers.committed))
        }
    }

    /// Which engine is underneath.
    package var engine: Engine {
        switch backend {
        case .sqlite: .sqlite
        case .postgres: .postgres
        }
    }

    /// Runs `body` on one consistent snapshot.
    package func read<Value: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> Value) async throws -> Value {
        switch backend {
        case .sqlite(let engine): try await engine.read(body)
        case .postgres(let engine):
            try await withCheckedThrowingContinuation { continuation in
                Self.hand(TransactionWork(body, continuation), to: engine.read)
            }
        }
    }

    /// Runs `body` as one transaction and returns once it is on disk; whatever `body` throws rolls it back and is thrown here.
    package func write<Value: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            let work = TransactionWork(body, continuation)
            switch backend {
            case .sqlite(let engine): Self.hand(work, to: engine.submit)
            case .postgres(let engine): Self.hand(work, to: engine.write)
            }
        }
    }

    private static func hand(_ work: TransactionWork, to submit: (TransactionWork) throws -> Void) {
        do { try submit(work) } catch { work.settle(error) }
    }

    /// Finishes what is queued, gives the node number back and closes.
    package func close() async {
        let lease = lease
        try? await write { try lease.release(in: $0) }
        switch backend {
        case .sqlite(let engine): engine.close()
        case .postgres(let engine): engine.close()
        }
    }

    /// Copies a SQLite database into a new file while it is in use; PostgreSQL has `pg_dump` for that and is refused.
    package func backup(to path: String) async throws {
        guard case .sqlite(let engine) = backend else {
            throw InvalidField("database", "A PostgreSQL database is backed up with pg_dump.")
        }
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            Thread.detachNewThread { continuation.resume(with: Result { try engine.backup(to: path) }) }
        }
    }

    /// Keeps this process's node number; call it about once a minute.
    package func renewLease() async throws {
        let lease = lease
        lease.adopt(try await write { try lease.renew(in: $0, at: .now) })
    }

    /// Hears which topics changed: for this process's own commits before their callers resume, for others within a second.
    package func onChange(_ observer: @escaping @Sendable (Set<Topic>) -> Void) { observers.add(observer) }

    /// Hears that a commit left a fact or a job, so that it need not be polled for.
    package func onWork(_ observer: @escaping @Sendable () -> Void) { observers.add(work: observer) }

    /// Follows what other processes on the same database change, until the task is cancelled.
    ///
    /// PostgreSQL wakes it; SQLite's log is looked at four times a second. `problem` hears each failure once, and when it ended.
    package func followOthers(_ problem: @escaping @Sendable ((any Error)?) -> Void) async {
        var reader = ChangeReader(node: lease.node ?? -1, since: .now)
        let listener: PostgresListener? = if case .postgres(let engine) = backend { engine.listener() } else { nil }
        var isFailing = false
        while !Task.isCancelled {
            await Self.pause(listener)
            do {
                let query = reader.query
                let rows = try await read { tx in try tx.all(query) { (key: $0.int(0), topics: $0.text(1)) } }
                let topics = reader.news(in: rows, at: .now)
                if !topics.isEmpty { observers.changed(topics) }
                if isFailing { problem(nil) }
                isFailing = false
            } catch {
                if !isFailing, !Task.isCancelled { problem(error) }
                isFailing = true
            }
        }
    }

    /// Deletes log rows that every process has seen long ago.
    package func pruneChanges(at now: Instant) async throws {
        try await write { try ChangeLog.prune(before: now.adding(seconds: -ChangeLog.keptSeconds), in: $0) }
    }

    private static func pause(_ listener: PostgresListener?) async {
        guard let listener else {
            try? await Task.sleep(for: .milliseconds(250))
            return
        }
        await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                listener.wait(ms: 500)
                continuation.resume()
            }
        }
    }
}

/// Who wants to hear about commits.
private final class Observers: Sendable {
    private struct State {
        var changes: [@Sendable (Set<Topic>) -> Void] = []
        var work: [@Sendable () -> Void] = []
    }

    private let state = Mutex(State())

    func add(_ observer: @escaping @Sendable (Set<Topic>) -> Void) { state.withLock { $0.changes.append(observer) } }
    func add(work observer: @escaping @Sendable () -> Void) { state.withLock { $0.work.append(observer) } }

    func changed(_ topics: Set<Topic>) {
        for observer in state.withLock({ $0.changes }) { observer(topics) }
    }

    func committed(_ scope: TransactionScope) {
        if !scope.topics.isEmpty { changed(scope.topics) }
        if scope.leftWork { for observer in state.withLock({ $0.work }) { observer() } }
    }
}
