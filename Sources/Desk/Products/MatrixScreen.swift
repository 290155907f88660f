import Catalogue
import Foundation
import Hub
import Hummingbird
import Staff
import Storage
import Values
import Web

/// What every variant of a product has, as a table that is edited in place: terms, prices by market, pieces by location.
enum MatrixScreen: String, CaseIterable, Sendable {
    case variants, prices, stock

    /// More rows than this are edited by file.
    private static let rowsShown = 250

    var need: Need { .permission(self == .stock ? .countStock : .editProducts) }

    /// A column of the table.
    private struct Column {
        let title: String
        let input: @Sendable (ProductFacts.Kind, ProductFacts) -> FactInput
        /// Shown under the input.
        var note: @Sendable (ProductFacts.Kind, ProductFacts) -> String? = { _, _ in nil }
    }

    func page(_ call: DeskCall, typed: FactForm? = nil, problem: (any Refusal)? = nil) async throws -> DeskPage {
        let key = try call.key("product", of: Product.self)
        let (now, markets) = (call.now, call.markets.markets)
        let (product, locations, planned) = try await call.hub.database.read { tx in
            (try ProductFacts.read(key, at: now, in: tx).showing(markets), try Location.all(in: tx),
             try PlannedPrice.of(key, after: now, in: tx))
        }
        let text = problem.map(call.refusalText)
        let columns = columns(product, locations, call)
        let rows: [Fields] = product.variants.prefix(Self.rowsShown).map { variant in
            let cells: [Fields] = columns.map { column in
                var input = column.input(variant, product).typed(typed, (problem?.field, text))
                input.note = column.note(variant, product)
                return input.fields.merging(["label": "\(variant.name) \(column.title)"])
            }
            return ["title": variant.name.isEmpty ? call.words("onlyVariant") : variant.name, "cells": cells]
        }
        let heads: [Fields] = columns.map { ["title": $0.title] }
        var fields: Fields = [
            "action": "\(ProductScreens.url(key))/\(rawValue)", "heads": heads, "rows": rows, "problem": text,
            "lead": call.words("lead_\(rawValue)"), "mayEdit": call.may(self == .stock ? .countStock : .editProducts).orNil,
            "isCut": product.variants.count > Self.rowsShown ? call.words("tooManyVariants", "\(Self.rowsShown)") : nil,
        ]
        if self == .variants { fields["options"] = OptionForm.fields(product, call) }
        if self == .prices { fields["plan"] = PricePlan.fields(product, planned, call) }
        if self == .stock { fields["locations"] = LocationScreens.home }
        return ProductScreens.page("product-matrix", product, tab: rawValue, call, status: problem?.status ?? 200, fields)
    }

    func submit(_ call: DeskCall, _ form: Form) async throws -> DeskAnswer {
        let facts = FactForm(form)
        do {
            let outcome = try await facts.save(call, screen: "product-\(rawValue)")
            return try ProductTextScreen.answer(outcome, call, "/\(rawValue)", facts)
        } catch let refusal as any Refusal where refusal.status != 404 {
            return .page(try await page(call, typed: facts, problem: refusal))
        }
    }

    private func columns(_ product: ProductFacts, _ locations: [Location], _ call: DeskCall) -> [Column] {
        switch self {
        case .variants: terms(product, call.words)
        case .prices: call.markets.markets.flatMap { price($0, call.words) }
        case .stock: locations.map { stock($0) }
        }
    }

    private func terms(_ product: ProductFacts, _ words: Words) -> [Column] {
        func column(_ name: String, _ kind: FactInput.Kind = .line) -> Column {
            Column(title: words("fact_\(name)")) { variant, product in
                let fact = "variant.\(variant.key).\(name)"
                return FactInput(name: fact, label: "", value: product[fact], kind: kind)
            }
        }
        let options = product.options.enumerated().map { place, option in
            Column(title: option) { variant, product in
                let fact = "variant.\(variant.key).option\(place + 1)"
                return FactInput(name: fact, label: "", value: product[fact])
            }
        }
        return options + [
            column("sku"), column("gtin"), column("grams", .number), column("limit", .number), column("ships", .check),
            column("oversells", .check),
        ]
    }

    private func price(_ market: Market, _ words: Words) -> [Column] {
        let titles = [("price", "\(market.code) \(market.currency.code)"), ("before", "\(market.code) \(words("fact_before"))")]
        return titles.map { name, title in
            Column(title: title) { variant, product in
                let fact = "\(name).\(market.code).\(variant.key)"
                return FactInput(name: fact, label: "", value: product[fact])
            }
        }
    }

    private func stock(_ location: Location) -> Column {
        Column(title: location.name) { variant, product in
            let fact = "stock.\(location.code).\(variant.key)"
            return FactInput(name: fact, label: "", value: product[fact], kind: .number)
        }
    }
}

/// The options of a product and their values: variants grow from them.
enum OptionForm {
    static func fields(_ product: ProductFacts, _ call: DeskCall) -> Fields {
        let rows: [Fields] = (0..<3).map { place in
            var values: [String] = []
            for variant in product.variants {
                let value = product["variant.\(variant.key).option\(place + 1)"]
                if !value.isEmpty, !values.contains(value) { values.append(value) }
            }
            let number = place + 1
            return [
                "name": "option\(number)", "value": product.options.indices.contains(place) ? product.options[place] : "",
                "values": values.joined(separator: "\n"), "label": call.words("optionNumber", "\(number)"),
            ]
        }
        return ["action": "\(ProductScreens.url(product.key))/options", "rows": rows]
    }

    static func submit(_ call: DeskCall, _ form: Form) async throws -> DeskAnswer {
        let key = try call.key("product", of: Product.self)
        let (author, now, markets) = (call.author, call.now, call.markets.markets)
        let options = (1...3).compactMap { number -> (name: String, values: [String])? in
            let values = form["option\(number)_values"].split(whereSeparator: \.isNewline)
                .map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
            let name = form["option\(number)"]
            return name.isEmpty && values.isEmpty ? nil : (name, values)
        }
        do {
            try await call.hub.database.write { tx in
                let change = try Product.setOptions(key, options, at: now, markets: markets, in: tx)
                let title = try ProductFacts.read(key, at: now, in: tx)["title"]
                try ProductHistory.record(change, "changed", key, title, by: author, at: now, in: tx)
            }
            return .see("\(ProductScreens.url(key))/variants", Flash("saidSavedProduct"))
        } catch let refusal as any Refusal where refusal.status != 404 {
            return .page(try await MatrixScreen.variants.page(call, problem: refusal))
        }
    }
}
