import Synchronization

/// Makes keys for one node: time-ordered, and never the same twice while the node's number is leased to this process.
package final class KeyMaker: Sendable {
    /// 2020-01-01T00:00:00Z in milliseconds since 1970.
    package static let epochMs: Int64 = 1_577_836_800_000
    /// Node numbers run from 0 to 1,023.
    package static let nodeCount: Int64 = 1 << 10
    private static let sequenceCount: Int64 = 1 << 12

    private struct State {
        var node: Int64
        var lastMs: Int64 = 0
        var sequence: Int64 = 0

        /// The next integer; when 4,096 keys were made in one millisecond, or the clock went back, it borrows from the next.
        mutating func next(nowMs: Int64) -> Int64 {
            if nowMs > lastMs {
                lastMs = nowMs
                sequence = 0
            } else {
                sequence += 1
                if sequence == KeyMaker.sequenceCount {
                    lastMs += 1
                    sequence = 0
                }
            }
            return (lastMs - KeyMaker.epochMs) << 22 | node << 12 | sequence
        }
    }

    private let state: Mutex<State>
    private let now: @Sendable () -> Instant

    /// A maker for one node number, which nobody else may use at the same time.
    package init(node: Int64, now: @escaping @Sendable () -> Instant = { .now }) {
        precondition((0..<Self.nodeCount).contains(node), "a node number has ten bits")
        self.now = now
        state = Mutex(State(node: node))
    }

    /// The number of the node that this maker makes keys for.
    package var node: Int64 { state.withLock { $0.node } }

    /// Moves to another node number, when a lease was lost and a new one was taken.
    package func move(to node: Int64) { state.withLock { $0.node = node } }

    /// A key that this node has never made before.
    package func next<Of>(_: Of.Type = Of.self) -> Key<Of> {
        Key(raw: state.withLock { $0.next(nowMs: now().ms) })
    }
}
