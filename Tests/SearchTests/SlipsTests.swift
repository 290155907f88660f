import TestKit
import Testing

@testable import Search

/// Slips of the pen.
struct SlipsTests {
    @Test func `distances are those of optimal string alignment`() {
        let rows = TextTable.rows("""
            skating | skating | 2 | 0
            skating | skateing | 2 | 1
            skating | sktaing | 2 | 1
            skating | skatin | 1 | 1
            skating | kating | 1 | 1
            skating | skatings | 1 | 1
            skating | skeeting | 2 | 2
            skating | skiing | 2 | 2
            ab | ba | 1 | 1
            ca | abc | 3 | 3
            abcd | dcba | 2 | -
            a | abc | 2 | 2
            kim | cam | 1 | -
            """)
        for row in rows {
            let found = Slips.distance(row[0], row[1], most: Int(row[2]) ?? 0)
            #expect(found.map { "\($0)" } ?? "-" == row[3], "\(row[0]) \(row[1])")
            #expect(Slips.distance(row[1], row[0], most: Int(row[2]) ?? 0) == found)
        }
    }

    @Test func `a word within the forgiven distance shares a rest with the one that was meant`() {
        var random = SeededRandom.printed()
        let letters = Array("abcdefgh")
        for round in 0..<2_000 {
            let known = String((0..<Int.random(in: 3...14, using: &random)).map { _ in letters.randomElement(using: &random) ?? "a" })
            var asked = Array(known)
            for _ in 0..<Int.random(in: 0...2, using: &random) {
                let place = Int.random(in: 0..<asked.count, using: &random)
                switch Int.random(in: 0..<4, using: &random) {
                case 0: asked[place] = letters.randomElement(using: &random) ?? "a"
                case 1: asked.insert(letters.randomElement(using: &random) ?? "a", at: place)
                case 2 where asked.count > 3: asked.remove(at: place)
                default: if place + 1 < asked.count { asked.swapAt(place, place + 1) }
                }
            }
            let word = String(asked)
            let most = Slips.forgiven(length: word.utf8.count)
            guard most > 0, Slips.distance(word, known, most: most) != nil else { continue }
            let shared = Slips.rests(ofKnown: known).intersection(Slips.rests(ofAsked: word))
            #expect(!shared.isEmpty, "round \(round): \(known) \(word)")
        }
    }

    @Test func `a word has at most 29 rests`() {
        #expect(Slips.rests(ofKnown: "abcdefghij").count == 29)
        #expect(Slips.rests(ofKnown: "abcde").count == 6)
        #expect(Slips.rests(ofAsked: "abcd").count == 5)
        #expect(Slips.rests(ofAsked: "abc").count == 1)
    }
}
