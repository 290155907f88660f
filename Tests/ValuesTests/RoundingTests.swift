import TestKit
import Testing
import Values

struct RoundingTests {
    /// The last column is what Python's `decimal` says with ROUND_HALF_UP.
    @Test func `half a unit rounds away from zero`() throws {
        for row in TextTable.rows("""
            # amount             | by     | over    | gives
            1                    | 1      | 2       | 1
            -1                   | 1      | 2       | -1
            3                    | 1      | 2       | 2
            5                    | 1      | 10      | 1
            14                   | 1      | 10      | 1
            15                   | 1      | 10      | 2
            16                   | 1      | 10      | 2
            -15                  | 1      | 10      | -2
            1                    | 1      | 3       | 0
            2                    | 1      | 3       | 1
            0                    | 7      | 3       | 0
            100                  | 0      | 1000000 | 0
            249                  | 88750  | 1000000 | 22
            1999                 | 88750  | 1000000 | 177
            1999                 | 100000 | 1100000 | 182
            1000                 | 125    | 1000000 | 0
            4000                 | 125    | 1000000 | 1
            12000                | 125    | 1000000 | 2
            12345678901          | 200000 | 1200000 | 2057613150
            9223372036854775807  | 1      | 1       | 9223372036854775807
            9223372036854775807  | 999999 | 1000000 | 9223362813482738952
            -9223372036854775807 | 1      | 3       | -3074457345618258602
            """) {
            let numbers = try row.map { try #require(Int64($0)) }
            #expect(numbers[0].scaled(by: numbers[1], over: numbers[2]) == numbers[3], "\(row)")
        }
    }

    @Test func `no scaled amount is more than half a unit off`() {
        var random = SeededRandom.printed()
        for _ in 0..<20_000 {
            let amount = Int64.random(in: -1 << 40..<1 << 40, using: &random)
            let numerator = Int64.random(in: 0...1_000_000, using: &random)
            let denominator = Int64.random(in: 1...1_500_000, using: &random)
            let result = amount.scaled(by: numerator, over: denominator)
            let twice = 2 * (Int128(amount.magnitude) * Int128(numerator) - Int128(result.magnitude) * Int128(denominator))
            #expect(-Int128(denominator) <= twice && twice < Int128(denominator), "seed \(random.seed)")
            #expect(result == 0 || (result < 0) == (amount < 0), "seed \(random.seed)")
        }
    }

    @Test func `quotients round towards minus infinity`() {
        #expect([-7, -6, -1, 0, 5, 6].map { $0.flooredQuotient(by: 6) } == [-2, -1, -1, 0, 0, 1])
    }

    @Test func `numbers are padded and never cut`() {
        #expect([padded(0, 2), padded(7, 3), padded(1234, 2)] == ["00", "007", "1234"])
    }
}

struct LargestRemainderTests {
    @Test func `what is left goes to the largest remainders, the earlier part first`() {
        for row in TextTable.rows("""
            # total | weights     | parts
            10      | 1 1 1       | 4 3 3
            11      | 1 1 1       | 4 4 3
            -10     | 1 1 1       | -4 -3 -3
            100     | 50 30 20    | 50 30 20
            7       | 0 5 0 5     | 0 4 0 3
            1       | 1 2 3       | 0 0 1
            2       | 1 2 3       | 0 1 1
            3       | 3 3 1       | 1 1 1
            5       | 0 0 0       | 5 0 0
            0       | 3 4         | 0 0
            5       | 9           | 5
            5       |             |
            9223372036854775807 | 1 1 | 4611686018427387904 4611686018427387903
            """) {
            let weights = row[1].split(separator: " ").compactMap { Int64($0) }
            let parts = LargestRemainder.split(Int64(row[0]) ?? 0, over: weights)
            #expect(parts.map(String.init).joined(separator: " ") == row[2], "\(row)")
        }
    }

    @Test func `parts sum to the whole and none is a unit away from its share`() {
        var random = SeededRandom.printed()
        for _ in 0..<5_000 {
            let weights = (0..<Int.random(in: 1...12, using: &random)).map { _ in
                Bool.random(using: &random) ? Int64.random(in: 0...1_000_000, using: &random) : Int64.random(in: 0...3, using: &random)
            }
            let total = Int64.random(in: -1_000_000...1_000_000, using: &random)
            let parts = LargestRemainder.split(total, over: weights)
            let sum = weights.reduce(0, +)
            #expect(parts.count == weights.count && parts.reduce(0, +) == total, "seed \(random.seed)")
            guard sum > 0 else { continue }
            for (part, weight) in zip(parts, weights) {
                #expect(abs(Int128(part) * Int128(sum) - Int128(total) * Int128(weight)) < Int128(sum), "seed \(random.seed)")
                #expect(weight > 0 || part == 0, "seed \(random.seed)")
            }
        }
    }
}
