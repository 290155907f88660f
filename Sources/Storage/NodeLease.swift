import Synchronization
import Values

/// This process's number among the nodes of one database, leased for ten minutes and renewed each minute.
///
/// Keys are unique because a number belongs to one process at a time: once the lease has run out without being renewed, no key
/// can be made until a lease is taken anew.
final class NodeLease: Sendable {
    static let lengthSeconds: Int64 = 600

    private struct State {
        var maker: KeyMaker?
        var until = Instant(ms: 0)
    }

    private let state = Mutex(State())
    private let name: String

    /// A lease that is not taken yet; `name` tells operators which process holds it.
    init(name: String) { self.name = name }

    /// The leased number, or nil before the first lease.
    var node: Int64? { state.withLock { $0.maker?.node } }

    func newKey<Of>() throws -> Key<Of> {
        try state.withLock { state in
            guard let maker = state.maker, state.until > .now else {
                throw Fault(.storageUnavailable, during: "making a key", cause: "this node's number is not leased")
            }
            return maker.next()
        }
    }

    /// Keeps the number while it is ours, else takes the smallest free one.
    func renew(in tx: Transaction, at now: Instant) throws -> Renewal {
        let until = now.adding(seconds: Self.lengthSeconds)
        if let node, try tx.run("""
            UPDATE nodes SET leased_until = \(until) WHERE number = \(node) AND name = \(name) AND leased_until > \(now)
            """) == 1 {
            return Renewal(node: node, until: until)
        }
        let taken = try tx.all("SELECT number FROM nodes WHERE leased_until > \(now) ORDER BY number") { $0.int(0) }
        // Two nodes that start together see the same free numbers; whoever comes second changes no row and goes on to the next.
        for free in 0..<KeyMaker.nodeCount where !taken.contains(free) {
            let rows = try tx.run("""
                INSERT INTO nodes (number, name, leased_until) VALUES (\(free), \(name), \(until))
                ON CONFLICT (number) DO UPDATE SET name = excluded.name, leased_until = excluded.leased_until
                WHERE nodes.leased_until <= \(now)
                """)
            if rows == 1 { return Renewal(node: free, until: until) }
        }
        throw Fault(.overloaded, during: "leasing a node number", cause: "all \(KeyMaker.nodeCount) are taken")
    }

    /// Puts a committed renewal in force.
    func adopt(_ renewal: Renewal) {
        state.withLock { state in
            if let maker = state.maker, maker.node != renewal.node { maker.move(to: renewal.node) }
            if state.maker == nil { state.maker = KeyMaker(node: renewal.node) }
            state.until = renewal.until
        }
    }

    /// Gives the number back, so that the next process may have it at once.
    func release(in tx: Transaction) throws {
        guard let node else { return }
        try tx.run("UPDATE nodes SET leased_until = 0 WHERE number = \(node) AND name = \(name)")
    }

    /// What a renewal wrote, to be adopted once it is committed.
    struct Renewal: Sendable {
        let node: Int64
        let until: Instant
    }
}
