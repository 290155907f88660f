/// Slips of the pen in Latin words: one in words of 4 to 7 letters, two in longer ones; two letters that changed places are one.
///
/// Words are found by what is left of them when letters are left out (the deletion neighbourhood of Wolf Garbe's SymSpell): a word
/// within the distance of another shares such a rest with it. Only the first seven letters are used for that, so that a word has
/// at most 29 rests; the distance itself is measured on whole words.
enum Slips {
    private static let headLength = 7
    /// Words that a slip may have meant; nobody means more, and a query stays bounded.
    static let meantLimit = 200
    /// Shorter and longer words are not corrected to.
    static let lengths = 3...30

    /// How many slips are forgiven in a query's word.
    static func forgiven(length: Int) -> Int { length < 4 ? 0 : length < 8 ? 1 : 2 }

    /// The rests under which a word of the index is kept: two letters less where a query's word may be two slips away.
    static func rests(ofKnown word: String) -> Set<Int64> { rests(of: word, missing: word.utf8.count < 6 ? 1 : 2) }

    /// The rests of a query's word.
    static func rests(ofAsked word: String) -> Set<Int64> { rests(of: word, missing: forgiven(length: word.utf8.count)) }

    private static func rests(of word: String, missing: Int) -> Set<Int64> {
        let head = Array(word.utf8.prefix(headLength))
        var rests: Set<[UInt8]> = [head]
        var last = rests
        for _ in 0..<missing {
            var next: Set<[UInt8]> = []
            for rest in last where rest.count > 1 {
                for place in rest.indices {
                    var shorter = rest
                    shorter.remove(at: place)
                    next.insert(shorter)
                }
            }
            rests.formUnion(next)
            last = next
        }
        return Set(rests.map(hash))
    }

    private static func hash(_ bytes: [UInt8]) -> Int64 {
        var value: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in bytes { value = (value ^ UInt64(byte)) &* Digest.prime }
        return Int64(bitPattern: value)
    }

    /// The distance of two words by optimal string alignment, or nil when it is above `most`.
    static func distance(_ first: String, _ second: String, most: Int) -> Int? {
        let (a, b) = (Array(first.utf8), Array(second.utf8))
        guard abs(a.count - b.count) <= most else { return nil }
        var (before, last, row) = ([Int](), Array(0...b.count), [Int](repeating: 0, count: b.count + 1))
        for i in 1...max(a.count, 1) where !a.isEmpty {
            row[0] = i
            var least = i
            for j in 1...max(b.count, 1) where !b.isEmpty {
                let cost = a[i - 1] == b[j - 1] ? 0 : 1
                var value = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + cost)
                if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] { value = min(value, before[j - 2] + 1) }
                row[j] = value
                least = min(least, value)
            }
            if least > most { return nil }
            (before, last) = (last, row)
        }
        return last[b.count] <= most ? last[b.count] : nil
    }
}
