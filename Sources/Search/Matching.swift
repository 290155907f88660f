import Foundation
import Storage
import Values

/// The documents that meet a query, by kind and in the order of their worth, before anybody asked whether they are open.
struct Matching {
    /// A block of a kind.
    private struct Place: Hashable {
        let kind: Int64
        let block: Int64
    }

    /// What one row of postings gives to one token; no token is for what only adds.
    private struct Gift {
        let token: Int?
        let table: [Int32]
        let bytes: Data
    }

    private var found: [Kind: Ranking] = [:]
    private let need: Int
    private let tokens: Int

    /// Reads the postings of a query's terms and adds up; all tokens must be met, or only one of them when `isLoose`.
    init(_ query: Query, _ worth: Worth, of kinds: [Kind], isLoose: Bool = false, in tx: Transaction) throws {
        tokens = query.tokens.count
        need = isLoose ? 1 : tokens
        var gifts: [Place: [Gift]] = [:]
        let asked = Self.asked(query)
        for part in asked.keys.sorted().parts(of: Index.rowsAtOnce) {
            let kinds = SQL.list(kinds.map(\.rawValue))
            try tx.each("""
                SELECT term, kind, block, bytes FROM search_postings WHERE term IN (\(SQL.list(part))) AND kind IN (\(kinds))
                """) { row in
                    let (place, bytes) = (Place(kind: row.int(1), block: row.int(2)), row.bytes(3))
                    for ask in asked[row.text(0)] ?? [] {
                        gifts[place, default: []].append(Gift(token: ask.token, table: worth.table(ask.nearness), bytes: bytes))
                    }
                }
        }
        var scratch = Scratch(tokens: tokens)
        // Later blocks first, so that among equals the newest document leads.
        for (place, gifts) in gifts.sorted(by: { $0.key.block > $1.key.block }) {
            guard let kind = Kind(rawValue: place.kind) else { continue }
            if !isLoose, Set(gifts.compactMap(\.token)).count < tokens { continue }
            for gift in gifts { scratch.add(gift.bytes, gift.table, to: gift.token) }
            let first = place.block * Block.size
            // Taken out while it grows, so that it is not copied.
            var ranking = found.removeValue(forKey: kind) ?? Ranking(tokens: tokens)
            scratch.drain(need: need) { ranking.add(first + Int64($0), points: $1, rank: $2) }
            found[kind] = ranking
        }
    }

    /// Which tokens a term answers, and how.
    private static func asked(_ query: Query) -> [String: [(token: Int?, nearness: Query.Nearness)]] {
        var asked: [String: [(token: Int?, nearness: Query.Nearness)]] = [query.whole: [(nil, .whole)]]
        for (index, token) in query.tokens.enumerated() {
            for way in token.ways { asked[way.term, default: []].append((index, way.nearness)) }
        }
        return asked
    }

    /// The numbers of a kind's documents with what they are worth, the best first.
    func ranked(_ kind: Kind) -> Ranked { Ranked(found[kind] ?? Ranking(tokens: 0)) }
}

/// Documents by points; among equals the rank decides, then the number. Nothing is sorted before somebody asks for it.
struct Ranking {
    /// By points: numbers with their ranks in the last eight bits, later documents first.
    fileprivate private(set) var classes: [[Int64]]

    init(tokens: Int) { classes = Array(repeating: [], count: tokens * 2 * Worth.title + Worth.whole + 1) }

    fileprivate mutating func add(_ number: Int64, points: Int32, rank: Int32) {
        classes[min(Int(points), classes.count - 1)].append(number << 8 | Int64(rank))
    }
}

/// Walks over a ranking from its best document on.
struct Ranked: Sequence, IteratorProtocol {
    private let ranking: Ranking
    private var points: Int
    private var current: [Int64] = []
    private var place = 0

    fileprivate init(_ ranking: Ranking) {
        self.ranking = ranking
        points = ranking.classes.count
    }

    mutating func next() -> (number: Int64, worth: Int32)? {
        while place == current.count {
            guard points > 0 else { return nil }
            points -= 1
            if !ranking.classes[points].isEmpty {
                current = Self.byRank(ranking.classes[points])
                place = 0
            }
        }
        defer { place += 1 }
        return (current[place] >> 8, Int32(points << 8) | Int32(current[place] & 255))
    }

    /// Higher ranks first, and else as they came.
    private static func byRank(_ entries: [Int64]) -> [Int64] {
        var starts = [Int](repeating: 0, count: 257)
        for entry in entries { starts[256 - Int(entry & 255)] += 1 }
        for rank in 1...256 { starts[rank] += starts[rank - 1] }
        var sorted = [Int64](repeating: 0, count: entries.count)
        for entry in entries {
            let rank = 255 - Int(entry & 255)
            sorted[starts[rank]] = entry
            starts[rank] += 1
        }
        return sorted
    }
}

/// Sums for the documents of one block.
private struct Scratch {
    private static let size = Int(Block.size)

    private let tokens: Int
    /// The best way to meet each token, document by document.
    private var best: [Int32]
    private var bonus = [Int32](repeating: 0, count: size)
    private var ranks = [Int32](repeating: 0, count: size)
    private var met = [UInt32](repeating: 0, count: size)

    init(tokens: Int) {
        self.tokens = tokens
        best = [Int32](repeating: 0, count: tokens * Self.size)
    }

    mutating func add(_ bytes: Data, _ table: [Int32], to token: Int?) {
        guard let token else {
            Posting.each(in: bytes) { bonus[$0.place] = max(bonus[$0.place], table[Int($0.levels)]) }
            return
        }
        let (start, bit) = (token * Self.size, UInt32(1) << UInt32(token))
        Posting.each(in: bytes) { posting in
            let worth = table[Int(posting.levels)]
            guard worth > 0 else { return }
            best[start + posting.place] = max(best[start + posting.place], worth)
            met[posting.place] |= bit
            ranks[posting.place] = Int32(posting.rank)
        }
    }

    /// Hands over who met enough, later documents first, and starts anew. Each token that is met counts for more than any worth of
    /// one, so that of loose matches those with more words lead.
    mutating func drain(need: Int, _ body: (Int, Int32, Int32) -> Void) {
        for place in stride(from: Self.size - 1, through: 0, by: -1) where met[place] != 0 {
            let count = met[place].nonzeroBitCount
            if count >= need {
                var points = bonus[place]
                for token in 0..<tokens { points += best[token * Self.size + place] }
                if count < tokens { points += Int32(count * Worth.title) }
                body(place, points, ranks[place])
            }
        }
        for index in best.indices { best[index] = 0 }
        for place in 0..<Self.size { (bonus[place], ranks[place], met[place]) = (0, 0, 0) }
    }
}
