import Foundation
import Values

extension Database {
    /// Tables of one database, as its own snapshot is to be read.
    package struct Load: Sendable {
        let source: Database
        let tables: [TableShape]

        /// These tables of that database, those that others point to first.
        package init(_ source: Database, _ tables: [TableShape]) {
            self.source = source
            self.tables = tables
        }
    }

    /// Copies all rows of the tables of `loads` into this database, each load from one snapshot, and hands over each page once
    /// it is inserted.
    ///
    /// On PostgreSQL all of it is one transaction. On SQLite it is many, since a transaction keeps what it changes in memory:
    /// whoever wants all or nothing there fills a new file and throws it away when this throws.
    package func take(
        _ loads: [Load], _ inserted: @escaping @Sendable (TableShape, [[SQLValue]]) -> Void
    ) async throws {
        let belt = Belt()
        async let reading: Void = Self.read(loads, onto: belt)
        do {
            let pagesAtOnce = engine == .postgres ? Int.max : 16
            while try await write({ try Self.insert(from: belt, atMost: pagesAtOnce, in: $0, inserted) }) {}
        } catch {
            belt.stop()
            _ = try? await reading
            throw error
        }
        try await reading
    }

    /// Whether there may be more.
    private static func insert(
        from belt: Belt, atMost limit: Int, in tx: Transaction, _ inserted: (TableShape, [[SQLValue]]) -> Void
    ) throws -> Bool {
        if tx.engine == .postgres, !belt.begin() {
            throw Fault(.storageUnavailable, during: "copying", cause: "others changed the target meanwhile; nothing was kept")
        }
        var count = 0
        while count < limit {
            guard let page = try belt.next() else { return false }
            try page.table.insert(page.rows, in: tx)
            inserted(page.table, page.rows)
            count += 1
        }
        return true
    }

    private static func read(_ loads: [Load], onto belt: Belt) async throws {
        do {
            for load in loads {
                try await load.source.read { tx in
                    for table in load.tables { try table.pages(in: tx) { try belt.put(Belt.Page(table: table, rows: $0)) } }
                }
            }
            belt.end(nil)
        } catch {
            belt.end(error)
            throw error
        }
    }
}

/// Pages on their way from a thread that reads to a thread that writes; both block. All state is behind the condition's lock.
private final class Belt: @unchecked Sendable {
    struct Page: Sendable {
        let table: TableShape
        let rows: [[SQLValue]]
    }

    /// Pages that wait; the reader stops while there are so many.
    private static let limit = 4

    private let condition = NSCondition()
    private var pages: [Page] = []
    private var outcome: Result<Void, any Error>?
    private var isStopped = false
    private var hasBegun = false

    /// True at the first call only: a transaction that is run a second time has lost its pages.
    func begin() -> Bool {
        condition.lock()
        defer { condition.unlock() }
        defer { hasBegun = true }
        return !hasBegun
    }

    func put(_ page: Page) throws {
        condition.lock()
        defer { condition.unlock() }
        while pages.count >= Self.limit, !isStopped { condition.wait() }
        if isStopped { throw CancellationError() }
        pages.append(page)
        condition.broadcast()
    }

    /// The next page; nil after the last, and the reader's error when it had one.
    func next() throws -> Page? {
        condition.lock()
        defer { condition.unlock() }
        while pages.isEmpty {
            if let outcome {
                try outcome.get()
                return nil
            }
            condition.wait()
        }
        condition.broadcast()
        return pages.removeFirst()
    }

    func end(_ error: (any Error)?) {
        condition.lock()
        outcome = error.map { .failure($0) } ?? .success(())
        condition.broadcast()
        condition.unlock()
    }

    func stop() {
        condition.lock()
        isStopped = true
        condition.broadcast()
        condition.unlock()
    }
}
