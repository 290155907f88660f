import Releases
import Storage
import Values

/// The columns of an export, and the rows of each product below them.
struct ProductSheet {
    private enum Column {
        case shopify(ShopifyColumn)
        case kept(String)
        case limit
        case taxClass
        case language
        case stores
        case included(Market)
        case price(Market)
        case before(Market)
    }

    private let home: Market
    private let columns: [Column]

    /// The sheet of a catalogue: Shopify's columns, and of the others those that something in it needs.
    init(_ markets: [Market], in tx: Transaction) throws {
        home = markets[0]
        let kept = try Self.keptNames(in: tx)
        let google = CustomColumn.google.filter(kept.contains)
        let own = Set(ShopifyColumn.allCases.map(\.rawValue))
        let foreign = kept.filter { !own.contains($0) && !google.contains($0) }.sorted()
        var columns = ShopifyColumn.allCases.map(Column.shopify) + (foreign + google).map(Column.kept)
        if try tx.count("SELECT count(*) FROM variants WHERE buyer_limit IS NOT NULL AND removed_at IS NULL") > 0 {
            columns.append(.limit)
        }
        let others = try tx.count("""
            SELECT count(*) FROM products WHERE tax_class <> 'standard' AND tax_class <> \(ProductDraft.untaxed)
            """)
        if others > 0 { columns.append(.taxClass) }
        let spoken = markets[0].languages.first ?? .english
        if try tx.count("SELECT count(*) FROM products WHERE language <> \(spoken.rawValue)") > 0 { columns.append(.language) }
        if try !Store.slugs(in: tx).isEmpty { columns.append(.stores) }
        if try Self.isHomeLeftOut(markets[0], in: tx) { columns.append(.included(markets[0])) }
        for market in markets.dropFirst() { columns += [.included(market), .price(market), .before(market)] }
        self.columns = columns
    }

    /// The names of the columns.
    var header: [String] {
        columns.map { column in
            switch column {
            case .shopify(let column): column.rawValue
            case .kept(let name): name
            case .limit: CustomColumn.limit
            case .taxClass: CustomColumn.taxClass
            case .language: CustomColumn.language
            case .stores: CustomColumn.stores
            case .included(let market): CustomColumn.included + market.name
            case .price(let market): CustomColumn.price + market.name
            case .before(let market): CustomColumn.before + market.name
            }
        }
    }

    /// The rows of a product: one for each variant, each with a picture while there are some, then the pictures that
    /// are left.
    func rows(of draft: ProductDraft) -> [[String]] {
        (0..<max(1, draft.variants.count, draft.shots.count)).map { place in
            let row = SheetRow(draft: draft, place: place, home: home)
            return columns.map { column in
                switch column {
                case .shopify(let column): row.value(column)
                case .kept(let name): row.kept(name)
                case .limit: row.limit
                case .taxClass: place == 0 ? draft.taxClass : ""
                case .language: place == 0 ? draft.language.rawValue : ""
                case .stores: place == 0 ? (draft.stores ?? []).map(\.text).sorted().joined(separator: ", ") : ""
                case .included(let market): row.included(market)
                case .price(let market): row.price(market)
                case .before(let market): row.before(market)
                }
            }
        }
    }

    private static func keptNames(in tx: Transaction) throws -> Set<String> {
        var names: Set<String> = []
        let queries: [SQL] = [
            "SELECT DISTINCT extra FROM products", "SELECT DISTINCT extra FROM variants WHERE removed_at IS NULL",
        ]
        for query in queries {
            try tx.each(query) { names.formUnion(try $0.value(0, KeptColumns.decode).keys) }
        }
        return names
    }

    /// Whether some product that is active is not in the home market, which a file without a column for it would say.
    private static func isHomeLeftOut(_ home: Market, in tx: Transaction) throws -> Bool {
        try tx.count("""
            SELECT count(*) FROM products p WHERE p.state = 'active' AND NOT EXISTS (SELECT 1 FROM release_items i
                JOIN releases r ON r.key = i.release WHERE i.item = p.key AND r.name = \(Standing.namePrefix + home.code.text))
            """) > 0
    }
}

/// One row of a product: the variant and the picture at a place, and on the first row what is said of the whole.
private struct SheetRow {
    let draft: ProductDraft
    let place: Int
    let home: Market

    private var isFirst: Bool { place == 0 }
    private var variant: ProductDraft.Variant? { draft.variants.indices.contains(place) ? draft.variants[place] : nil }
    private var shot: ProductDraft.Shot? { draft.shots.indices.contains(place) ? draft.shots[place] : nil }

    func value(_ column: ShopifyColumn) -> String {
        switch column {
        case .handle: draft.handle.text
        case .title, .html, .vendor, .category, .kind, .tags, .published, .status: isFirst ? product(column) : ""
        case .option1Name: option(0)
        case .option2Name: option(1)
        case .option3Name: option(2)
        case .image: shot?.name ?? ""
        case .imagePosition: shot == nil ? "" : "\(place + 1)"
        case .imageAlt: shot?.alt ?? ""
        case let column where ShopifyColumn.kept.contains(column): kept(column.rawValue)
        default: variant.map { self.variant(column, $0) } ?? ""
        }
    }

    private func product(_ column: ShopifyColumn) -> String {
        switch column {
        case .title: draft.title
        case .html: draft.html
        case .vendor: draft.vendor
        case .category: draft.category
        case .kind: draft.kind
        case .tags: draft.tags.joined(separator: ", ")
        case .published: flag(draft.state == .active)
        default: draft.state.rawValue
        }
    }

    private func variant(_ column: ShopifyColumn, _ variant: ProductDraft.Variant) -> String {
        switch column {
        case .option1Value: variant.options[0]
        case .option2Value: variant.options[1]
        case .option3Value: variant.options[2]
        case .sku: variant.sku
        case .barcode: variant.gtin.isEmpty ? variant.extra[ShopifyColumn.barcode.rawValue] ?? "" : variant.gtin
        case .price: price(home)
        case .before: before(home)
        case .taxed: flag(draft.taxClass != ProductDraft.untaxed)
        case .tracker: variant.onHand == nil ? "" : "shopify"
        case .quantity: variant.onHand.map { "\($0)" } ?? ""
        case .oversells: variant.oversells ? "CONTINUE" : "DENY"
        case .grams: "\(variant.grams)"
        case .weightUnit: variant.weightUnit
        case .ships: flag(variant.ships)
        case .variantImage: variant.picture
        default: ""
        }
    }

    func kept(_ name: String) -> String {
        CustomColumn.isOfProduct(name) ? isFirst ? draft.extra[name] ?? "" : "" : variant?.extra[name] ?? ""
    }

    /// A variant without a limit says so where another one has one.
    var limit: String {
        guard let variant else { return "" }
        if let limit = variant.buyerLimit { return "\(limit)" }
        return draft.variants.contains { $0.buyerLimit != nil } ? "none" : ""
    }

    /// What is not active is in no market yet, which is left open.
    func included(_ market: Market) -> String {
        variant == nil || draft.state != .active ? "" : flag(draft.markets.contains(market.code))
    }

    func price(_ market: Market) -> String {
        variant?.prices[market.code].map { Money(minor: $0.minor, market.currency).decimal } ?? ""
    }

    func before(_ market: Market) -> String {
        variant?.prices[market.code]?.beforeMinor.map { Money(minor: $0, market.currency).decimal } ?? ""
    }

    private func option(_ place: Int) -> String {
        variant != nil && draft.options.indices.contains(place) ? draft.options[place] : ""
    }

    private func flag(_ value: Bool) -> String { value ? "TRUE" : "FALSE" }
}
