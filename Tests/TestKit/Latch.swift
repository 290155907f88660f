import Dispatch
import Synchronization

/// Opened once, by a task or a thread; others wait for it.
package final class Latch: Sendable {
    private let isOpen = Mutex(false)
    private let semaphore = DispatchSemaphore(value: 0)

    /// A closed latch.
    package init() {}

    /// Lets everybody through, now and later.
    package func open() {
        isOpen.withLock { $0 = true }
        semaphore.signal()
    }

    /// Waits on a thread, such as inside a transaction; gives up after twenty seconds, so that a broken test ends.
    package func block() {
        guard semaphore.wait(timeout: .now() + 20) == .success else { return }
        semaphore.signal()
    }

    /// Waits in a task.
    package func wait(for state: String = "the latch is open") async throws {
        try await Deadline.wait(for: state) { isOpen.withLock { $0 } }
    }
}
