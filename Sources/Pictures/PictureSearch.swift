package import Storage
package import Values

extension Picture {
    /// Pictures whose name or description holds a text, by name; `lacking` leaves only those that nobody has described in a
    /// language, and `after` is the last name of the page before.
    package static func search(
        _ text: String, lacking: Language? = nil, after: String?, limit: Int, in tx: Transaction
    ) throws -> [Picture] {
        var conditions: [SQL] = ["name > \(after ?? "")"]
        if let lacking {
            conditions.append("""
                NOT EXISTS (SELECT 1 FROM picture_texts t WHERE t.picture = pictures.key AND t.language = \(lacking.rawValue))
                """)
        }
        if !text.isEmpty {
            let pattern = "%\(text.lowercased().filter { $0 != "%" && $0 != "_" })%"
            conditions.append("""
                (lower(name) LIKE \(pattern) OR EXISTS (SELECT 1 FROM picture_texts t
                    WHERE t.picture = pictures.key AND lower(t.alt) LIKE \(pattern)))
                """)
        }
        return try tx.all("\(columns) WHERE \(SQL.joined(conditions, by: " AND ")) ORDER BY name LIMIT \(limit)", Picture.init)
    }

    /// A name for a file that no other picture has: the wanted one where it is free or holds the same file, else one with a number.
    package static func freeName(_ wanted: String, for hash: String, in tx: Transaction) throws -> String {
        let dot = wanted.lastIndex(of: ".") ?? wanted.endIndex
        let (stem, ending) = (String(wanted[..<dot].prefix(120)), String(wanted[dot...].prefix(10)))
        for number in 1...999 {
            let name = number == 1 ? stem + ending : "\(stem)-\(number)\(ending)"
            guard let known = try named(name, in: tx) else { return name }
            if known.hash == hash { return name }
        }
        throw InvalidField("file", "There are too many pictures called \(wanted); rename this one.")
    }

    /// Takes a picture away with what it shows, and its file where no other picture has the same. Nothing may show it any more.
    package func remove(in tx: Transaction) throws {
        try tx.run("DELETE FROM picture_texts WHERE picture = \(key)")
        try tx.run("DELETE FROM pictures WHERE key = \(key)")
        try tx.run("""
            DELETE FROM picture_files WHERE hash = \(hash) AND NOT EXISTS (SELECT 1 FROM pictures p WHERE p.hash = \(hash))
            """)
        tx.touch(Topic(key))
    }
}
