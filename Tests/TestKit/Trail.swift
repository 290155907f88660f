import Synchronization

/// What was heard, in order, from any thread.
package final class Trail<Element: Sendable>: Sendable {
    private let elements = Mutex<[Element]>([])

    /// Nothing heard yet.
    package init() {}

    /// Hears one more.
    package func add(_ element: Element) { elements.withLock { $0.append(element) } }

    /// Everything so far.
    package var all: [Element] { elements.withLock { $0 } }
}
