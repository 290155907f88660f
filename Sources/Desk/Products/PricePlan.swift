import Catalogue
import Foundation
import Hub
import Staff
import Storage
import Values
import Web

/// Prices that begin later.
enum PricePlan {
    static func fields(_ product: ProductFacts, _ planned: [PlannedPrice], _ call: DeskCall) -> Fields {
        let names = Dictionary(product.variants.map { ($0.key, $0.name) }, uniquingKeysWith: { first, _ in first })
        let rows: [Fields] = planned.compactMap { plan in
            guard let market = call.markets[plan.market] else { return nil }
            let from = DeskTime.text(plan.from, in: market.zone)
            let to = plan.to == .never ? nil : DeskTime.text(plan.to, in: market.zone)
            return [
                "variant": names[plan.variant] ?? "", "market": "\(plan.market)", "from": from, "to": to,
                "price": Money(minor: plan.price.minor, market.currency).text,
                "before": plan.price.beforeMinor.map { Money(minor: $0, market.currency).text },
                "takeBack": plan.isToCome(at: call.now) ? "\(plan.key)" : nil,
                "name": [names[plan.variant] ?? "", plan.market.text, from].filter { !$0.isEmpty }.joined(separator: ", "),
            ]
        }
        let variants: [Fields] = [["value": "", "label": call.words("allVariants")] as Fields]
            + product.variants.filter { !$0.name.isEmpty }.map { ["value": "\($0.key)", "label": $0.name] as Fields }
        let markets: [Fields] = call.markets.markets.map { ["value": "\($0.code)", "label": "\($0.code) \($0.currency.code)"] }
        return [
            "action": "\(ProductScreens.url(product.key))/plan", "rows": rows, "hasRows": (!rows.isEmpty).orNil,
            "variants": variants, "markets": markets,
        ]
    }

    static func submit(_ call: DeskCall, _ form: Form) async throws -> DeskAnswer {
        let key = try call.key("product", of: Product.self)
        do {
            if !form["take_back"].isEmpty {
                try await takeBack(call, form, key)
                return .see("\(ProductScreens.url(key))/prices", Flash("saidUnplanned"))
            }
            try await schedule(call, form, key)
            return .see("\(ProductScreens.url(key))/prices", Flash("saidPlanned"))
        } catch let refusal as any Refusal where refusal.status != 404 {
            return .page(try await MatrixScreen.prices.page(call, problem: refusal))
        }
    }

    /// Takes a planned price back, with a line in the log that says which.
    private static func takeBack(_ call: DeskCall, _ form: Form, _ key: Key<Product>) async throws {
        let (author, now, markets) = (call.author, call.now, call.markets)
        let wanted = Key<Price>(form["take_back"])
        try await call.hub.database.write { tx in
            let product = try ProductFacts.read(key, at: now, in: tx)
            guard let plan = try PlannedPrice.of(key, after: now, in: tx).first(where: { $0.key == wanted }),
                let market = markets[plan.market]
            else { throw NotFound("price") }
            try plan.takeBack(at: now, in: tx)
            try Change.record(
                "unplanned_price", ProductHistory.noun, key, titled: product["title"], by: author,
                before: [
                    "market": plan.market.text, "price": Money(minor: plan.price.minor, market.currency).decimal,
                    "from": "\(plan.from)", "to": plan.to == .never ? nil : "\(plan.to)",
                    "variant": product.variants.first { $0.key == plan.variant }?.name,
                ], after: [:], at: now, in: tx)
        }
    }

    private static func schedule(_ call: DeskCall, _ form: Form, _ key: Key<Product>) async throws {
        let words = call.words
        guard let market = MarketCode(form["market"]).flatMap({ call.markets[$0] }) else {
            throw InvalidField("market", words("chooseMarket"))
        }
        guard let money = Money(decimal: form["price"], market.currency) else { throw InvalidField("price", words("noPrice")) }
        let before = form["before"].isEmpty ? nil : Money(decimal: form["before"], market.currency)
        guard let from = moment(form["from"], market) else { throw InvalidField("from", words("noMoment")) }
        guard form["to"].isEmpty || moment(form["to"], market) != nil else { throw InvalidField("to", words("noMoment")) }
        let to = moment(form["to"], market) ?? .never
        let price = Price(minor: money.minor, beforeMinor: before.flatMap { $0.minor > money.minor ? $0.minor : nil })
        let (author, now, wanted) = (call.author, call.now, Key<Variant>(form["variant"]))
        try await call.hub.database.write { tx in
            let product = try ProductFacts.read(key, at: now, in: tx)
            for variant in product.variants where wanted == nil || variant.key == wanted {
                try price.schedule(for: variant.key, in: market.code, from: from, to: to, at: now, in: tx)
            }
            try Change.record(
                "planned_price", ProductHistory.noun, key, titled: product["title"], by: author,
                after: [
                    "market": market.code.text, "price": money.decimal, "from": "\(from)", "to": to == .never ? nil : "\(to)",
                    "variant": product.variants.first { $0.key == wanted }?.name,
                ], at: now, in: tx)
        }
    }

    /// A moment as an input of a browser writes it, by the clock of a market.
    private static func moment(_ text: String, _ market: Market) -> Instant? {
        CivilTime(text)?.instants(in: market.zone).first
    }
}
