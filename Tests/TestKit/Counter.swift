import Synchronization

/// Counts calls from any thread.
package final class Counter: Sendable {
    private let calls = Atomic(0)

    /// Starts at zero.
    package init() {}

    /// One more.
    package func add() { calls.add(1, ordering: .sequentiallyConsistent) }

    /// How many there were.
    package var count: Int { calls.load(ordering: .sequentiallyConsistent) }
}
