import Values

extension ProductPatch {
    /// The product as it will be: what is known with everything that the file says. Refuses what does not fit together.
    func applied(to known: ProductDraft?) throws -> ProductDraft {
        var draft = known ?? ProductDraft(handle: handle)
        if let language = language ?? (known == nil ? homeLanguage : nil) { draft.language = language }
        if let title { draft.title = title }
        guard !draft.title.isEmpty else { throw RefusedRow(line, titleColumn, "A product needs a title. Fill it in.") }
        draft.html = html ?? draft.html
        draft.vendor = vendor ?? draft.vendor
        draft.category = category ?? draft.category
        draft.kind = kind ?? draft.kind
        draft.tags = tags ?? draft.tags
        draft.state = state ?? draft.state
        draft.taxClass = taxClass ?? draft.taxClass
        draft.shots = shots ?? draft.shots
        if let stores { draft.stores = stores }
        draft.extra = draft.extra.taking(extra)
        try applyVariants(to: &draft)
        draft.markets = markets(of: draft, before: known)
        return draft
    }

    private func applyVariants(to draft: inout ProductDraft) throws {
        if let options {
            let known = Dictionary(draft.variants.map { ($0.options, $0) }, uniquingKeysWith: { first, _ in first })
            draft.options = options
            draft.variants = try variants.map { try $0.applied(to: known[$0.options], options: $0.options) }
            return
        }
        guard draft.variants.count > 1 else {
            let only = draft.variants.first
            if only == nil { draft.options = [ProductDraft.onlyOption.name] }
            let options = only?.options ?? [ProductDraft.onlyOption.value]
            draft.variants = [try variants[0].applied(to: only, options: options)]
            return
        }
        guard variants[0].isEmpty else {
            throw RefusedRow(
                line, optionColumn,
                "The product has several variants, and the row does not say which. Add Option1 name and Option1 value.")
        }
        draft.variants[0].extra = draft.variants[0].extra.taking(variants[0].extra)
    }

    /// Where it is shown: what the file says, else where it was, and also where it has just got its first price. A
    /// product that was not active before begins anew: at home, and wherever it has a price. What is not active is
    /// nowhere.
    private func markets(of draft: ProductDraft, before known: ProductDraft?) -> Set<MarketCode> {
        guard draft.state == .active else { return [] }
        var markets = known?.markets ?? []
        let isNew = known?.state != .active
        let old = isNew ? [] : known?.pricedMarkets ?? []
        markets.formUnion(draft.pricedMarkets.subtracting(old))
        if isNew, let home { markets.insert(home) }
        for case let (market, isIn?) in included {
            if isIn { markets.insert(market) } else { markets.remove(market) }
        }
        return markets
    }
}

extension ProductDraft {
    /// The markets in which some variant has a price.
    var pricedMarkets: Set<MarketCode> { variants.reduce(into: []) { $0.formUnion($1.prices.keys) } }
}

extension VariantPatch {
    /// The variant as it will be.
    func applied(to known: ProductDraft.Variant?, options: [String]) throws -> ProductDraft.Variant {
        var variant = known ?? ProductDraft.Variant(options: options)
        variant.sku = sku ?? variant.sku
        variant.grams = grams ?? variant.grams
        variant.weightUnit = weightUnit ?? variant.weightUnit
        variant.oversells = oversells ?? variant.oversells
        variant.ships = ships ?? variant.ships
        variant.picture = picture ?? variant.picture
        if let limit { variant.buyerLimit = limit }
        variant.extra = variant.extra.taking(extra)
        if let barcode {
            let isGTIN = Barcode.looksLikeGTIN(barcode)
            variant.gtin = isGTIN ? barcode : ""
            variant.extra = variant.extra.taking([ShopifyColumn.barcode.rawValue: isGTIN ? "" : barcode])
        }
        variant.onHand = onHand(variant.onHand)
        for (market, price) in prices { variant.prices[market] = try price.applied(to: variant.prices[market]) }
        return variant
    }

    /// What is on hand: nothing is counted without a tracker, and less than nothing is nothing.
    private func onHand(_ known: Int64?) -> Int64? {
        if tracker == "" { return nil }
        let unknown: Int64? = tracker == nil ? nil : 0
        let counted = if let quantity { quantity ?? unknown } else { known ?? unknown }
        return counted.map { max(0, $0) }
    }
}

extension VariantPatch.Prices {
    /// The price as it will be; nil where it is not sold. A price before that is not above the price is no reduction.
    func applied(to known: Price?) throws -> Price? {
        let minor: Int64? = if let minor = self.minor { minor } else { known?.minor }
        let before: Int64? = if let before = self.before { before } else { known?.beforeMinor }
        guard let minor else {
            if case .some(.some) = self.before {
                throw RefusedRow(line, column, "There is a price before a reduction and no price. Fill in the price.")
            }
            return nil
        }
        return Price(minor: minor, beforeMinor: before.flatMap { $0 > minor ? $0 : nil })
    }
}

extension [String: String] {
    /// The values with others written over them; an empty value removes.
    func taking(_ others: [String: String]) -> [String: String] { merging(others) { $1 }.filter { !$0.value.isEmpty } }
}
