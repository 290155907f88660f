import Catalogue
import Hub
import Staff
import Storage
import Values
import Web

/// The list of products, with filters.
enum ProductList {
    static func read(_ call: DeskCall, _ window: DeskWindow) async throws -> DeskList {
        let words = call.words
        let query = try call.query()
        guard let home = call.markets.home else { throw NotFound("market") }
        var filter = ProductRow.Filter()
        filter.state = Product.State(rawValue: query["state"])
        filter.kind = query["kind"]
        filter.text = query["q"]
        filter.store = Slug(query["store"])
        filter.stock = ProductRow.StockFilter(rawValue: query["stock"])
        let (wanted, now, after) = (filter, call.now, window.key(of: Product.self))
        let language = call.language
        let (rows, kinds, stores) = try await call.hub.database.read { tx in
            (try ProductRow.list(wanted, in: home, at: now, after: after, limit: window.limit + 1, in: tx),
             try ProductRow.kinds(in: tx), try Store.names(in: language, tx))
        }
        let languages = Set(call.markets.markets.flatMap(\.languages)).count
        return DeskList(
            title: words("products"), section: "products",
            columns: [
                DeskColumn("title", words("fact_title")), DeskColumn("handle", words("handle"), isForFileOnly: true),
                DeskColumn("state", words("state"), .state), DeskColumn("kind", words("fact_kind")),
                DeskColumn("variants", words("tab_variants"), .number), DeskColumn("available", words("available"), .number),
                DeskColumn("price", words("priceFrom", home.currency.code), .money),
                DeskColumn("languages", words("languages"), .number),
                DeskColumn("changed", words("changedAt"), .time), DeskColumn("stores", words("stores"), isForFileOnly: true),
            ],
            rows: rows.map { row($0, languages, call) }, filters: filters(kinds, stores, words),
            primary: call.may(.editProducts) ? .init(title: words("newProduct"), url: "\(ProductScreens.home)/new") : nil,
            empty: words("noProducts"))
    }

    private static func row(_ row: ProductRow, _ languages: Int, _ call: DeskCall) -> DeskRow {
        let isGone = row.available.map { $0 <= 0 } ?? false
        var stock = DeskCell(row.available.map { "\($0)" } ?? "–", file: row.available.map { "\($0)" } ?? "")
        if isGone { stock.note = call.words("soldOut") }
        return DeskRow(url: ProductScreens.url(row.key), cursor: row.key.description, cells: [
            DeskCell(row.title), DeskCell(row.handle.text),
            .state(call.words("product_\(row.state.rawValue)"), ProductScreens.tone(row.state), file: row.state.rawValue),
            DeskCell(row.kind), DeskCell("\(row.variantCount)"), stock, row.price.map { .money($0) } ?? "–",
            DeskCell("\(row.languageCount)/\(languages)", file: "\(row.languageCount)"), .time(row.changedAt, in: call.zone),
            DeskCell(row.stores.map(\.text).joined(separator: " ")),
        ])
    }

    private static func filters(_ kinds: [String], _ stores: [(slug: Slug, name: String)], _ words: Words) -> [DeskField] {
        let states = [Product.State.active, .draft, .archived].map { ($0.rawValue, words("product_\($0.rawValue)")) }
        let stocks = ProductRow.StockFilter.allCases.map { ($0.rawValue, words("stock_\($0.rawValue)")) }
        let all = [("", words("all"))]
        let fronts = stores.map { ($0.slug.text, $0.name) }
        let store = DeskField(name: "store", label: words("store"), kind: .choice(all + fronts), isRequired: false)
        return [
            DeskField(name: "q", label: words("text"), kind: .search, isRequired: false),
            DeskField(name: "state", label: words("state"), kind: .choice(all + states), isRequired: false),
            DeskField(name: "kind", label: words("fact_kind"), kind: .choice(all + kinds.map { ($0, $0) }), isRequired: false),
            DeskField(name: "stock", label: words("tab_stock"), kind: .choice(all + stocks), isRequired: false),
        ] + (fronts.isEmpty ? [] : [store])
    }
}
