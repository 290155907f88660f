import Foundation
import Synchronization

/// A thread of its own for reading what blocks, so that no thread waits that all tasks share.
package enum ReadingThread {
    /// Batches that may wait for their taker; the reader pauses until there is room.
    private static let waitingBatches = 2

    /// Runs `read` on its own thread. What it hands on reaches `take` in order, one after the other; what either throws ends both.
    package static func run<Batch: Sendable>(
        _ read: @escaping @Sendable (_ hand: (Batch) throws -> Void) throws -> Void,
        take: (Batch) async throws -> Void
    ) async throws {
        let room = Room(waitingBatches)
        defer { room.close() }
        for try await batch in batches(read, room) {
            try await take(batch)
            room.add()
        }
        try Task.checkCancellation()
    }

    private static func batches<Batch: Sendable>(
        _ read: @escaping @Sendable (_ hand: (Batch) throws -> Void) throws -> Void, _ room: Room
    ) -> AsyncThrowingStream<Batch, any Error> {
        AsyncThrowingStream { stream in
            let thread = Thread {
                do {
                    try read { batch in
                        try room.wait()
                        stream.yield(batch)
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

    /// How many more batches may be read.
    private final class Room: Sendable {
        private let places = DispatchSemaphore(value: 0)
        private let isClosed = Atomic(false)

        init(_ count: Int) { for _ in 0..<count { places.signal() } }

        func add() { places.signal() }

        /// Waits for a place; throws when nobody takes any more.
        func wait() throws {
            places.wait()
            if isClosed.load(ordering: .acquiring) { throw CancellationError() }
        }

        /// Ends the reader at its next batch, also one that waits already.
        func close() {
            isClosed.store(true, ordering: .releasing)
            places.signal()
        }
    }
}
