import Foundation
import Releases
import Storage
import TestKit
import Testing
import Values

@testable import Catalogue

/// The shelf: counts and pages of a list against counting by hand.
struct ShelfTests {
    private static let us = MarketCode("US")!

    @Test func `counts and pages are those that counting by hand gives, whatever is chosen`() {
        var random = SeededRandom.printed()
        for _ in 0..<60 {
            let products = (0..<Int.random(in: 0...80, using: &random)).map { _ in Row(&random) }
            let shelf = Self.shelf(products)
            for _ in 0..<10 {
                let choice = Self.choice(&random)
                let (page, expected) = (shelf.page(choice, limit: 1000), Self.matching(products, choice))
                #expect(page.total == expected.count)
                #expect(Set(page.products.map(\.raw)) == Set(expected.map(\.key)))
                for facet in Facet.allCases {
                    let others = Self.matching(products, Self.without(facet, choice))
                    for count in page.counts[facet] ?? [] {
                        let byHand = others.filter { $0.values[facet]?.contains(count.value.code) == true }.count
                        #expect(count.count == byHand, "\(facet) \(count.value.code) \(choice.query)")
                    }
                }
            }
        }
    }

    @Test func `pages in every order come to all of it, once each`() {
        var random = SeededRandom.printed()
        let products = (0..<100).map { _ in Row(&random) }
        let shelf = Self.shelf(products)
        for order in ShelfChoice.Order.allCases {
            var choice = ShelfChoice(order: order)
            var keys: [Int64] = []
            var pages = 0
            while true {
                let page = shelf.page(choice, limit: 7)
                keys += page.products.map(\.raw)
                pages += 1
                choice.after = page.products.last.flatMap(shelf.mark)
                if !page.hasMore { break }
            }
            let price = Dictionary(products.map { ($0.key, $0.price) }, uniquingKeysWith: { first, _ in first })
            #expect(keys.count == Set(keys).count && keys.count == shelf.count && pages == (shelf.count + 6) / 7)
            let prices = keys.compactMap { price[$0] }
            switch order {
            case .new: #expect(keys == keys.sorted(by: >))
            case .cheap: #expect(prices == prices.sorted())
            case .dear: #expect(prices == prices.sorted(by: >))
            }
        }
    }

    @Test func `a choice has one address, and knows only so many values`() {
        let choice = ShelfChoice([.size: ["xl", "m", "m"], .kind: ["scarves"]], order: .cheap)
        #expect(choice.query == "?kind=scarves&size=m&size=xl&order=cheap")
        #expect(ShelfChoice().query == "")
        #expect(choice.toggling("m", of: .size).query == "?kind=scarves&size=xl&order=cheap")
        #expect(choice.toggling("l", of: .size).query == "?kind=scarves&size=l&size=m&size=xl&order=cheap")
        #expect(ShelfChoice([.kind: (0..<20).map { "k\($0)" }, .size: ["m"]]).count == 8)
        let shelf = Self.shelf([Row(key: 1, price: 1, values: [.kind: ["hats"], .size: ["m"]])])
        #expect(shelf.understood(ShelfChoice([.kind: ["hats", "ghosts"], .size: ["xl"]])).query == "?kind=hats")
        #expect(PriceBands.bounds(Currency("USD")!) == [1500, 3000, 6000])
        #expect(["0", "1499", "1500", "2999", "6000"].map { PriceBands.code(Int64($0)!, [1500, 3000, 6000]) } == ["1", "1", "2", "2", "4"])
    }

    @Test func `whether a product has a price is asked of its variants, however many prices the market has`() async throws {
        try await Shop.with(.sqlite) { shop in
            let plan = try await shop.database.read { tx in
                try tx.all("EXPLAIN QUERY PLAN SELECT 1 FROM products p WHERE \(Product.isPriced("p.key", in: Self.us, at: Shop.now))") { $0.text(3) }
            }
            #expect(plan.filter { $0.hasPrefix("SEARCH") } == [
                "SEARCH priced USING INDEX variants_product (product=?)",
                "SEARCH price USING INDEX prices_variant (variant=? AND market=? AND valid_from<?)",
            ])
        }
    }

    private struct Row {
        let key: Int64
        let price: Int64
        let values: [Facet: Set<String>]

        init(key: Int64, price: Int64, values: [Facet: Set<String>]) {
            (self.key, self.price, self.values) = (key, price, values)
        }

        init(_ random: inout SeededRandom) {
            key = Int64.random(in: 1...(1 << 60), using: &random)
            price = Int64.random(in: 1...9, using: &random)
            var values: [Facet: Set<String>] = [:]
            for facet in Facet.allCases where facet != .stock {
                values[facet] = Set((0..<Int.random(in: 0...2, using: &random)).map { _ in "v\(Int.random(in: 0...3, using: &random))" })
            }
            values[.stock] = Bool.random(using: &random) ? ["in"] : []
            self.values = values
        }
    }

    private static func shelf(_ rows: [Row]) -> Shelf {
        var builder = ShelfBuilder()
        for row in rows.sorted(by: { $0.key > $1.key }) {
            let values = row.values.filter { $0.key != .stock }.flatMap { facet, codes in
                codes.map { builder.number(Shelf.Value(facet: facet, code: $0, text: $0)) }
            }
            let isAvailable = row.values[.stock]?.isEmpty == false
            builder.add(ShelfRow(key: row.key, price: row.price, values: values.sorted(), variants: [row.key], isAvailable: isAvailable))
        }
        return builder.shelf()
    }

    private static func choice(_ random: inout SeededRandom) -> ShelfChoice {
        var values: [Facet: [String]] = [:]
        for facet in Facet.allCases where Bool.random(using: &random) {
            values[facet] = facet == .stock
                ? ["in"] : (0..<Int.random(in: 0...2, using: &random)).map { _ in "v\(Int.random(in: 0...3, using: &random))" }
        }
        return ShelfChoice(values)
    }

    private static func without(_ facet: Facet, _ choice: ShelfChoice) -> ShelfChoice {
        var values = choice.values
        values[facet] = nil
        return ShelfChoice(values)
    }

    private static func matching(_ rows: [Row], _ choice: ShelfChoice) -> [Row] {
        rows.filter { row in choice.values.allSatisfy { facet, codes in !(row.values[facet] ?? []).isDisjoint(with: codes) } }
    }
}
