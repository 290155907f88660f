import Exchange
import Pictures
import Values

/// What one row of a file says about a variant. An outer nil means that the file has no such column: what is known stays.
struct VariantPatch: Sendable {
    /// A price as far as the file has columns for it.
    struct Prices: Sendable {
        let line: Int
        let column: String
        /// The price; the inner nil means that it is not sold.
        var minor: Int64??
        /// The price before a reduction; the inner nil means that there is none.
        var before: Int64??
    }

    let line: Int
    /// The values of its options; empty where the row names none.
    var options: [String] = []
    var sku: String?
    var barcode: String?
    var grams: Int64?
    var weightUnit: String?
    var tracker: String?
    var quantity: Int64??
    var oversells: Bool?
    var ships: Bool?
    var taxed: Bool?
    var limit: Int64??
    var picture: String?
    var prices: [MarketCode: Prices] = [:]
    var extra: [String: String] = [:]

    /// Whether the row says nothing about a variant.
    var isEmpty: Bool {
        sku == nil && barcode == nil && grams == nil && tracker == nil && quantity == nil && oversells == nil && ships == nil
            && limit == nil && picture == nil && prices.isEmpty
    }
}

extension VariantPatch {
    private static let units: Set<String> = ["", "g", "kg", "lb", "oz"]

    /// Reads a row; blanks take what a new variant has. Refuses the first value that cannot be used.
    init(_ values: RowValues) throws {
        let columns = values.columns
        line = values.line
        sku = try values.text(.sku)
        barcode = try Self.barcode(values)
        grams = try columns[.grams].map { _ in try values.grams() ?? 0 }
        weightUnit = values.raw(.weightUnit)?.lowercased()
        guard Self.units.contains(weightUnit ?? "") else {
            throw values.refusal(columns[.weightUnit], "“\(weightUnit ?? "")” is no unit of weight. Use g, kg, lb or oz.")
        }
        tracker = values.raw(.tracker)
        quantity = try columns[.quantity].map { try values.number($0, in: -RowValues.numberLimit...RowValues.numberLimit) }
        oversells = try columns[.oversells].map {
            try values.flag($0, yes: ["true", "yes", "1", "continue"], no: ["false", "no", "0", "deny"]) ?? false
        }
        ships = try columns[.ships].map { try values.flag($0) ?? true }
        taxed = try columns[.taxed].map { try values.flag($0) ?? true }
        limit = try columns.limit.map { place in
            values.raw(place)?.lowercased() == "none" ? nil : try values.number(place, in: 1...RowValues.numberLimit)
        }
        picture = values.raw(.variantImage).map(Picture.name(from:))
        prices = try Self.prices(values)
        for column in columns.kept where !column.isOfProduct { extra[column.name] = values.row[column.place] }
    }

    /// Spreadsheets are kept from dropping zeros by an apostrophe in front.
    private static func barcode(_ values: RowValues) throws -> String? {
        guard let text = try values.text(.barcode) else { return nil }
        let bare = text.hasPrefix("'") ? String(text.dropFirst()) : text
        guard Barcode.looksLikeGTIN(bare) else { return text }
        guard Barcode.isRight(bare) else {
            throw values.refusal(
                values.columns[.barcode],
                "“\(bare)” is no GTIN: its last digit would have to be \(Barcode.checkDigit(of: bare)). "
                    + "Correct it or leave it empty.")
        }
        return bare
    }

    private static func prices(_ values: RowValues) throws -> [MarketCode: Prices] {
        var prices: [MarketCode: Prices] = [:]
        for (index, entry) in values.columns.markets.enumerated() {
            let plain = index == 0 ? (values.columns[.price], values.columns[.before]) : (nil, nil)
            guard let place = entry.price ?? plain.0 ?? entry.before ?? plain.1 else { continue }
            prices[entry.market.code] = Prices(
                line: values.line, column: values.columns.names[place],
                minor: try price(values, entry.price, plain.0, entry.market.currency),
                before: try price(values, entry.before, plain.1, entry.market.currency))
        }
        return prices
    }

    /// The home market's own column goes before the plain one, unless it is blank.
    private static func price(_ values: RowValues, _ own: Int?, _ plain: Int?, _ currency: Currency) throws -> Int64?? {
        guard own != nil || plain != nil else { return .none }
        return .some(try values.price(own, currency) ?? values.price(plain, currency))
    }
}
