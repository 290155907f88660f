import Foundation

/// Where threads wait until all of them are there, or until it has taken too long.
final class StartingLine: @unchecked Sendable {
    private static let patienceSeconds = 30.0
    private let condition = NSCondition()
    private var missing: Int

    init(_ count: Int) { missing = count }

    func wait() {
        condition.lock()
        defer { condition.unlock() }
        missing -= 1
        condition.broadcast()
        let end = Date(timeIntervalSinceNow: Self.patienceSeconds)
        while missing > 0, condition.wait(until: end) {}
    }
}
