import Exchange
import Pictures
import Values

/// What the rows of one product say, before it is known what the hub has. An outer nil means that the file has no such
/// column: what is known stays.
struct ProductPatch: Sendable {
    let line: Int
    let handle: Slug
    /// Column names, for refusals that need what is known.
    let titleColumn: String
    let optionColumn: String
    /// The market that a new product is in unless the file says otherwise.
    let home: MarketCode?
    /// The language that a new product is written in unless the file says otherwise.
    let homeLanguage: Language
    /// The language that the file names.
    var language: Language?
    var title: String?
    var html: String?
    var vendor: String?
    var category: String?
    var kind: String?
    var tags: [String]?
    var state: Product.State?
    var taxClass: String?
    /// Names of the options; nil where the file has no options at all.
    var options: [String]?
    /// At least one: the first row is the first variant too.
    var variants: [VariantPatch] = []
    var shots: [ProductDraft.Shot]?
    /// Whether it is in a market; the inner nil means that the file leaves it blank.
    var included: [MarketCode: Bool?] = [:]
    /// The stores that carry it; nil where the file does not say.
    var stores: Set<Slug>?
    /// The column that says it, for refusals.
    var storesColumn: String?
    var extra: [String: String] = [:]
}

extension ProductPatch {
    /// Characters of a description are limited by the sanitiser; this is how many tags there may be.
    private static let tagsLimit = 250

    /// Reads the rows of a product; refuses the first value that cannot be used.
    init(_ rows: ProductRows, _ columns: ProductColumns, _ sanitizer: HTMLSanitizer) throws {
        if let trouble = rows.trouble { throw trouble }
        let all = rows.rows.map { RowValues(columns: columns, row: $0) }
        guard let first = all.first else { throw RefusedRow(rows.line, nil, "The product has no rows.") }
        line = rows.line
        handle = try Self.handle(rows.handle, first)
        titleColumn = columns[.title].map { columns.names[$0] } ?? ShopifyColumn.title.rawValue
        optionColumn = columns[.option1Value].map { columns.names[$0] } ?? ShopifyColumn.option1Value.rawValue
        home = columns.markets.first?.market.code
        homeLanguage = columns.markets.first?.market.languages.first ?? .english
        language = try Self.language(first)
        title = try first.text(.title)
        html = try Self.html(first, sanitizer)
        vendor = try first.text(.vendor)
        category = try first.text(.category)
        kind = try first.text(.kind)
        tags = try Self.tags(first)
        state = try Self.state(first)
        (options, variants) = try Self.variants(all)
        taxClass = try Self.taxClass(first, variants)
        shots = try Self.shots(all)
        stores = try Self.stores(first)
        storesColumn = columns.stores.map { columns.names[$0] }
        for entry in columns.markets { included[entry.market.code] = try entry.included.map { try first.flag($0) } }
        for column in columns.kept where column.isOfProduct { extra[column.name] = first.row[column.place] }
    }

    private static func handle(_ text: String, _ first: RowValues) throws -> Slug {
        if let slug = Slug(text) { return slug }
        let advice = Slug(making: text).map { "Write \($0)." } ?? "Give it another one."
        throw first.refusal(
            first.columns[.handle],
            "“\(text.prefix(60))” is no handle: only lower-case letters, digits and hyphens are. \(advice)")
    }

    private static func language(_ first: RowValues) throws -> Language? {
        guard let tag = first.raw(first.columns.language), !tag.isEmpty else { return nil }
        guard let language = Language(path: tag) else {
            throw first.refusal(first.columns.language, "“\(tag.prefix(20))” is not spoken here. Use en, ja, ko or zh-Hans.")
        }
        return language
    }

    private static func html(_ first: RowValues, _ sanitizer: HTMLSanitizer) throws -> String? {
        guard let place = first.columns[.html] else { return nil }
        do {
            return try sanitizer.clean(first.row[place]).trimmingBlanks
        } catch let refusal as any Refusal {
            throw first.refusal(place, refusal.reason)
        }
    }

    private static func tags(_ first: RowValues) throws -> [String]? {
        guard let place = first.columns[.tags], let text = first.raw(place) else { return nil }
        var tags: [String] = []
        for part in text.split(separator: ",").map(\.trimmingBlanks) where !part.isEmpty && !tags.contains(part) {
            tags.append(part)
            guard tags.count <= tagsLimit, part.count <= RowValues.lineLength else {
                throw first.refusal(place, "There are more than \(tagsLimit) tags, or one is too long. Leave some out.")
            }
        }
        return tags
    }

    private static func stores(_ first: RowValues) throws -> Set<Slug>? {
        guard let place = first.columns.stores, let text = try first.text(place) else { return nil }
        return Set(try text.split(separator: ",").map(\.trimmingBlanks).filter { !$0.isEmpty }.map { name in
            guard let slug = Slug(name) else {
                throw first.refusal(place, "“\(name.prefix(40))” is no store. Write its short name.")
            }
            return slug
        })
    }

    /// Not published in the shop is a draft, whatever the status says. Blanks mean published and active.
    private static func state(_ first: RowValues) throws -> Product.State? {
        let published = try first.columns[.published].map { try first.flag($0) ?? true }
        guard let text = first.raw(.status)?.lowercased() else { return published.map { $0 ? .active : .draft } }
        guard let state = Product.State(rawValue: text.isEmpty ? "active" : text) else {
            throw first.refusal(first.columns[.status], "“\(text.prefix(40))” is no status. Use active, draft or archived.")
        }
        return state == .active && published == false ? .draft : state
    }

    private static func taxClass(_ first: RowValues, _ variants: [VariantPatch]) throws -> String? {
        if let own = try first.text(first.columns.taxClass)?.lowercased(), !own.isEmpty { return own }
        let taxed = Set(variants.compactMap(\.taxed))
        guard taxed.count < 2 else {
            throw first.refusal(first.columns[.taxed], "Some variants are taxed and some are not. Make two products of them.")
        }
        return taxed.first.map { $0 ? "standard" : ProductDraft.untaxed }
    }

    /// The gallery: pictures by position where the file gives one, else in the order of the rows; the first of a name stays.
    private static func shots(_ all: [RowValues]) throws -> [ProductDraft.Shot]? {
        guard let columns = all.first?.columns, columns[.image] != nil else { return nil }
        var found: [(position: Int64, shot: ProductDraft.Shot)] = []
        for values in all {
            let position = try values.number(columns[.imagePosition], in: 1...RowValues.numberLimit)
            let name = Picture.name(from: values.raw(.image) ?? "")
            guard !name.isEmpty, !found.contains(where: { $0.shot.name == name }) else { continue }
            let alt = try values.text(.imageAlt) ?? ""
            found.append((position ?? Int64(found.count + 1), ProductDraft.Shot(name: name, alt: alt)))
        }
        guard found.count <= ProductDraft.shotsLimit else {
            throw all[0].refusal(columns[.image], "One product has more than \(ProductDraft.shotsLimit) pictures. Leave some out.")
        }
        let ordered = found.enumerated().sorted { ($0.element.position, $0.offset) < ($1.element.position, $1.offset) }
        return ordered.map(\.element.shot)
    }
}
