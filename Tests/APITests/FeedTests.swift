import Foundation
import HTTPTypes
import Hub
import Pictures
import Storage
import TestKit
import Testing
import Values
import Web

@testable import API

/// Feeds and files for search engines, merchants and readers.
struct FeedTests {
    private static func text(_ booth: Booth, _ path: String) async throws -> String {
        let answer = try await booth.send(.get, path)
        try #require(answer.status == 200, "\(path) \(answer.text)")
        return answer.text
    }

    private static func locations(_ text: String) -> [String] { text.matches(of: /<loc>([^<]*)<\/loc>/).map { String($0.output.1) } }

    @Test(arguments: Engine.available)
    func `the sitemap's files hold every open page once with its other markets and languages`(_ engine: Engine) async throws {
        try await Booth.with(engine) { booth in
            let files = Self.locations(try await Self.text(booth, "/sitemap.xml"))
            #expect(files.count == 25 && files.first == "https://hub.example/sitemaps/us/lists/start.xml")
            var pages: [String] = []
            for file in files { pages += Self.locations(try await Self.text(booth, String(file.dropFirst("https://hub.example".count)))) }
            #expect(Set(pages).count == pages.count)
            #expect(pages.contains("https://hub.example/jp/ja/stories/steps") && pages.contains("https://hub.example/cn/zh-hans/products/bottle"))
            #expect(!pages.contains { $0.contains("early") })
            // 8 places with 6 lists, 2 stories and 3 products each.
            #expect(pages.count == 8 * 11)
            let stories = try await Self.text(booth, "/sitemaps/jp/stories/start.xml")
            #expect(stories.contains("<xhtml:link rel=\"alternate\" hreflang=\"zh-Hans-CN\" href=\"https://hub.example/cn/zh-hans/stories/steps\"/>"))
            booth.turn(to: Booth.now.adding(seconds: 86_400))
            #expect(try await Self.text(booth, "/sitemaps/gb/products/start.xml").contains("/gb/en/products/early-pin"))
        }
    }

    @Test(arguments: Engine.available)
    func `a file of a sitemap names only markets in which its page is open`(_ engine: Engine) async throws {
        try await Booth.with(engine) { booth in
            try await booth.hub.database.write { tx in
                let bottle = try #require(try tx.first("SELECT key FROM products WHERE handle = 'bottle'") { $0.key(0, of: Item.self) })
                _ = try tx.run("DELETE FROM release_items WHERE item = \(bottle) AND release IN (SELECT key FROM releases WHERE name = 'Standing in JP')")
                tx.touch(.releases)
            }
            let file = try await Self.text(booth, "/sitemaps/gb/products/start.xml")
            #expect(file.contains("/us/en/products/bottle") && !file.contains("/jp/ja/products/bottle"))
            #expect(try await booth.send(.get, "/sitemaps/gb/products/nothing.xml").status == 404)
            #expect(try await booth.send(.get, "/sitemaps/xx/products/start.xml").status == 404)
            #expect(try await booth.send(.get, "/sitemaps/gb/people/start.xml").status == 404)
        }
    }

    @Test(arguments: Engine.available)
    func `JSON Feed tells the same stories as RSS, with their bodies`(_ engine: Engine) async throws {
        try await Booth.with(engine) { booth in
            let feed = try await booth.send(.get, "/jp/ja/feed.json").json
            #expect(feed["version"] == "https://jsonfeed.org/version/1.1" && feed["language"] == "ja")
            let items = feed["items"]?.elements ?? []
            #expect(items.map { $0["url"] } == ["https://hub.example/jp/ja/stories/steps", "https://hub.example/jp/ja/stories/more"])
            #expect(items[0]["title"] == "小さな一歩" && items[0]["language"] == "ja" && items[1]["language"] == "en")
            #expect(items[0]["content_html"]?.string?.contains("<blockquote><p>Begin anywhere.</p></blockquote>") == true)
            let english = try await booth.send(.get, "/gb/en/feed.json").text
            #expect(!english.contains("early-pin") && !english.contains("early-bird"))
            let rss = try await Self.text(booth, "/jp/ja/feed.xml")
            #expect(rss.matches(of: /<link>[^<]*stories[^<]*<\/link>/).count == 2)
        }
    }

    @Test(arguments: Engine.available)
    func `the merchant feed has price, sale price, stock, barcode, delivery and tax by the market's rules`(_ engine: Engine) async throws {
        try await Booth.with(engine) { booth in
            let british = try await Self.text(booth, "/gb/en/merchant.xml")
            let items = british.split(separator: "<item>").dropFirst().map(String.init)
            #expect(items.count == 4 && !british.contains("Early"))
            let bottle = try #require(items.first { $0.contains("<g:mpn>BOTTLE</g:mpn>") })
            #expect(bottle.contains("<g:price>12.00 GBP</g:price>") && bottle.contains("<g:sale_price>9.95 GBP</g:sale_price>"))
            #expect(bottle.contains("<g:shipping><g:country>GB</g:country><g:price>4.95 GBP</g:price></g:shipping>") && !bottle.contains("g:tax"))
            #expect(bottle.contains("<g:identifier_exists>no</g:identifier_exists>") && !bottle.contains("item_group_id"))
            let medium = try #require(items.first { $0.contains("<g:gtin>4006381333931</g:gtin>") })
            #expect(medium.contains("<g:title>Lane &lt;scarf&gt; &amp; more, M</g:title>") && medium.contains("<g:item_group_id>scarf</g:item_group_id>"))
            #expect(medium.contains("<g:description>Warm &amp; long</g:description>") && medium.contains("<g:brand>Mill &amp; Sons</g:brand>"))
            #expect(items.filter { $0.contains("<g:availability>out_of_stock</g:availability>") }.count == 1)
            let american = try await Self.text(booth, "/us/en/merchant.xml")
            #expect(american.contains("<g:tax><g:country>US</g:country><g:region>NY</g:region><g:rate>4</g:rate><g:tax_ship>yes</g:tax_ship></g:tax>"))
            #expect(try await Self.text(booth, "/jp/en/merchant.xml").contains("<g:price>1234 JPY</g:price>"))
            _ = try await booth.order("LAST")
            let after = try await Self.text(booth, "/gb/en/merchant.xml")
            #expect(after.split(separator: "<item>").filter { $0.contains("out_of_stock") }.count == 2, "a sale shows at once")
        }
    }

    @Test(arguments: Engine.available)
    func `a card is a JPEG of 1200 by 630, through the gate, and never kept past an edge`(_ engine: Engine) async throws {
        try await Booth.with(engine) { booth in
            let card = try await booth.send(.get, "/cards/jp/ja/stories/steps/x.jpg")
            #expect(card.status == 200 && card.headers[.contentType] == "image/jpeg")
            let file = try PictureFile(card.data)
            #expect(file.width == 1200 && file.height == 630 && file.mediaType == "image/jpeg")
            #expect(card.headers[.cacheControl] == "public, max-age=60")
            for path in ["/cards/gb/en/stories/early-bird/x.jpg", "/cards/gb/en/products/early-pin/x.jpg", "/cards/gb/en/people/steps/x.jpg", "/cards/xx/en/stories/steps/x.jpg"] {
                #expect(try await booth.send(.get, path).status == 404, "\(path)")
            }
            booth.turn(to: Booth.now.adding(seconds: 86_370))
            #expect(try await booth.send(.get, "/cards/gb/en/products/bottle/x.jpg").headers[.cacheControl] == "public, max-age=30")
            booth.turn(to: Booth.now.adding(seconds: 86_400))
            #expect(try await booth.send(.get, "/cards/gb/en/stories/early-bird/x.jpg").status == 200)
        }
    }

    @Test
    func `llms txt names every place and the document`() async throws {
        try await Booth.with(.sqlite) { booth in
            let text = try await Self.text(booth, "/llms.txt")
            #expect(text.hasPrefix("# Stadion\n\n> ") && text.contains("(https://hub.example/api/v1/openapi.json)"))
            #expect(text.matches(of: /\/merchant\.xml\)/).count == 8)
            for operation in booth.routes.operations where operation.path.hasPrefix("/markets/{market}/{language}/") && operation.method == .get {
                #expect(text.contains("`\(operation.path.split(separator: "/")[3])`"), "\(operation.id)")
            }
        }
    }
}
