package import Storage
package import Values

extension Picture {
    /// What several pictures show in each language, for those who cannot see them.
    package static func alts(of pictures: [Key<Picture>], in tx: Transaction) throws -> [Key<Picture>: [Language: String]] {
        guard !pictures.isEmpty else { return [:] }
        let list = SQL.joined(pictures.map { "\($0)" }, by: ", ")
        var alts: [Key<Picture>: [Language: String]] = [:]
        try tx.each("SELECT picture, language, alt FROM picture_texts WHERE picture IN (\(list))") { row in
            alts[row.key(0), default: [:]][try row.value(1) { Language(rawValue: $0) }] = row.text(2)
        }
        return alts
    }

    /// Says what a picture shows in a language; an empty text takes it back. True when that changed anything.
    @discardableResult
    package static func describe(
        _ picture: Key<Picture>, as alt: String, in language: Language, _ tx: Transaction
    ) throws -> Bool {
        if try alts(of: [picture], in: tx)[picture]?[language] ?? "" == alt { return false }
        if alt.isEmpty {
            try tx.run("DELETE FROM picture_texts WHERE picture = \(picture) AND language = \(language.rawValue)")
        } else {
            try tx.run("""
                INSERT INTO picture_texts (picture, language, alt) VALUES (\(picture), \(language.rawValue), \(alt))
                ON CONFLICT (picture, language) DO UPDATE SET alt = excluded.alt
                """)
        }
        tx.touch(Topic(picture))
        return true
    }
}
