import Foundation
import HTTPTypes
import Releases
import Storage
import TestKit
import Testing
import Values
import Web

@testable import Site

/// What pages say to machines in their heads.
struct MachinesTests {
    private static let now = Instant("2018-01-15T00:00:00Z") ?? Instant(ms: 0)

    /// The data of a page; every block of it is JSON.
    private static func data(_ page: String) throws -> [[String: Any]] {
        let blocks = page.matches(of: /<script type="application\/ld\+json">([^<]*)<\/script>/).map { String($0.output.1) }
        #expect(page.matches(of: /ld\+json/).count == blocks.count)
        return try blocks.flatMap { block -> [[String: Any]] in
            let value = try JSONSerialization.jsonObject(with: Data(block.utf8))
            if let list = value as? [[String: Any]] { return list }
            return [try #require(value as? [String: Any])]
        }
    }

    private static func meta(_ page: String, _ property: String) -> [String] {
        page.matches(of: /<meta property="([^"]*)" content="([^"]*)">/).filter { $0.output.1 == property }.map { String($0.output.2) }
    }

    @Test
    func `a product's page has its offers in this market's money, and where it stands`() async throws {
        try await Stage.with(.sqlite, at: Self.now) { stage in
            let data = try Self.data(try await stage.get("/gb/en/products/scarf").text)
            let group = try #require(data.first { $0["@type"] as? String == "ProductGroup" })
            #expect(group["name"] as? String == "Lane <scarf> & more" && group["productGroupID"] as? String == "scarf")
            let variants = try #require(group["hasVariant"] as? [[String: Any]])
            let offers = variants.compactMap { $0["offers"] as? [String: Any] }
            #expect(variants.map { $0["sku"] as? String } == ["SCARF-S", "SCARF-M", "SCARF-L"])
            #expect(offers.map { $0["price"] as? String } == ["19.99", "19.99", "21.99"] && offers.allSatisfy { $0["priceCurrency"] as? String == "GBP" })
            #expect(offers.map { $0["availability"] as? String } == ["OutOfStock", "LimitedAvailability", "InStock"].map { "https://schema.org/\($0)" })
            let crumbs = try #require(data.first { $0["@type"] as? String == "BreadcrumbList" }?["itemListElement"] as? [[String: Any]])
            #expect(crumbs.map { $0["item"] as? String } == ["", "/products", "/products/scarf"].map { "https://hub.example/gb/en\($0)" })
            let single = try Self.data(try await stage.get("/jp/ja/products/bottle").text)
            let offer = single.first { $0["@type"] as? String == "Product" }?["offers"] as? [String: Any]
            #expect(offer?["price"] as? String == "1234" && offer?["eligibleRegion"] as? String == "JP")
        }
    }

    @Test
    func `a story is an article and the front page is the site`() async throws {
        try await Stage.with(.sqlite, at: Self.now) { stage in
            let article = try Self.data(try await stage.get("/jp/ja/stories/steps").text).first { $0["@type"] as? String == "Article" }
            #expect(article?["headline"] as? String == "小さな一歩" && article?["inLanguage"] as? String == "ja")
            #expect(article?["datePublished"] as? String == "2018-01-01T00:00:00.000Z")
            let site = try Self.data(try await stage.get("/gb/en").text)
            #expect(site.map { $0["@type"] as? String } == ["WebSite"])
            #expect(try Self.data(try await stage.get("/gb/en/basket").text).isEmpty, "what is private says nothing")
        }
    }

    @Test
    func `films, athletes, sports and stores say what they are, in the words of their pages`() async throws {
        try await AthletePageTests.with(.sqlite) { stage in
            try await stage.raiseFilms()
            try await stage.raiseStores()
            func one(_ path: String, _ type: String) async throws -> [String: Any] {
                let data = try Self.data(try await stage.get(path).text)
                #expect(data.map { $0["@type"] as? String } == [type, "BreadcrumbList"], "\(path)")
                #expect(data.allSatisfy { $0["@context"] as? String == "https://schema.org" })
                return try #require(data.first)
            }
            func names(_ value: Any?) -> [String] { (value as? [[String: Any]] ?? []).compactMap { "\($0["@type"] ?? "") \($0["name"] ?? "")" } }

            let film = try await one("/gb/en/films/ice-time", "Movie")
            #expect(film["name"] as? String == "The ice" && film["duration"] as? String == "PT1M5S" && film["description"] as? String == "Nobody to play")
            #expect(names(film["director"]) == ["Person A. Person"] && film["url"] as? String == "https://hub.example/gb/en/films/ice-time")
            #expect((film["isPartOf"] as? [String: Any])?["name"] as? String == "Small things")

            let athlete = try await one("/jp/ja/athletes/ada-long", "Person")
            #expect(athlete["name"] as? String == "エイダ・ロング" && athlete["birthDate"] as? String == "1990")
            let team = athlete["memberOf"] as? [String: Any]
            #expect(team?["name"] as? String == "イギリス" && team?["sport"] as? String == "陸上")
            #expect(try await one("/gb/en/athletes/ada-long", "Person")["award"] as? [String] == ["gold · Women's 800 m · London 2012"])
            #expect(try await one("/gb/en/athletes/bo-short", "Person")["award"] == nil)

            let sport = try await one("/gb/en/sports/running", "CollectionPage")
            let list = (sport["mainEntity"] as? [String: Any])?["itemListElement"] as? [[String: Any]] ?? []
            #expect(list.map { $0["url"] as? String } == ["ada-long", "bo-short"].map { "https://hub.example/gb/en/athletes/\($0)" })

            let store = try await one("/gb/en/store", "OnlineStore")
            #expect(store["name"] as? String == "World & Co" && names(store["areaServed"]) == ["Country GB", "Country JP", "Country KR"])
        }
    }

    @Test
    func `no text can end the block of data that it stands in`() throws {
        let nasty = "</script><script>alert(1)</script><!-- ]]> & \u{2028}\u{2029} \" \\ 終"
        let text = try #require(StructuredData.text([["name": .text(nasty)]]))
        #expect(!text.contains("<") && !text.contains(">") && !text.contains("&") && !text.contains("\u{2028}"))
        let value = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: String]
        #expect(value?["name"] == nasty)
        #expect(StructuredData.text([]) == nil)
    }

    @Test
    func `every page has a title, a kind, a canonical address and a picture that is there`() async throws {
        try await Stage.with(.sqlite, at: Self.now) { stage in
            try await stage.raiseFilms()
            try await stage.raiseStores()
            let more = [("/jp/ja/films/ice-time", "video.movie"), ("/gb/en/store", "website")]
            stage.turn(to: Self.now.adding(seconds: 30 * 86_400))
            for (path, kind) in more + [("/gb/en", "website"), ("/jp/ja/stories/steps", "article"), ("/cn/zh-hans/products/scarf", "product"), ("/kr/ko/products", "website")] {
                let page = try await stage.get(path).text
                #expect(Self.meta(page, "og:type") == [kind] && Self.meta(page, "og:url") == ["https://hub.example\(path)"], "\(path)")
                #expect(Self.meta(page, "og:title").count == 1 && Self.meta(page, "og:image:width") == ["1200"])
                let picture = try #require(Self.meta(page, "og:image").first)
                let card = try await stage.get(String(picture.dropFirst("https://hub.example".count)))
                #expect(card.status == 200 && card.headers[.contentType] == "image/jpeg" && card.headers[.cacheControl] == "public, max-age=86400", "\(picture)")
            }
            #expect(try await stage.get("/cards/cn/en/stores/world/x.jpg").status == 404, "another market's store")
            #expect(Self.meta(try await stage.get("/cn/zh-hans").text, "og:locale") == ["zh_CN"])
        }
    }

    @Test(arguments: Engine.available)
    func `other markets are named only where the page can be seen there`(_ engine: Engine) async throws {
        try await Stage.with(engine, at: Self.now) { stage in
            try await stage.schedule(.product, "bottle", in: ["JP"], from: .instant(Self.now.adding(seconds: 3600)))
            func tags() async throws -> [String] {
                let page = try await stage.get("/gb/en/products/bottle").text
                return page.matches(of: /rel="alternate" hreflang="([^"]*)"/).map { String($0.output.1) }
            }
            #expect(try await tags() == ["en-US", "en-GB", "ko-KR", "en-KR", "zh-Hans-CN", "en-CN"])
            stage.turn(to: Self.now.adding(seconds: 3600))
            #expect(try await tags() == ["en-US", "en-GB", "ja-JP", "en-JP", "ko-KR", "en-KR", "zh-Hans-CN", "en-CN"])
        }
    }
}
