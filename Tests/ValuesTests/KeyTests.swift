import Foundation
import Synchronization
import TestKit
import Testing
import Values

struct KeyTests {
    private enum Scarf {}

    @Test func `keys of one maker rise, also within one millisecond`() {
        let maker = KeyMaker(node: 7)
        let keys = (0..<20_000).map { _ in maker.next(Scarf.self) }
        #expect(zip(keys, keys.dropFirst()).allSatisfy { $0 < $1 })
        #expect(keys.allSatisfy { $0.raw > 0 })
    }

    @Test func `a key holds the time, the node and the sequence`() {
        let maker = KeyMaker(node: 1023) { Instant(ms: KeyMaker.epochMs + 5) }
        #expect((0..<3).map { _ in maker.next(Scarf.self).raw } == [0, 1, 2].map { 5 << 22 | 1023 << 12 | $0 })
        #expect(maker.node == 1023)
    }

    @Test func `the 4097th key of a millisecond borrows from the next one`() {
        let maker = KeyMaker(node: 3) { Instant(ms: KeyMaker.epochMs + 5) }
        let keys = (0..<4097).map { _ in maker.next(Scarf.self).raw }
        #expect(keys[4095] == 5 << 22 | 3 << 12 | 4095)
        #expect(keys[4096] == 6 << 22 | 3 << 12)
    }

    @Test func `keys rise on when the clock goes back`() {
        let clock = Mutex<Int64>(1_000)
        let maker = KeyMaker(node: 0) { Instant(ms: KeyMaker.epochMs + clock.withLock { $0 }) }
        let before = maker.next(Scarf.self)
        clock.withLock { $0 = 10 }
        let after = (0..<5_000).map { _ in maker.next(Scarf.self) }
        #expect(before < after[0])
        #expect(zip(after, after.dropFirst()).allSatisfy { $0 < $1 })
        clock.withLock { $0 = 2_000 }
        #expect(maker.next(Scarf.self).raw == 2_000 << 22)
    }

    @Test func `many threads of several nodes never make the same key`() async {
        let makers = (0..<4).map { KeyMaker(node: $0) }
        let keys = await withTaskGroup(of: [Int64].self) { group in
            for worker in 0..<16 {
                group.addTask { (0..<2_000).map { _ in makers[worker % 4].next(Scarf.self).raw } }
            }
            return await group.reduce(into: [], +=)
        }
        #expect(keys.count == 32_000)
        #expect(Set(keys).count == 32_000)
    }

    @Test func `a maker that moved makes keys of its new node`() {
        let maker = KeyMaker(node: 1) { Instant(ms: KeyMaker.epochMs + 9) }
        _ = maker.next(Scarf.self)
        maker.move(to: 2)
        #expect(maker.next(Scarf.self).raw == 9 << 22 | 2 << 12 | 1)
    }

    @Test func `a key travels as text and as JSON`() throws {
        let key = Key<Scarf>(raw: 123_456_789_012_345)
        #expect(Key<Scarf>(key.description) == key)
        #expect(String(decoding: try JSONEncoder().encode([key]), as: UTF8.self) == "[123456789012345]")
        #expect(try JSONDecoder().decode([Key<Scarf>].self, from: Data("[123456789012345]".utf8)) == [key])
        #expect(key.retyped(as: Item.self).raw == key.raw)
    }
}

struct Base32Tests {
    @Test func `integers become thirteen characters`() {
        for row in TextTable.rows("""
            0                   | 0000000000000
            31                  | 000000000000z
            32                  | 0000000000010
            1125899906842624    | 0010000000000
            9223372036854775807 | 7zzzzzzzzzzzz
            """) {
            #expect(Int64(row[0]).map(Base32.encode) == row[1])
            #expect(Base32.decode(row[1]) == Int64(row[0]))
            #expect(Base32.decode(row[1].uppercased()) == Int64(row[0]))
        }
    }

    @Test(arguments: [
        "", "000000000000", "00000000000000", "000000000000i", "000000000000l", "000000000000o", "000000000000u",
        "00000000 0000", "8000000000000", "g000000000000", "zzzzzzzzzzzzz", "00000000000é", "-000000000001",
    ])
    func `other text is no key`(text: String) {
        #expect(Base32.decode(text) == nil)
    }

    @Test func `any integer comes back, and texts sort as integers do`() {
        var random = SeededRandom.printed()
        let numbers = (0..<5_000).map { _ in Int64.random(in: 0...Int64.max >> Int64.random(in: 0...62, using: &random), using: &random) }
        for number in numbers { #expect(Base32.decode(Base32.encode(number)) == number, "seed \(random.seed)") }
        #expect(numbers.sorted().map(Base32.encode) == numbers.map(Base32.encode).sorted(), "seed \(random.seed)")
    }
}
