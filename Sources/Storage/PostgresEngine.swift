import Foundation
import Values

/// A PostgreSQL database: a fixed set of connections, each on a thread of its own, and a queue of closures before them.
final class PostgresEngine: Sendable {
    private static let connectionCount = 8
    /// How often a transaction that met another one is run again.
    private static let attempts = 6

    private enum Mode { case read, write }
    private struct Job: Sendable {
        let mode: Mode
        let work: TransactionWork
    }

    private let url: String
    private let queue = WorkQueue<Job>()
    private let lease: NodeLease
    private let afterCommit: @Sendable (TransactionScope) -> Void

    /// Checks that the server answers, then starts the threads.
    init(url: String, lease: NodeLease, afterCommit: @escaping @Sendable (TransactionScope) -> Void) throws {
        self.url = Self.withTimeouts(url)
        self.lease = lease
        self.afterCommit = afterCommit
        _ = try PostgresSession(url: self.url)
        for number in 0..<Self.connectionCount {
            let thread = Thread { [weak self] in self?.drain() }
            thread.name = "postgres-\(number)"
            thread.stackSize = 4 << 20
            thread.start()
        }
    }

    func read(_ work: TransactionWork) throws { try queue.submit(Job(mode: .read, work: work), during: "reading") }
    func write(_ work: TransactionWork) throws { try queue.submit(Job(mode: .write, work: work), during: "writing") }
    func close() { queue.close() }

    /// Blocks until another node commits something or `seconds` have passed; connects again by itself. Call it on one thread.
    func listener() -> PostgresListener { PostgresListener(url: url) }

    /// Adds deadlines to a connection address that names none.
    private static func withTimeouts(_ url: String) -> String {
        guard !url.contains("connect_timeout") else { return url }
        return url + (url.contains("?") ? "&" : "?") + "connect_timeout=3&tcp_user_timeout=10000&application_name=stadion"
    }

    private func drain() {
        var session: PostgresSession?
        while let job = queue.take(most: 1)?.first {
            do {
                try perform(job, on: &session)
                job.work.settle(nil)
            } catch {
                job.work.settle(error)
            }
        }
    }

    private func perform(_ job: Job, on session: inout PostgresSession?) throws {
        for attempt in 1... {
            do {
                let begun = try begin(job.mode, on: session)
                session = begun
                return try once(job, on: begun)
            } catch let conflict as PostgresFault.Conflict {
                if attempt == Self.attempts {
                    throw Fault(.overloaded, during: "writing", cause: "met others \(attempt) times (\(conflict.state))")
                }
                Thread.sleep(forTimeInterval: Double.random(in: 0...0.002) * Double(1 << attempt))
            }
        }
    }

    /// A session inside a new transaction. A connection that the server closed while it was idle is replaced first.
    private func begin(_ mode: Mode, on session: PostgresSession?) throws -> PostgresSession {
        let begin = mode == .read ? "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY" : "BEGIN"
        if let session, !session.isBroken {
            do {
                try session.script(begin)
                return session
            } catch {
                guard session.isBroken else { throw error }
            }
        }
        let fresh = try PostgresSession(url: url)
        try fresh.script(begin)
        return fresh
    }

    private func once(_ job: Job, on session: PostgresSession) throws {
        let scope = TransactionScope(lease: lease)
        let transaction = Transaction(session: .postgres(session), scope: scope)
        do {
            if let failure = job.work.run(transaction) { throw failure }
            try ChangeLog.append(scope, in: transaction)
            // Every NOTIFY takes a lock of the whole server at commit, so only what changes pages sends one.
            if !scope.topics.isEmpty { try session.script("NOTIFY stadion") }
            try session.commit()
        } catch {
            if !session.isBroken { try? session.script("ROLLBACK") }
            throw error
        }
        if job.mode == .write { afterCommit(scope) }
    }
}

/// A connection that does nothing but listen for other nodes. One thread at a time waits on it: `followOthers` starts the next
/// wait only when the last one has ended.
final class PostgresListener: @unchecked Sendable {
    private let url: String
    private var session: PostgresSession?

    init(url: String) { self.url = url }

    /// Waits for a notification for at most `ms` milliseconds; a lost connection is made again at the next call.
    func wait(ms: Int32) {
        do {
            if session?.isBroken ?? true {
                let fresh = try PostgresSession(url: url)
                try fresh.script("LISTEN stadion")
                session = fresh
                return
            }
            guard let session else { return }
            var descriptor = pollfd(fd: session.socket, events: Int16(POLLIN), revents: 0)
            if poll(&descriptor, 1, ms) > 0, !session.drainNotifications(), session.isBroken { self.session = nil }
        } catch {
            session = nil
            Thread.sleep(forTimeInterval: Double(ms) / 1000)
        }
    }
}
