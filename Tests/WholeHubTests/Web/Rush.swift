import Synchronization
import TestKit

/// Fans who buy bottles until they are told to stop, or until the hub is gone.
final class Rush: Sendable {
    private struct State {
        var orders: [String] = []
        var isOver = false
        var problems: [String] = []
    }

    private let state = Mutex(State())

    /// The pages of the orders that were acknowledged so far.
    var orders: [String] { state.withLock { $0.orders } }
    /// What fans met that was neither an order nor the end of the connection.
    var problems: [String] { state.withLock { $0.problems } }

    /// Lets so many fans in, and returns when all have stopped.
    func run(_ fans: Int, at hub: HubProcess) async {
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<fans {
                group.addTask {
                    do {
                        try await Fan.visit(hub) { fan in
                            while !self.isOver { self.add(try fan.buy("bottle")) }
                        }
                    } catch is BrokenWire {
                        return
                    } catch {
                        self.state.withLock { $0.problems.append("\(error)") }
                    }
                }
            }
        }
    }

    /// Waits until so many orders were acknowledged.
    func reaches(_ count: Int) async throws {
        try await Deadline.wait(for: "\(count) orders", seconds: 20) { orders.count >= count || !problems.isEmpty }
    }

    /// Tells everybody to stop after the order at hand.
    func end() { state.withLock { $0.isOver = true } }

    private var isOver: Bool { state.withLock { $0.isOver } }
    private func add(_ order: String) { state.withLock { $0.orders.append(order) } }
}
