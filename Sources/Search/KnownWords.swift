import Storage
import Values

/// The Latin words of the index with what is left of them when letters are left out, so that slips of the pen find them.
enum KnownWords {
    /// Adds words that are not known yet.
    static func add(_ words: Set<String>, in tx: Transaction) throws {
        let words = words.filter { Slips.lengths.contains($0.utf8.count) }.sorted()
        for part in words.parts(of: Index.rowsAtOnce) {
            let known = try Set(tx.all("SELECT word FROM search_words WHERE word IN (\(SQL.list(part)))") { $0.text(0) })
            let new = part.filter { !known.contains($0) }
            guard !new.isEmpty else { continue }
            let keyed = try new.map { (key: try tx.newKey(KnownWord.self), word: $0) }
            let rows = SQL.joined(keyed.map { "(\($0.key), \($0.word))" }, by: ", ")
            // Another node may add the same word at the same time: only who added it adds its rests.
            let added = try tx.all("""
                INSERT INTO search_words (key, word) VALUES \(rows) ON CONFLICT (word) DO NOTHING RETURNING key, word
                """) { (key: $0.int(0), word: $0.text(1)) }
            let rests: [SQL] = added.flatMap { entry in
                Slips.rests(ofKnown: entry.word).sorted().map { "(\($0), \(entry.key))" }
            }
            for part in rests.parts(of: Index.rowsAtOnce * 2) {
                try tx.run("INSERT INTO search_slips (rest, word) VALUES \(SQL.joined(Array(part), by: ", "))")
            }
        }
    }

    /// The words that may have been meant by one of a query, the nearest first; the word itself is not among them.
    static func meant(by word: String, in tx: Transaction) throws -> [(word: String, slips: Int)] {
        let most = Slips.forgiven(length: word.utf8.count)
        guard most > 0 else { return [] }
        let rests = Slips.rests(ofAsked: word).sorted()
        var found: [(word: String, slips: Int)] = []
        try tx.each("""
            SELECT DISTINCT w.word FROM search_slips s JOIN search_words w ON w.key = s.word WHERE s.rest IN (\(SQL.list(rests)))
            """) { row in
                let known = row.text(0)
                if let slips = Slips.distance(word, known, most: most), slips > 0 { found.append((known, slips)) }
            }
        return Array(found.sorted { ($0.slips, $0.word) < ($1.slips, $1.word) }.prefix(Slips.meantLimit))
    }

    private enum KnownWord {}
}
