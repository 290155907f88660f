/// Which module may import which: the map of the program, and the same as in Package.swift.
enum ImportTable {
    /// Whatever is below the composition.
    private static let domains = """
        Stories Films Catalogue Search Staff Orders Audience Supply Releases Pictures Exchange Storage Values
        """

    /// Ours, from the bottom up: a module, and those of ours that it may import.
    private static let ours = table("""
        Values    :
        Storage   : Values
        Exchange  : Values
        Releases  : Storage Values
        Supply    : Storage Values
        Audience  : Storage Values
        Pictures  : Exchange Storage Values
        Orders    : Supply Releases Storage Values
        Catalogue : Orders Supply Releases Pictures Exchange Storage Values
        Stories   : Releases Pictures Exchange Storage Values
        Films     : Releases Pictures Exchange Storage Values
        Search    : Releases Storage Values
        Staff     : Storage Values
        Partners  : Orders Values
        Hub       : \(domains) Partners
        Web       : Hub Releases Storage Values
        Site      : Web Hub \(domains)
        Desk      : Web Hub \(domains)
        API       : Web Hub \(domains)
        stadion   : API Desk Site Web Hub \(domains) Partners
        """)

    /// Others' that only some of ours may see; a star stands for any ending. What is not here, any module may import.
    private static let outside = table("""
        GRDB         : Storage
        GRDBSQLite   : Storage
        CPQ          : Storage
        CXML2        : Exchange
        CMark        : Exchange
        Yams         : Exchange
        CCurl        : Partners
        CVips*       : Pictures
        CQREncode    : Staff
        Hummingbird* : Web Site Desk API stadion
        HTTPTypes    : Web Site Desk API stadion
        NIO*         : Web Site Desk API stadion
        """)

    static func findings(in source: SwiftSource) -> [Finding] {
        guard let module = source.module else { return [] }
        guard let allowed = ours[module] else {
            return [Finding(source.path, 1, "\(module) is not in tidy's import table; add it there and in Package.swift.")]
        }
        return source.imports.compactMap { line, imported in
            breach(of: module, allowed, importing: imported).map { Finding(source.path, line, $0) }
        }
    }

    private static func breach(of module: String, _ allowed: Set<String>, importing imported: String) -> String? {
        if ours[imported] != nil, imported != module {
            return allowed.contains(imported)
                ? nil : "\(module) may not import \(imported): imports point down. Pass a value or a key, or record a fact."
        }
        guard let users = users(of: imported), !users.contains(module) else { return nil }
        return "\(module) may not import \(imported): only \(users.sorted().joined(separator: ", ")) may. Ask one of those instead."
    }

    private static func users(of imported: String) -> Set<String>? {
        outside.first { pattern, _ in
            pattern.last == "*" ? imported.hasPrefix(pattern.dropLast()) : imported == pattern
        }?.value
    }

    private static func table(_ text: String) -> [String: Set<String>] {
        let rows = text.split(separator: "\n").map { row in
            let words = row.split { $0 == " " || $0 == ":" }.map(String.init)
            return (words[0], Set(words.dropFirst()))
        }
        return Dictionary(uniqueKeysWithValues: rows)
    }
}
