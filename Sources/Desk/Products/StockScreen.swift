import Catalogue
import Hub
import Staff
import Storage
import Values
import Web

/// What lies where: every variant in every location that counts it.
enum StockScreen {
    static let home = "\(ProductScreens.home)/stock"

    static func register(on router: inout DeskRouter) {
        router.list("products/stock", needs: .permission(.seeProducts)) { call, window in try await list(call, window) }
    }

    private static func list(_ call: DeskCall, _ window: DeskWindow) async throws -> DeskList {
        let words = call.words
        let query = try call.query()
        var filter = StockRow.Filter()
        (filter.text, filter.location) = (query["q"], query["location"].orNil)
        filter.stock = ProductRow.StockFilter(rawValue: query["stock"])
        let (wanted, after) = (filter, window.after.flatMap(place))
        let (rows, locations) = try await call.hub.database.read { tx in
            (try StockRow.list(wanted, after: after, limit: window.limit + 1, in: tx), try Location.all(in: tx))
        }
        return DeskList(
            title: words("stockList"), section: "products", crumbs: [.init(title: words("products"), url: ProductScreens.home)],
            columns: [
                DeskColumn("title", words("fact_title")), DeskColumn("handle", words("handle"), isForFileOnly: true),
                DeskColumn("variant", words("variant")), DeskColumn("sku", words("fact_sku")),
                DeskColumn("location", words("location")), DeskColumn("on_hand", words("onHand"), .number),
                DeskColumn("held", words("held"), .number), DeskColumn("available", words("available"), .number),
            ],
            rows: rows.map { row($0, words) }, filters: filters(locations, words),
            primary: call.may(.countStock) ? .init(title: words("locations"), url: LocationScreens.home) : nil,
            empty: words("noStock"))
    }

    private static func row(_ row: StockRow, _ words: Words) -> DeskRow {
        var available = DeskCell("\(row.available)")
        if row.available <= 0 { available.note = words("soldOut") }
        return DeskRow(
            url: "\(ProductScreens.url(row.product))/stock", cursor: "\(row.variant)-\(row.location)",
            cells: [
                DeskCell(row.title), DeskCell(row.handle), DeskCell(row.name), DeskCell(row.sku),
                DeskCell(row.locationName, file: row.location), DeskCell("\(row.onHand)"), DeskCell("\(row.held)"), available,
            ])
    }

    private static func filters(_ locations: [Location], _ words: Words) -> [DeskField] {
        let stocks = [ProductRow.StockFilter.soldOut, .low].map { ($0.rawValue, words("stock_\($0.rawValue)")) }
        let places = locations.map { ($0.code, $0.name) }
        return [
            DeskField(name: "q", label: words("text"), kind: .search, isRequired: false),
            DeskField(name: "location", label: words("location"), kind: .choice([("", words("all"))] + places), isRequired: false),
            DeskField(name: "stock", label: words("tab_stock"), kind: .choice([("", words("all"))] + stocks), isRequired: false),
        ]
    }

    private static func place(_ cursor: String) -> StockRow.Place? {
        let parts = cursor.split(separator: "-", maxSplits: 1)
        guard parts.count == 2, let variant = Key<Variant>(parts[0]) else { return nil }
        return StockRow.Place(variant: variant, location: String(parts[1]))
    }
}
