import Catalogue
import Exchange
import Foundation
import Pictures
import Storage
import TestKit
import Testing
import Values

/// Importing what was exported gives the same hub, and exporting that gives the same bytes.
@Suite struct ProductExportTests {
    /// Checks both on the catalogue of a shop; `pictures` are in both hubs.
    private func checkRoundTrip(of shop: Shop, _ engine: Engine, pictures: [String] = []) async throws {
        let file = try await shop.export()
        try await Shop.with(engine, shop.markets) { copy in
            try await copy.addPictures(pictures)
            let report = try await copy.takeFile(file)
            #expect(report.count(.created) == report.total && report.rows.allSatisfy { $0.reason == nil })
            #expect(try await copy.drafts() == shop.drafts())
            #expect(try Data(contentsOf: URL(fileURLWithPath: try await copy.export())) == Data(contentsOf: URL(fileURLWithPath: file)))
        }
    }

    @Test(arguments: Engine.available)
    func `the demo's catalogue comes out as it went in`(engine: Engine) async throws {
        let demo = SampleData.repository("Sources/Hub/Demo")
        let pictures = try FileManager.default.contentsOfDirectory(atPath: "\(demo)/pictures")
        let markets = Shop.markets + [
            Market(code: MarketCode("KR")!, name: "South Korea", currency: Currency("KRW")!, zoneName: "Asia/Seoul",
                   languages: [.korean], taxMode: .included),
            Market(code: MarketCode("CN")!, name: "China", currency: Currency("CNY")!, zoneName: "Asia/Shanghai",
                   languages: [.chinese], taxMode: .included),
        ]
        try await Shop.with(engine, markets) { shop in
            try await shop.addPictures(pictures)
            let report = try await shop.takeFile("\(demo)/products.csv")
            #expect(report.count(.created) == report.total && report.rows.allSatisfy { $0.reason == nil })
            let (out, original) = (try await shop.export(), "\(demo)/products.csv")
            #expect(try String(contentsOfFile: out, encoding: .utf8).replacing("\r\n", with: "\n")
                == String(contentsOfFile: original, encoding: .utf8).replacing("\r\n", with: "\n"))
            try await checkRoundTrip(of: shop, engine, pictures: pictures)
        }
    }

    @Test(.enabled(if: SampleData.isThere, "\(SampleData.hint)"), arguments: Engine.available)
    func `Vendure's catalogue comes in whole and goes round`(engine: Engine) async throws {
        let folder = "\(SampleData.folder)/merch/vendure"
        let text = try SampleData.output(of: SampleData.repository("scripts/convert/vendure.py"), ["\(folder)/products.csv"])
        let pictures = try FileManager.default.contentsOfDirectory(atPath: "\(folder)/images")
        try await Shop.with(engine) { shop in
            try await shop.addPictures(pictures)
            let file = try shop.folder.file("vendure.csv", text)
            #expect(try await shop.takeFile(file).sums == "54/0/0/0/0")
            #expect(try await shop.drafts().reduce(0) { $0 + $1.variants.count } == 88)
            #expect(try await shop.drafts().allSatisfy { $0.shots.count == 1 })
            #expect(try await shop.takeFile(file, day: 1).sums == "0/0/54/0/0")
            let laptop = try await shop.draft("laptop")
            #expect(laptop.options == ["screen size", "RAM"] && laptop.vendor == "Apple")
            #expect(laptop.variants.map { $0.prices[Shop.us]?.minor } == [129_900, 139_900, 219_900, 229_900])
            try await checkRoundTrip(of: shop, engine, pictures: pictures)
        }
    }

    @Test(.enabled(if: SampleData.isThere, "\(SampleData.hint)"), arguments: Engine.available)
    func `Saleor's catalogue comes in whole and goes round`(engine: Engine) async throws {
        let text = try SampleData.output(
            of: SampleData.repository("scripts/convert/saleor.py"),
            ["\(SampleData.folder)/merch/saleor/populatedb_data.json.gz", "--market", "PLN=Poland"])
        let pl = try #require(MarketCode("PL"))
        let poland = Market(
            code: pl, name: "Poland", currency: Currency("PLN")!, zoneName: "Europe/Warsaw", languages: [.english], taxMode: .included)
        try await Shop.with(engine, [Shop.markets[0], poland]) { shop in
            let file = try shop.folder.file("saleor.csv", text)
            #expect(try await shop.takeFile(file).sums == "32/0/0/0/0")
            let drafts = try await shop.drafts()
            let variants = drafts.flatMap(\.variants)
            #expect(variants.count == 73)
            #expect(variants.allSatisfy { $0.prices.count == 2 } && drafts.allSatisfy { $0.markets == [Shop.us, pl] })
            #expect(variants.count { $0.onHand == nil } == 17)
            let shoe = try await shop.draft("white-plimsolls").variants
            #expect(shoe.map(\.options[0]) == ["39", "40", "41", "42", "43", "44", "45"])
            #expect(shoe[0].prices == [Shop.us: Price(minor: 8000, beforeMinor: nil), pl: Price(minor: 24_000, beforeMinor: nil)])
            #expect(try await shop.takeFile(file, day: 1).sums == "0/0/32/0/0")
            try await checkRoundTrip(of: shop, engine)
        }
    }

    @Test(arguments: Engine.available)
    func `any catalogue goes round`(engine: Engine) async throws {
        var random = SeededRandom.printed()
        let pictures = (0..<6).map { "p\($0).svg" }
        for round in 0..<4 {
            let drafts = (0..<60).map { RandomProduct.draft("product-\(round)-\($0)", pictures, &random) }
            try await Shop.with(engine) { shop in
                try await shop.addPictures(pictures)
                let changes = try await shop.database.write { tx in
                    try drafts.map { try $0.save(at: Shop.now, markets: Shop.markets, in: tx) }
                }
                #expect(changes.allSatisfy { $0 == .created })
                #expect(try await shop.drafts() == drafts)
                let file = try await shop.export()
                let again = try await shop.takeFile(file, day: 1)
                #expect(again.sums == "0/0/60/0/0", "\(again.rows.filter { $0.outcome != .unchanged }.prefix(3))")
                try await checkRoundTrip(of: shop, engine, pictures: pictures)
            }
        }
    }

    @Test func `a place that cannot be written to is refused and what is there stays`() async throws {
        try await Shop.with(.sqlite) { shop in
            try await shop.take("Title,URL handle\nA,a\n")
            let export = ProductExport(database: shop.database, markets: shop.markets, now: Shop.now)
            #expect(await Outcome.of { try await export.write(to: "\(shop.folder.path)/none/out.csv") }.refusal == "invalid_field")
            #expect(await Outcome.of { try await export.write(to: shop.folder.path) }.refusal == "invalid_field")
            #expect(try FileManager.default.contentsOfDirectory(atPath: shop.folder.path) == ["products.csv"])
            #expect(try await export.write(to: "\(shop.folder.path)/products.csv") == 1)
        }
    }
}
