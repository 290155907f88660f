import Foundation

/// SplitMix64 (Steele, Lea, Flood, "Fast splittable pseudorandom number generators"): the same seed gives the same numbers.
package struct SeededRandom: RandomNumberGenerator, Sendable {
    /// What a failing test must name, so that `STADION_TEST_SEED` can run it again.
    package let seed: UInt64
    private var state: UInt64

    /// Numbers of one seed.
    package init(_ seed: UInt64) {
        self.seed = seed
        state = seed
    }

    /// The seed that `STADION_TEST_SEED` names, or a new one, printed beside the name of its test.
    package static func printed(_ test: String = #function) -> SeededRandom {
        let named = ProcessInfo.processInfo.environment["STADION_TEST_SEED"].flatMap(UInt64.init)
        let random = SeededRandom(named ?? UInt64.random(in: 0..<1_000_000_000))
        print("seed \(random.seed) in \(test)")
        return random
    }

    /// The next 64 bits of the sequence.
    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
