import Catalogue
import Exchange
import Foundation
import Orders
import Pictures
import Releases
import Storage
import TestKit
import Testing
import Values

/// Products in the languages of fans, and the file that brings translations in and out.
@Suite struct TranslationTests {
    private static let products = """
        Title,URL handle,Description,Type,Product category,Status,SKU,Option1 name,Option1 value,Option2 name,Option2 value,Price,\
        Price / Japan,Product image URL,Image alt text
        Lane scarf,lane-scarf,<p>Warm</p>,Scarves,Apparel > Scarves,active,S-1,Colour,Flame,Size,M,38.00,4800,flame.svg,A red scarf
        ,lane-scarf,,,,,S-2,,Ice,,M,38.00,4800,ice.svg,
        Plain mug,plain-mug,,Mugs,,active,M-1,Title,Default Title,,,12.00,1500,mug.svg,A mug
        """
    private static let header = "Type,Identification,Field,Locale,Market,Status,Default content,Translated content\n"
    private static let japanese = header + """
        PRODUCT,lane-scarf,title,ja,,,Lane scarf,レーンのマフラー
        PRODUCT,lane-scarf,body_html,ja,,,<p>Warm</p>,<p>あたたかい<script>alert(1)</script></p>
        PRODUCT_TYPE,scarves,name,ja,,,Scarves,マフラー
        PRODUCT_OPTION,colour,name,ja,,,Colour,カラー
        PRODUCT_OPTION_VALUE,flame,name,ja-JP,,,Flame,炎の赤
        PRODUCT_CATEGORY,apparel,name,ja,,,Apparel,ファッション
        MEDIA_IMAGE,flame.svg,alt,ja,,,A red scarf,赤いマフラー

        """

    private func withGoods(_ engine: Engine, _ body: (Shop) async throws -> Void) async throws {
        try await Shop.with(engine) { shop in
            try await shop.addPictures(["flame.svg", "ice.svg", "mug.svg"])
            #expect(try await shop.take(Self.products).sums == "2/0/0/0/0")
            try await body(shop)
        }
    }

    private func take(_ text: String, _ shop: Shop, day: Int64 = 1, isDryRun: Bool = false) async throws -> ImportReport {
        try await TranslationImport(database: shop.database, now: Shop.now.adding(seconds: day * 86_400))
            .run(try shop.folder.file("translations.csv", text), isDryRun: isDryRun)
    }

    private func export(_ shop: Shop, _ name: String = "out.csv") async throws -> String {
        let path = "\(shop.folder.path)/\(name)"
        _ = try await TranslationExport(database: shop.database, markets: shop.markets).write(to: path)
        return try String(contentsOfFile: path, encoding: .utf8).replacing("\r\n", with: "\n")
    }

    /// A card as `title language | kind | variant, variant | alt`.
    private func card(_ handle: String, _ language: Language, _ shop: Shop) async throws -> String {
        try await shop.database.read { tx in
            let gate = Gate(Shop.jp, at: Shop.now.adding(seconds: 86_401))
            let cards = try ProductCard.find([Slug(handle)!], through: gate, in: Shop.markets[2], language: language, in: tx)
            let card = try #require(cards.first)
            let names = card.variants.compactMap(\.name).joined(separator: ", ")
            return "\(card.product.title.text) \(card.product.title.language.path) | \(card.product.kindName) | \(names) | "
                + (card.picture?.alt ?? "")
        }
    }

    @Test(arguments: Engine.available)
    func `a product is read in the asked language and in its own where nobody has translated it`(engine: Engine) async throws {
        try await withGoods(engine) { shop in
            #expect(try await take(Self.japanese, shop).sums == "7/0/0/0/0")
            #expect(try await card("lane-scarf", .japanese, shop) == "レーンのマフラー ja | マフラー | 炎の赤 / M, Ice / M | 赤いマフラー")
            #expect(try await card("lane-scarf", .english, shop) == "Lane scarf en | Scarves | Flame / M, Ice / M | A red scarf")
            #expect(try await card("lane-scarf", .korean, shop) == "Lane scarf en | Scarves | Flame / M, Ice / M | A red scarf")
            #expect(try await card("plain-mug", .japanese, shop) == "Plain mug en | Mugs |  | A mug")
            let product = try await shop.database.read {
                try Product.find(Slug("lane-scarf")!, language: .japanese, through: Gate(Shop.jp, at: Shop.now.adding(seconds: 86_401)), in: $0)
            }
            #expect(product.html == LanguageText("<p>あたたかい</p>", .japanese))
            #expect(product.kind == "Scarves" && product.category == "Apparel > Scarves")
        }
    }

    @Test(arguments: Engine.available)
    func `the till names what it sells in the language of the fan`(engine: Engine) async throws {
        try await withGoods(engine) { shop in
            _ = try await take(Self.japanese, shop)
            for (language, expected) in [(Language.japanese, "レーンのマフラー: 炎の赤 / M"), (.chinese, "Lane scarf: Flame / M")] {
                let offer = try await shop.database.write { tx -> Offer? in
                    let item = try #require(try tx.first("SELECT key FROM variants WHERE sku = 'S-1'") { $0.key(0, of: Item.self) })
                    return try CatalogueSeller().offer(
                        item, quantity: 1, by: nil, in: Shop.markets[2], language: language, at: Shop.now.adding(seconds: 86_401), in: tx)
                }
                #expect(offer.map { "\($0.title): \($0.variant ?? "")" } == expected)
            }
        }
    }

    @Test(arguments: Engine.available)
    func `the same file again changes nothing and a dry run never does`(engine: Engine) async throws {
        try await withGoods(engine) { shop in
            let heard = Trail<Set<Topic>>()
            shop.database.onChange(heard.add)
            let rehearsed = try await take(Self.japanese, shop, isDryRun: true)
            #expect(rehearsed.sums == "7/0/0/0/0")
            #expect(try await card("lane-scarf", .japanese, shop) == "Lane scarf en | Scarves | Flame / M, Ice / M | A red scarf")
            #expect(heard.all.isEmpty)
            #expect(try await take(Self.japanese, shop).sums == "7/0/0/0/0")
            let count = heard.all.count
            #expect(count > 0)
            #expect(try await take(Self.japanese, shop, day: 2).sums == "0/0/7/0/0")
            #expect(heard.all.count == count)
            let changed = Self.japanese.replacing("レーンのマフラー", with: "五本線のマフラー").replacing("炎の赤", with: "赤")
            #expect(try await take(changed, shop, day: 3).sums == "0/2/5/0/0")
        }
    }

    @Test(arguments: Engine.available)
    func `what cannot be taken is refused or left out with its reason, and the rest goes on`(engine: Engine) async throws {
        try await withGoods(engine) { shop in
            let report = try await take(Self.header + """
                PRODUCT,lane-scarf,title,fr,,,Lane scarf,Écharpe
                PRODUCT,lane-scarf,title,zh-TW,,,Lane scarf,圍巾
                PRODUCT,lane-scarf,title,ja,Japan,,Lane scarf,マフラー
                PRODUCT,lane-scarf,handle,ja,,,lane-scarf,マフラー
                COLLECTION,winter,title,ja,,,Winter,冬
                PRODUCT,lane-scarf,title,ko,,,Lane scarf,
                PRODUCT,nothing,title,ja,,,Nothing,無
                PRODUCT,lane-scarf,title,en-GB,,,Lane scarf,Scarf
                PRODUCT_OPTION,fit,name,ja,,,Fit,フィット
                PRODUCT_OPTION_VALUE,m,name,en,,,M,Medium
                MEDIA_IMAGE,none.svg,alt,ja,,,Nothing,無
                PRODUCT,lane-scarf,title,ja,,,Lane scarf
                PRODUCT,lane-scarf,title,zh_CN,,,Lane scarf,赛道围巾
                PRODUCT_OPTION_VALUE,ice,name,ja,,,Ice,氷
                PRODUCT,lane-scarf,product_type,ja,,,Scarves,マフラー
                PRODUCT,lane-scarf,product_type,ja,,,Scarves,スカーフ
                PRODUCT,lane-scarf,body_html,ja,,,<p>Cold</p>,<p>寒い</p>

                """, shop)
            #expect(report.sums == "4/0/0/7/6")
            let told = report.rows.map { "\($0.place): \($0.outcome.rawValue)" + ($0.reason.map { ". \($0)" } ?? "") }
            let expected = TextTable.rows("""
                2 | skipped. The hub does not speak “fr”.
                3 | skipped. The hub does not speak “zh-TW”.
                4 | skipped. The hub has one text a language for all markets.
                5 | skipped. The hub keeps no translation of PRODUCT handle.
                6 | skipped. The hub keeps no translation of COLLECTION title.
                7 | skipped. Not translated yet.
                8 | refused. The hub has no product of this handle. Import the products first.
                9 | refused. This is the language that it was written in. Change the original instead.
                10 | refused. No product of the hub writes this name. Import the products first.
                11 | refused. This is the language that it was written in. Change the original instead.
                12 | refused. The hub has no picture of this name. Import the pictures first.
                13 | refused. The row has 7 values where the header has 8. A separator or a value is missing.
                14 | created
                15 | created
                16 | created
                17 | skipped. Line 16 calls it “マフラー” already, for all products.
                18 | created. The original has changed since this was translated.
                """).map { "line \($0[0]): \($0[1])" }
            #expect(told == expected)
            let chinese = try await card("lane-scarf", .chinese, shop)
            #expect(chinese.hasPrefix("赛道围巾 zh-hans"))
        }
    }

    @Test func `a file that is no translation file is refused before anything changes`() async throws {
        try await withGoods(.sqlite) { shop in
            let table: [(text: String, refusal: String)] = [
                ("Title,URL handle\nA,a\n", "input_wrong_format"),
                ("Type,Identification,Field,Locale,Market,Status,Default content\nPRODUCT,a,title,ja,,,A\n", "input_wrong_format"),
                (Self.japanese + "PRODUCT,lane-scarf,title,ko,,,Lane scarf,\"레인\n", "input_malformed"),
            ]
            for row in table {
                let outcome = await Outcome.of { try await take(row.text, shop) }
                #expect(outcome.refusal == row.refusal)
            }
            let told = try await card("lane-scarf", .japanese, shop)
            #expect(told.hasPrefix("Lane scarf en"))
        }
    }

    @Test(arguments: Engine.available)
    func `a file that knows things by numbers is understood through its originals`(engine: Engine) async throws {
        try await withGoods(engine) { shop in
            let report = try await take(Self.header + """
                PRODUCT,'7215,body_html,ja,,,<p>Warm</p>,<p>あたたかい</p>
                PRODUCT,'7215,handle,ja,,,lane-scarf,
                PRODUCT,'7216,title,ja,,,Plain mug,マグ
                PRODUCT,'7217,title,ja,,,Unknown,無
                PRODUCT_OPTION,'88,name,ja,,,Colour,カラー
                PRODUCT_OPTION_VALUE,'99,name,ja,,,Flame,炎の赤
                MEDIA_IMAGE,'31,alt,ja,,,A mug,マグカップ

                """, shop)
            #expect(report.sums == "5/0/0/1/1")
            #expect(report.refusals.map { $0.prefix(6) } == ["line 5"])
            #expect(try await card("plain-mug", .japanese, shop) == "マグ ja | Mugs |  | マグカップ")
            let told = try await card("lane-scarf", .japanese, shop)
            #expect(told.contains("炎の赤 / M"))
        }
    }

    @Test(arguments: Engine.available)
    func `an export holds every text with what is missing, and comes back unchanged`(engine: Engine) async throws {
        try await withGoods(engine) { shop in
            _ = try await take(Self.japanese, shop)
            let text = try await export(shop)
            #expect(text == Self.header + """
                PRODUCT,lane-scarf,title,ja,,translated,Lane scarf,レーンのマフラー
                PRODUCT,lane-scarf,body_html,ja,,translated,<p>Warm</p>,<p>あたたかい</p>
                PRODUCT,plain-mug,title,ja,,untranslated,Plain mug,
                PRODUCT_TYPE,mugs,name,ja,,untranslated,Mugs,
                PRODUCT_TYPE,scarves,name,ja,,translated,Scarves,マフラー
                PRODUCT_OPTION,colour,name,ja,,translated,Colour,カラー
                PRODUCT_OPTION,size,name,ja,,untranslated,Size,
                PRODUCT_OPTION_VALUE,flame,name,ja,,translated,Flame,炎の赤
                PRODUCT_OPTION_VALUE,ice,name,ja,,untranslated,Ice,
                PRODUCT_OPTION_VALUE,m,name,ja,,untranslated,M,
                PRODUCT_CATEGORY,apparel,name,ja,,translated,Apparel,ファッション
                PRODUCT_CATEGORY,scarves,name,ja,,untranslated,Scarves,
                MEDIA_IMAGE,flame.svg,alt,ja,,translated,A red scarf,赤いマフラー
                MEDIA_IMAGE,mug.svg,alt,ja,,untranslated,A mug,

                """)
            #expect(try await take(text, shop, day: 2).sums == "0/0/7/7/0")
            try await shop.take("Title,URL handle\nLane scarf of 2018,lane-scarf\n", day: 2)
            let later = try await export(shop)
            #expect(later.contains("PRODUCT,lane-scarf,title,ja,,outdated,Lane scarf,レーンのマフラー\n"))
            #expect(try await take(later, shop, day: 3).sums == "0/0/7/7/0")
        }
    }

    @Test(arguments: Engine.available)
    func `the demo speaks all four languages and its translations come out as they went in`(engine: Engine) async throws {
        let demo = SampleData.repository("Sources/Hub/Demo")
        let markets = Shop.markets + [
            Market(code: MarketCode("KR")!, name: "South Korea", currency: Currency("KRW")!, zoneName: "Asia/Seoul",
                   languages: [.korean, .english], taxMode: .included),
            Market(code: MarketCode("CN")!, name: "China", currency: Currency("CNY")!, zoneName: "Asia/Shanghai",
                   languages: [.chinese, .english], taxMode: .included),
        ]
        try await Shop.with(engine, markets) { shop in
            try await shop.addPictures(try FileManager.default.contentsOfDirectory(atPath: "\(demo)/pictures"))
            try await shop.takeFile("\(demo)/products.csv")
            let original = try String(contentsOfFile: "\(demo)/translations.csv", encoding: .utf8)
            let report = try await take(original, shop)
            #expect(report.count(.created) == report.total && report.rows.allSatisfy { $0.reason == nil })
            #expect(try await export(shop) == original)
        }
    }

    @Test(arguments: Engine.available)
    func `a product may be written in another language than the home market's`(engine: Engine) async throws {
        try await Shop.with(engine) { shop in
            let column = "Language (product.metafields.stadion.language)"
            try await shop.take("Title,URL handle,Price / Japan,\(column)\n雪のマフラー,yuki,4800,ja\nScarf,scarf,38.00,\n")
            #expect(try await shop.draft("yuki").language == .japanese)
            #expect(try await card("yuki", .english, shop) == "雪のマフラー ja |  |  | ")
            let report = try await take(Self.header + "PRODUCT,yuki,title,en,,,雪のマフラー,Snow scarf\nPRODUCT,yuki,title,ja,,,雪のマフラー,雪\n", shop)
            #expect(report.sums == "1/0/0/0/1")
            #expect(try await card("yuki", .english, shop) == "Snow scarf en |  |  | ")
            let file = try await shop.export()
            try await Shop.with(engine) { copy in
                try await copy.takeFile(file)
                #expect(try await copy.drafts() == shop.drafts())
            }
            let wrong = try await shop.take("Title,URL handle,\(column)\nA,a,klingon\n", day: 2)
            #expect(wrong.refusals == ["line 2 a: \(column): “klingon” is not spoken here. Use en, ja, ko or zh-Hans."])
        }
    }
}
