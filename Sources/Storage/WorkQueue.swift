import Foundation
import Values

/// A bounded queue between tasks that await and threads that block.
final class WorkQueue<Work>: @unchecked Sendable {
    /// More waiting work than this is refused, so that a slow disk turns into a clear answer instead of memory.
    static var limit: Int { 20_000 }

    private let condition = NSCondition()
    private var waiting: [Work] = []
    private var isClosed = false

    /// Adds work, or throws a retryable fault when the queue is full or closed.
    func submit(_ work: Work, during operation: String) throws {
        condition.lock()
        defer { condition.unlock() }
        if isClosed { throw Fault(.storageUnavailable, during: operation, cause: "the database is closed") }
        if waiting.count >= Self.limit {
            throw Fault(.overloaded, during: operation, cause: "\(Self.limit) transactions are waiting already")
        }
        waiting.append(work)
        condition.signal()
    }

    /// Waits for work and takes up to `most` pieces in order; nil once the queue is closed and empty.
    func take(most: Int) -> [Work]? {
        condition.lock()
        defer { condition.unlock() }
        while waiting.isEmpty {
            if isClosed { return nil }
            condition.wait()
        }
        if waiting.count <= most {
            defer { waiting.removeAll(keepingCapacity: true) }
            return waiting
        }
        let batch = Array(waiting.prefix(most))
        waiting.removeFirst(most)
        return batch
    }

    /// Takes no more work; what is waiting is still done.
    func close() {
        condition.lock()
        isClosed = true
        condition.broadcast()
        condition.unlock()
    }
}

/// One closure on its way through a thread, and the task that awaits it.
struct TransactionWork: Sendable {
    /// Runs the closure and keeps its result; returns what it threw.
    let run: @Sendable (Transaction) -> (any Error)?
    /// Resumes the waiting task with the kept result, or with the error.
    let settle: @Sendable ((any Error)?) -> Void

    /// Wraps a closure and the continuation of the task that waits for it.
    init<Value: Sendable>(
        _ body: @escaping @Sendable (Transaction) throws -> Value, _ continuation: CheckedContinuation<Value, any Error>
    ) {
        let box = ResultBox<Value>()
        run = { transaction in
            do {
                box.value = try body(transaction)
                return nil
            } catch {
                return error
            }
        }
        settle = { error in
            if let error {
                continuation.resume(throwing: error)
            } else if let value = box.value {
                continuation.resume(returning: value)
            } else {
                preconditionFailure("work was settled before it ran")
            }
        }
    }
}

/// Written by the thread that runs the work, read by the same thread when it settles it.
private final class ResultBox<Value>: @unchecked Sendable {
    var value: Value?
}
