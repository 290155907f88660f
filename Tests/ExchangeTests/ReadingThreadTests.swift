import Exchange
import TestKit
import Testing

@Suite struct ReadingThreadTests {
    private struct Enough: Error, Equatable {}

    @Test func `batches arrive in order, one after the other`() async throws {
        var taken: [Int] = []
        try await ReadingThread.run({ hand in for number in 0..<500 { try hand(number) } }, take: { (number: Int) in
            await Task.yield()
            taken.append(number)
        })
        #expect(taken == Array(0..<500))
    }

    @Test func `the reader runs at most two batches ahead`() async throws {
        let read = Trail<Int>()
        var most = 0
        try await ReadingThread.run({ hand in
            for number in 0..<100 {
                read.add(number)
                try hand(number)
            }
        }, take: { (number: Int) in most = max(most, read.all.count - number) })
        #expect(most <= 4)
    }

    @Test func `what the reader throws arrives after its batches`() async throws {
        var taken: [Int] = []
        await #expect(throws: Enough.self) {
            try await ReadingThread.run({ hand in
                for number in 0..<5 { try hand(number) }
                throw Enough()
            }, take: { (number: Int) in taken.append(number) })
        }
        #expect(taken == [0, 1, 2, 3, 4])
    }

    @Test func `a taker that throws ends the reader`() async throws {
        let ended = Trail<Bool>()
        await #expect(throws: Enough.self) {
            try await ReadingThread.run({ hand in
                defer { ended.add(true) }
                for number in 0..<1_000_000 { try hand(number) }
            }, take: { (number: Int) in if number == 3 { throw Enough() } })
        }
        try await Deadline.wait(for: "the reader ended", seconds: 5) { ended.all == [true] }
    }
}
