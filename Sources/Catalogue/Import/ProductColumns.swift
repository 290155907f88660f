import Exchange
import Values

/// What the header of a product file says: where each column stands, in either of Shopify's dialects.
struct ProductColumns: Sendable {
    /// The columns of one market; nil where the file has none.
    struct OfMarket: Sendable {
        let market: Market
        var included: Int?
        var price: Int?
        var before: Int?

        var isEmpty: Bool { included == nil && price == nil && before == nil }
    }

    /// A column whose values are only kept for the export.
    struct Kept: Sendable {
        let name: String
        let place: Int
        let isOfProduct: Bool
    }

    /// The names as the file writes them.
    let names: [String]
    private let places: [ShopifyColumn: Int]
    /// Where limits, tax classes and languages stand.
    let limit: Int?
    let taxClass: Int?
    let language: Int?
    /// Where the stores stand that carry the product.
    let stores: Int?
    /// The markets that the file speaks of, and always the home market, which is the first.
    let markets: [OfMarket]
    let kept: [Kept]
    /// Columns of markets that the hub does not have, by what the file calls the market.
    let unknownMarkets: [String: [String]]

    /// Refuses a header that is no product file's, or that mixes both dialects.
    init(_ header: CSVHeader, _ markets: [Market]) throws {
        names = header.names
        try Self.refuseMixture(header)
        let places = Self.places(in: header)
        guard places[.title] != nil || places[.handle] != nil else {
            throw UnreadableInput(
                .wrongFormat, line: 1,
                "This is no product file of Shopify: it has neither a column “Title” nor “URL handle”. Export the products as CSV.")
        }
        self.places = places
        limit = header.column(CustomColumn.limit)
        taxClass = header.column(CustomColumn.taxClass)
        language = header.column(CustomColumn.language)
        stores = header.column(CustomColumn.stores)
        var used = Set(places.values).union([limit, taxClass, language, stores].compactMap(\.self))
        (self.markets, unknownMarkets) = try Self.markets(in: header, markets, &used)
        kept = header.names.enumerated().filter { !$1.isEmpty && !used.contains($0) }.map { place, name in
            let name = CustomColumn.keptName(of: name)
            return Kept(name: name, place: place, isOfProduct: CustomColumn.isOfProduct(name))
        }
    }

    /// Where a column stands, or nil when the file has none.
    subscript(column: ShopifyColumn) -> Int? { places[column] }

    private static func places(in header: CSVHeader) -> [ShopifyColumn: Int] {
        var places: [ShopifyColumn: Int] = [:]
        for column in ShopifyColumn.allCases where !ShopifyColumn.kept.contains(column) {
            places[column] = header.column(column.rawValue) ?? column.legacyName.flatMap(header.column)
        }
        return places
    }

    private static func refuseMixture(_ header: CSVHeader) throws {
        let renamed = ShopifyColumn.allCases.filter { $0.legacyName != nil }
        guard let current = renamed.first(where: { header.column($0.rawValue) != nil }),
            let legacy = renamed.first(where: { $0.legacyName.flatMap(header.column) != nil })
        else { return }
        throw UnreadableInput(
            .wrongFormat, line: 1,
            "“\(current.rawValue)” is a column of Shopify's current files and “\(legacy.legacyName ?? "")” of its older ones. "
                + "Name all columns in one of the two ways.")
    }

    private static func markets(
        in header: CSVHeader, _ markets: [Market], _ used: inout Set<Int>
    ) throws -> ([OfMarket], [String: [String]]) {
        var found = markets.map { OfMarket(market: $0) }
        var unknown: [String: [String]] = [:]
        for (place, name) in header.names.enumerated() {
            guard let (part, title) = Self.marketPart(of: name) else { continue }
            used.insert(place)
            guard let index = found.firstIndex(where: { $0.market.isCalled(title) }) else {
                unknown[title, default: []].append(name)
                continue
            }
            guard found[index][keyPath: part] == nil else {
                throw UnreadableInput(.malformed, line: 1, "“\(name)” is there twice for one market. Remove one of the columns.")
            }
            found[index][keyPath: part] = place
        }
        return (found.enumerated().filter { $0 == 0 || !$1.isEmpty }.map(\.element), unknown)
    }

    private static func marketPart(of name: String) -> (WritableKeyPath<OfMarket, Int?>, String)? {
        let parts: [(String, WritableKeyPath<OfMarket, Int?>)] = [
            (CustomColumn.included, \.included), (CustomColumn.price, \.price), (CustomColumn.before, \.before),
            (CustomColumn.legacyBefore, \.before),
        ]
        for (start, part) in parts where name.lowercased().hasPrefix(start.lowercased()) {
            return (part, name.dropFirst(start.count).trimmingBlanks)
        }
        return nil
    }
}

extension Market {
    /// Whether a file means this market: by its name or its code, in any case.
    fileprivate func isCalled(_ title: String) -> Bool {
        title.lowercased() == name.lowercased() || title.lowercased() == code.text.lowercased()
    }
}

extension StringProtocol {
    /// The text without blanks and line ends around it.
    var trimmingBlanks: String {
        var text = Substring(self)
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
