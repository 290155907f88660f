import Values

/// What a reader typed, as the terms that it asks for.
package struct Query: Sendable {
    /// Characters; nobody types more, and a query stays bounded.
    package static let lengthLimit = 120
    /// Words and pairs of ideographs; later ones do not count.
    static let tokensLimit = 24

    /// One thing that a document must hold: one of several terms, each worth something else.
    struct Token: Sendable {
        /// The word when it may be completed or corrected.
        let word: String?
        let isLatin: Bool
        var ways: [Way]
    }

    /// A term that will do for a token.
    struct Way: Sendable {
        let term: String
        let nearness: Nearness
    }

    /// How near a term is to what was typed.
    enum Nearness: Int, Sendable, CaseIterable {
        case exact
        case beginning
        case oneSlip
        case twoSlips
        /// The title is all of what was typed.
        case whole
    }

    private(set) var tokens: [Token] = []
    /// How many ideographs must stand together to be worth a mark: those of the shortest stretch, three at most.
    let shortestStretch: Int
    /// The title that is what was typed.
    let whole: String
    /// What was typed, on one line.
    package let text: String

    /// Reads what was typed; refuses what is longer than the limit.
    package init(_ text: String) throws {
        let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard line.count <= Self.lengthLimit else { throw SearchRefusal.tooLong(line.count) }
        self.text = line
        let runs = Fold.runs(line)
        whole = Term.whole(runs)
        shortestStretch = min(runs.filter(\.isIdeographic).map(\.scalars.count).min() ?? 3, 3)
        for run in runs { tokens += Self.tokens(of: run) }
        var seen: Set<String> = []
        tokens = Array(tokens.filter { seen.insert($0.ways[0].term).inserted }.prefix(Self.tokensLimit))
    }

    /// Whether there is nothing to look for.
    package var isEmpty: Bool { tokens.isEmpty }

    private static func tokens(of run: Run) -> [Token] {
        guard run.isIdeographic else {
            let word = Term.word(run)
            var ways = [Way(term: word, nearness: .exact)]
            if run.scalars.count <= Term.beginningLimit {
                ways.append(Way(term: Term.beginning(run.scalars), nearness: .beginning))
            }
            return [Token(word: word, isLatin: run.isLatin, ways: ways)]
        }
        let terms = run.scalars.count == 1 ? [run.text] : Term.pairs(run)
        return terms.map { Token(word: nil, isLatin: false, ways: [Way(term: $0, nearness: .exact)]) }
    }

    /// Whether some word is long enough for a slip of the pen.
    var mayBeCorrected: Bool { tokens.contains(where: \.mayBeCorrected) }

    /// The query with the words that each of its words may have meant.
    func corrected(_ meant: (String) throws -> [(word: String, slips: Int)]) rethrows -> Query {
        var query = self
        for index in tokens.indices where tokens[index].mayBeCorrected {
            guard let word = tokens[index].word else { continue }
            query.tokens[index].ways += try meant(word).map {
                Way(term: $0.word, nearness: $0.slips == 1 ? .oneSlip : .twoSlips)
            }
        }
        return query
    }
}

extension Query.Token {
    fileprivate var mayBeCorrected: Bool { isLatin && Slips.forgiven(length: word?.utf8.count ?? 0) > 0 }
}

/// Why a search may say no.
package enum SearchRefusal: Refusal {
    /// With how many characters came.
    case tooLong(Int)

    package var code: String { "query_too_long" }
    package var field: String? { "q" }
    package var reason: String {
        switch self {
        case .tooLong(let count):
            "The query has \(count) characters, and \(Query.lengthLimit) is the limit. Use fewer words."
        }
    }
}
