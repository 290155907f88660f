import Values

/// How near to the title a term stands, in each of four languages: two bits a language, so that one byte holds all.
struct Levels: Hashable, Sendable {
    /// Where a term stands in a text; the numbers are stored.
    enum Level: UInt8, Comparable {
        case body = 1
        case label = 2
        case title = 3

        static func < (left: Level, right: Level) -> Bool { left.rawValue < right.rawValue }
    }

    private(set) var raw: UInt8 = 0

    mutating func raise(_ language: Language, to level: Level) {
        let shift = language.shift
        if level.rawValue > raw >> shift & 3 { raw = raw & ~(3 << shift) | level.rawValue << shift }
    }

    /// The level in a language, 0 for none.
    static func level(_ raw: UInt8, in language: Language) -> Int { Int(raw >> language.shift & 3) }
}

extension Language {
    /// Where a language's two bits stand; stored, so it never changes.
    fileprivate var shift: UInt8 {
        switch self {
        case .english: 0
        case .japanese: 2
        case .korean: 4
        case .chinese: 6
        }
    }
}

/// The forms of words under which documents are kept.
enum Term {
    /// Longer words are cut.
    static let wordLimit = 40
    /// Beginnings of title words are kept up to this length.
    static let beginningLimit = 10
    /// Titles are compared as a whole up to this length.
    static let wholeLimit = 80

    static func word(_ run: Run) -> String { String(String.UnicodeScalarView(run.scalars.prefix(wordLimit))) }
    static func beginning(_ scalars: some Sequence<Unicode.Scalar>) -> String { "^" + String(String.UnicodeScalarView(scalars)) }
    static func whole(_ runs: [Run]) -> String { String(("=" + runs.map(\.text).joined(separator: " ")).prefix(wholeLimit)) }

    /// The pairs of neighbours in a stretch of ideographs.
    static func pairs(_ run: Run) -> [String] {
        zip(run.scalars, run.scalars.dropFirst()).map { first, second in
            var text = String.UnicodeScalarView()
            text.append(first)
            text.append(second)
            return String(text)
        }
    }
}

/// A document as its terms.
struct Entry: Sendable {
    private(set) var terms: [String: Levels] = [:]
    /// Latin words that a slip of the pen may mean.
    private(set) var words: Set<String> = []
    /// Changes whenever anything of the document does; never 0, which says that a document is to be written anew.
    let digest: Int64
    /// The sum of the digests of its terms: what its postings must come to.
    let termsDigest: Int64

    init(_ document: Document) {
        var terms = Gatherer()
        for (language, text) in document.texts { terms.take(text, language) }
        self.terms = terms.terms
        words = terms.words
        var rest = Digest()
        rest.take(document.path)
        rest.take("\(document.kind.rawValue)/\(document.freshAt.ms)/\(document.rank)")
        for language in Language.allCases { rest.take(document.texts[language]?.title ?? "") }
        let sum = terms.terms.reduce(UInt64(0)) { $0 &+ Self.digest(of: $1.key, $1.value.raw) }
        termsDigest = Int64(bitPattern: sum)
        let whole = Int64(bitPattern: rest.value &+ sum)
        digest = whole == 0 ? 1 : whole
    }

    /// The digest of one term with its levels.
    static func digest(of term: String, _ levels: UInt8) -> UInt64 {
        var digest = Digest()
        digest.take(term)
        return (digest.value ^ UInt64(levels)) &* Digest.prime
    }
}

/// FNV-1a with 64 bits: the same on every machine.
struct Digest {
    static let prime: UInt64 = 0x100_0000_01B3
    private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

    mutating func take(_ text: String) {
        for byte in text.utf8 { value = (value ^ UInt64(byte)) &* Self.prime }
        value = (value ^ 0xFF) &* Self.prime
    }
}

/// Gathers the terms of texts.
private struct Gatherer {
    private(set) var terms: [String: Levels] = [:]
    private(set) var words: Set<String> = []

    mutating func take(_ text: Document.Text, _ language: Language) {
        let title = Fold.runs(text.title)
        if !title.isEmpty { terms[Term.whole(title), default: Levels()].raise(language, to: .title) }
        take(title, language, .title)
        for label in text.labels { take(Fold.runs(label), language, .label) }
        take(Fold.runs(text.body), language, .body)
    }

    private mutating func take(_ runs: [Run], _ language: Language, _ level: Levels.Level) {
        for run in runs {
            if run.isIdeographic {
                takeIdeographs(run, language, level)
                continue
            }
            let word = Term.word(run)
            terms[word, default: Levels()].raise(language, to: level)
            if run.isLatin { words.insert(word) }
            guard level == .title else { continue }
            for length in 1...Term.beginningLimit where length < run.scalars.count {
                terms[Term.beginning(run.scalars.prefix(length)), default: Levels()].raise(language, to: level)
            }
        }
    }

    /// Pairs always; single characters near the title, and where they are words of one or two characters.
    private mutating func takeIdeographs(_ run: Run, _ language: Language, _ level: Levels.Level) {
        for pair in Term.pairs(run) { terms[pair, default: Levels()].raise(language, to: level) }
        guard level > .body || run.scalars.count <= 2 else { return }
        for scalar in run.scalars { terms[String(scalar), default: Levels()].raise(language, to: level) }
    }
}
