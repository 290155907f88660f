import Exchange
import Values

extension ProductPatch {
    /// The options of a product and its variants: the first row, and every further row that chooses option values.
    static func variants(_ all: [RowValues]) throws -> ([String]?, [VariantPatch]) {
        let columns = all[0].columns
        let hasOptions = columns[.option1Value] != nil || columns[.option1Name] != nil
        let names = try optionNames(all[0])
        var variants: [VariantPatch] = []
        var lines: [[String]: Int] = [:]
        for (index, values) in all.enumerated() {
            let chosen = try ShopifyColumn.optionValues.map { try values.text($0) ?? "" }
            guard index == 0 || chosen.contains(where: { !$0.isEmpty }) else {
                try refuseVariant(values)
                continue
            }
            try refuseOtherNames(names, values)
            var variant = try VariantPatch(values)
            if hasOptions { variant.options = try options(chosen, of: names, values) }
            if index > 0, values.raw(columns.limit) == "" { variant.limit = variants[0].limit }
            if let line = lines.updateValue(values.line, forKey: variant.options) {
                throw values.refusal(
                    columns[.option1Value], "The same variant stands on line \(line) already. Remove one of the rows.")
            }
            variants.append(variant)
        }
        guard variants.count <= ProductDraft.variantsLimit else {
            throw RefusedRow(all[0].line, nil, "One product has more than \(ProductDraft.variantsLimit) variants. Split it.")
        }
        return (hasOptions ? (names.isEmpty ? [ProductDraft.onlyOption.name] : names) : nil, variants)
    }

    private static func optionNames(_ first: RowValues) throws -> [String] {
        let names = try ShopifyColumn.optionNames.map { try first.text($0) ?? "" }
        let used = names.filter { !$0.isEmpty }
        guard Array(names.prefix(used.count)) == used else {
            throw first.refusal(
                first.columns[.option1Name], "A later option has a name and an earlier one has none. Name them in order.")
        }
        guard Set(used.map { $0.lowercased() }).count == used.count else {
            throw first.refusal(first.columns[.option2Name], "Two options have one name. Rename one of them.")
        }
        return used
    }

    /// Names may stand on every row, but not change from row to row.
    private static func refuseOtherNames(_ names: [String], _ values: RowValues) throws {
        for (place, column) in ShopifyColumn.optionNames.enumerated() {
            let name = try values.text(column) ?? ""
            guard name.isEmpty || (names.indices.contains(place) ? name == names[place] : names.isEmpty) else {
                throw values.refusal(
                    values.columns[column],
                    "“\(name.prefix(40))” is not what the product's first row calls this option. Name it alike.")
            }
        }
    }

    /// What a row chose, one value for each named option; nothing at all where nothing is to be chosen.
    private static func options(_ chosen: [String], of names: [String], _ values: RowValues) throws -> [String] {
        if names.isEmpty {
            let isOnly = chosen.allSatisfy(\.isEmpty) || chosen == [ProductDraft.onlyOption.value, "", ""]
            guard isOnly else {
                throw values.refusal(
                    values.columns[.option1Value], "The option has no name. Fill in Option1 name on the product's first row.")
            }
            return [ProductDraft.onlyOption.value, "", ""]
        }
        for (place, value) in chosen.enumerated() where value.isEmpty == (place < names.count) {
            let column = values.columns[ShopifyColumn.optionValues[place]]
            let advice = value.isEmpty
                ? "A variant needs a value for “\(names[place])”. Fill it in."
                : "“\(value.prefix(40))” belongs to no option. Name the option on the product's first row, or remove the value."
            throw values.refusal(column ?? values.columns[.option1Value], advice)
        }
        return chosen
    }

    /// A row without option values adds a picture; one that has a price or a number of its own was meant to be a variant.
    private static func refuseVariant(_ values: RowValues) throws {
        let telling: [ShopifyColumn] = [.sku, .barcode, .price, .quantity]
        guard let column = telling.first(where: { !(values.raw($0) ?? "").isEmpty }) else { return }
        let place = values.columns[.option1Value] ?? values.columns[column]
        throw values.refusal(
            place, "The row has a \(column.rawValue) and no value for an option, so it is no variant. Fill in Option1 value.")
    }
}
