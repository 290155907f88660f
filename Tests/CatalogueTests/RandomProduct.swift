import Catalogue
import TestKit
import Values

/// Products of every shape that a hub can hold, for the round trip.
enum RandomProduct {
    private static let words = ["Scarf", "O\"Neill, red", "日本", "=1+1", "two\nlines", "é", "'", "x;y", "TRUE", "0123"]

    static func draft(_ handle: String, _ pictures: [String], _ random: inout SeededRandom) -> ProductDraft {
        var draft = ProductDraft(handle: Slug(handle)!)
        draft.title = "T " + line(&random)
        draft.html = Bool.random(using: &random) ? "" : "<p>A &amp; B,\n<em>c</em></p>"
        (draft.vendor, draft.category, draft.kind) = (line(&random), "A > B", line(&random))
        draft.tags = ["a", "b c", "ü"].filter { _ in Bool.random(using: &random) }
        draft.state = [.active, .active, .draft, .archived].randomElement(using: &random)!
        draft.taxClass = ["standard", "standard", ProductDraft.untaxed, "reduced"].randomElement(using: &random)!
        draft.shots = pictures.filter { _ in Bool.random(using: &random) }.shuffled(using: &random).map { .init(name: $0, alt: "alt \($0)") }
        let count = Int.random(in: 0...3, using: &random)
        draft.options = count == 0 ? ["Title"] : Array(["Size", "Colour", "Fit"].prefix(count))
        draft.variants = choices(count, &random).map { variant($0, pictures, &random) }
        if draft.state == .active {
            draft.markets = Set([Shop.us, Shop.gb, Shop.jp].filter { _ in Bool.random(using: &random) })
        }
        let names = ["SEO title", "Google Shopping / Gender", "Care (product.metafields.custom.care)", "Gift card"]
        for name in names where Bool.random(using: &random) { draft.extra[name] = words.randomElement(using: &random)! }
        return draft
    }

    private static func choices(_ count: Int, _ random: inout SeededRandom) -> [[String]] {
        guard count > 0 else { return [["Default Title"]] }
        let all = ["S", "M", "L"].flatMap { a in ["Red", "Blue"].map { b in Array([a, b, "Slim"].prefix(count)) } }
        var seen: Set<[String]> = []
        return all.filter { seen.insert($0).inserted }.prefix(Int.random(in: 1...6, using: &random)).shuffled(using: &random)
    }

    private static func variant(_ options: [String], _ pictures: [String], _ random: inout SeededRandom) -> ProductDraft.Variant {
        var variant = ProductDraft.Variant(options: options)
        variant.sku = Bool.random(using: &random) ? "" : "SKU-\(UInt32.random(in: 0...9999, using: &random))"
        variant.gtin = Bool.random(using: &random) ? "" : "4006381333931"
        if variant.gtin.isEmpty, Bool.random(using: &random) { variant.extra["Barcode"] = "HOUSE 1" }
        variant.grams = Int64.random(in: 0...5000, using: &random)
        variant.weightUnit = ["", "g", "kg"].randomElement(using: &random)!
        variant.onHand = Bool.random(using: &random) ? nil : Int64.random(in: 0...900, using: &random)
        (variant.oversells, variant.ships) = (Bool.random(using: &random), Bool.random(using: &random))
        variant.buyerLimit = Bool.random(using: &random) ? nil : Int64.random(in: 1...9, using: &random)
        variant.picture = ([""] + pictures).randomElement(using: &random)!
        for market in [Shop.us, Shop.gb, Shop.jp] where Bool.random(using: &random) {
            let minor = Int64.random(in: 0...99_999, using: &random)
            variant.prices[market] = Price(minor: minor, beforeMinor: Bool.random(using: &random) ? nil : minor + 100)
        }
        if Bool.random(using: &random) { variant.extra["Cost per item"] = "12.5" }
        if Bool.random(using: &random) { variant.extra["Supplier, own"] = words.randomElement(using: &random)! }
        return variant
    }

    private static func line(_ random: inout SeededRandom) -> String { words.filter { $0 != "two\nlines" }.randomElement(using: &random)! }
}
