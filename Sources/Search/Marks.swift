/// Where a text meets a query, so that a page can mark it.
package enum Marks {
    /// A piece of a text, and whether it was looked for.
    package struct Piece: Hashable, Sendable {
        /// The piece as it is written.
        package let text: String
        /// Whether it was looked for.
        package let isMatch: Bool
    }

    /// The pieces of `text`, in order; joined they are the text. A word is marked when it is one of the query's, begins with one,
    /// or is a slip away from one; ideographs are marked where some of them stand side by side as in the query.
    package static func pieces(of text: String, for query: Query) -> [Piece] {
        let characters = Array(text)
        let folded = characters.map { Fold.runs(String($0)) }
        var isMatch = [Bool](repeating: false, count: characters.count)
        markWords(folded, query, &isMatch)
        markIdeographs(folded, query, &isMatch)
        var pieces: [Piece] = []
        var start = 0
        for index in 1...max(characters.count, 1) where index >= characters.count || isMatch[index] != isMatch[start] {
            guard start < characters.count else { break }
            pieces.append(Piece(text: String(characters[start..<min(index, characters.count)]), isMatch: isMatch[start]))
            start = index
        }
        return pieces
    }

    private static func markWords(_ folded: [[Run]], _ query: Query, _ isMatch: inout [Bool]) {
        let words = query.tokens.compactMap(\.word)
        guard !words.isEmpty else { return }
        var index = 0
        while index < folded.count {
            guard folded[index].first.map({ !$0.isIdeographic }) == true else {
                index += 1
                continue
            }
            let start = index
            var word = ""
            while index < folded.count, let run = folded[index].first, !run.isIdeographic {
                word += folded[index].map(\.text).joined()
                index += 1
            }
            if words.contains(where: { meets(word, $0) }) {
                for place in start..<index { isMatch[place] = true }
            }
        }
    }

    private static func meets(_ word: String, _ asked: String) -> Bool {
        if word.hasPrefix(asked) { return true }
        let most = Slips.forgiven(length: asked.utf8.count)
        return most > 0 && Slips.distance(asked, word, most: most) != nil
    }

    private static func markIdeographs(_ folded: [[Run]], _ query: Query, _ isMatch: inout [Bool]) {
        let terms = Set(query.tokens.filter { $0.word == nil }.map { $0.ways[0].term })
        guard !terms.isEmpty else { return }
        let singles = folded.map { $0.first.map { $0.isIdeographic ? $0.text : "" } ?? "" }
        var start = 0
        while start < singles.count {
            var end = start
            while end + 1 < singles.count, !singles[end + 1].isEmpty, terms.contains(singles[end] + singles[end + 1]) { end += 1 }
            let isLone = terms.contains(singles[start])
            if end > start ? end - start + 1 >= query.shortestStretch : isLone {
                for place in start...end { isMatch[place] = true }
            }
            start = end + 1
        }
    }
}
