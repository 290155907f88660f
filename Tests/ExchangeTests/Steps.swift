import Exchange
import Synchronization

/// Gathers what a progress observer is told.
final class Steps: Sendable {
    private let steps = Mutex<[ImportProgress]>([])

    var all: [ImportProgress] { steps.withLock { $0 } }

    func add(_ step: ImportProgress) { steps.withLock { $0.append(step) } }
}
