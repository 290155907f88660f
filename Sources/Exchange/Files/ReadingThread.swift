import Foundation

/// A thread of its own for reading what blocks, so that no thread waits that all tasks share.
package enum ReadingThread {
    /// Batches that may wait for their taker; the reader pauses until there is room.
    private static let waitingBatches = 2

    /// Runs `read` on its own thread. What it hands on reaches `take` in order, one after the other; what either throws ends both.
    package static func run<Batch: Sendable>(
        _ read: @escaping @Sendable (_ hand: (Batch) throws -> Void) throws -> Void,
        take: (Batch) async throws -> Void
    ) async throws {
        let room = DispatchSemaphore(value: waitingBatches)
        for try await batch in batches(read, room) {
            try await take(batch)
            room.signal()
        }
        try Task.checkCancellation()
    }

    private static func batches<Batch: Sendable>(
        _ read: @escaping @Sendable (_ hand: (Batch) throws -> Void) throws -> Void, _ room: DispatchSemaphore
    ) -> AsyncThrowingStream<Batch, any Error> {
        AsyncThrowingStream { stream in
            stream.onTermination = { _ in room.signal() }
            let thread = Thread {
                do {
                    try read { batch in
                        room.wait()
                        if case .terminated = stream.yield(batch) { throw CancellationError() }
                    }
                    stream.finish()
                } catch {
                    stream.finish(throwing: error)
                }
            }
            thread.name = "reading"
            thread.stackSize = 4 << 20
            thread.start()
        }
    }
}
