package import Values

/// What a read or write closure works through. It cannot leave the closure, and nothing inside may await.
///
/// In a write, all of it is kept or nothing; a thrown error rolls it back. On PostgreSQL a closure may run more than once.
package struct Transaction {
    enum Session {
        case sqlite(SQLiteSession)
        case postgres(PostgresSession)
    }

    let session: Session
    let scope: TransactionScope

    /// Runs one statement and tells how many rows it changed.
    @discardableResult
    package func run(_ statement: SQL) throws -> Int {
        try statement.refuseNUL()
        return switch session {
        case .sqlite(let session): try session.run(statement)
        case .postgres(let session): try session.run(statement)
        }
    }

    /// Hands every row to `body`, in the statement's order.
    package func each(_ statement: SQL, _ body: (Row) throws -> Void) throws {
        try statement.refuseNUL()
        switch session {
        case .sqlite(let session): try session.each(statement, body)
        case .postgres(let session): try session.each(statement, body)
        }
    }

    /// Every row, decoded.
    package func all<Value>(_ statement: SQL, _ decode: (Row) throws -> Value) throws -> [Value] {
        var values: [Value] = []
        try each(statement) { values.append(try decode($0)) }
        return values
    }

    /// The first row, decoded; nil when there is none.
    package func first<Value>(_ statement: SQL, _ decode: (Row) throws -> Value) throws -> Value? {
        var value: Value?
        try each(statement) { row in
            if value == nil { value = try decode(row) }
        }
        return value
    }

    /// A single integer, such as a count or a sum; zero when there is no row or it is NULL.
    package func count(_ statement: SQL) throws -> Int64 { try first(statement) { $0.int(0) } ?? 0 }

    /// A new key, ordered after every key that this node made before.
    package func newKey<Of>(_: Of.Type = Of.self) throws -> Key<Of> { try scope.lease.newKey() }

    /// Says that whatever was shown from `topic` is out of date once this write commits, on every node within a second.
    package func touch(_ topic: Topic) { scope.topics.insert(topic) }

    /// Rows that SQLite has walked over in this transaction without an index: hot reads keep it at zero. Zero on PostgreSQL.
    package var fullScanSteps: Int {
        if case .sqlite(let session) = session { session.fullScanSteps } else { 0 }
    }

    /// Which engine runs this, for the few words that differ.
    package var engine: Engine {
        switch session {
        case .sqlite: .sqlite
        case .postgres: .postgres
        }
    }
}

/// What a transaction leaves behind for the moment after its commit.
final class TransactionScope {
    let lease: NodeLease
    var topics: Set<Topic> = []
    /// Whether the outbox or the jobs table got a row, so that the clockwork should look at once.
    var leftWork = false

    init(lease: NodeLease) { self.lease = lease }
}

/// Something that pages are made from and that can change: an item by its key, or one of the hub-wide topics.
package struct Topic: Hashable, Sendable {
    /// Keys are far above 1,000, so small numbers name the hub-wide topics.
    package let raw: Int64

    /// The topic of one thing, by its key.
    package init<Of>(_ key: Key<Of>) { raw = key.raw }

    init(raw: Int64) { self.raw = raw }

    /// Whether it is one thing's, and not one of the hub-wide topics below.
    package var isThing: Bool { raw > 1_000 }

    /// Any release, opening or membership of a release.
    package static let releases = Topic(raw: 1)
    /// Markets, stores, tax rates and whatever else frames every page.
    package static let settings = Topic(raw: 2)
    /// The list of stories.
    package static let stories = Topic(raw: 3)
    /// The list of products.
    package static let products = Topic(raw: 4)
    /// What can be found by words.
    package static let search = Topic(raw: 5)
    /// The lists of athletes and sports.
    package static let athletes = Topic(raw: 6)
    /// The list of films and their campaigns.
    package static let films = Topic(raw: 7)
}
