import Foundation
import HTTPTypes
import Storage
import TestKit
import Testing
import Values

/// Every page in every language is sound.
struct MarkupTests {
    private static let now = Instant("2018-02-01T10:00:00Z") ?? Instant(ms: 0)
    private static let bases = ["/us/en", "/gb/en", "/jp/ja", "/jp/en", "/kr/ko", "/kr/en", "/cn/zh-hans", "/cn/en"]
    private static let pages = [
        "", "/stories", "/stories/steps", "/stories/early-bird", "/search", "/search?q=scarf",
        "/search?q=nothing+at+all", "/search?q=e&kind=products", "/products", "/products/scarf", "/products/bottle",
        "/products/scarf?from=steps", "/basket", "/nothing", "/orders/x", "/stories/nothing",
    ]

    @Test
    func `every page of every market is well-formed, without styles, scripts or holes`() async throws {
        try await Stage.with(.sqlite, at: Self.now) { stage in
            for base in Self.bases {
                for page in Self.pages { Self.check(try await stage.get(base + page), base + page) }
                for page in ["/orders/x", "/checkout", "/basket"] { Self.check(try await stage.post(base + page, [:]), "POST \(base)\(page)") }
            }
        }
    }

    @Test
    func `every page of a purchase is well-formed, in every state`() async throws {
        try await Stage.with(.sqlite, at: Self.now) { stage in
            let cookie = try await stage.basket("BOTTLE")
            for path in ["/gb/en/basket", "/gb/en/basket?added=%3Cb%3E%22x", "/gb/en/checkout"] {
                Self.check(try await stage.get(path, cookie), path)
            }
            let wrong = ["name": "<script>alert(1)</script>", "email": "\"><b onclick=x>", "card": "\u{1F3BF}&amp;"]
            Self.check(try await stage.post("/gb/en/checkout", wrong, cookie), "mistakes")
            for card in ["4242424242424242", "4000000000000002", "4000000000003220", "4000000000000077"] {
                let path = try #require(try await stage.order("BOTTLE", card: card).headers[.location])
                Self.check(try await stage.get(path), "\(card) \(path)")
                Self.check(try await stage.get("\(path)/pay"), "\(card) \(path)/pay")
            }
        }
    }

    @Test
    func `every address on a page leads to a page`() async throws {
        try await Stage.with(.sqlite, at: Self.now) { stage in
            var (known, waiting) = (Set<String>(), ["/"])
            while let path = waiting.popLast() {
                guard known.insert(path).inserted else { continue }
                let seen = try await stage.get(path)
                let leadsOn = path == "/" ? 302 : path.hasPrefix("/place?to=") ? 303 : 200
                #expect(seen.status == leadsOn, "\(path)")
                guard seen.headers[.contentType]?.hasPrefix("text/html") == true || seen.status == leadsOn && leadsOn != 200 else { continue }
                let links = seen.text.matches(of: /(?:href|src)="(\/[^"#]*)"/).map { String($0.output.1).replacing("&amp;", with: "&") }
                waiting += links + [seen.headers[.location]].compactMap(\.self)
            }
            #expect(known.isSuperset(of: ["/us/en", "/gb/en/products/early-pin", "/jp/ja/stories/steps", "/kr/ko/feed.xml"]))
        }
    }

    @Test
    func `feeds and the sitemap are well-formed XML`() async throws {
        try await Stage.with(.sqlite, at: Self.now) { stage in
            let files = ["/sitemap.xml", "/sitemaps/gb/stories/start.xml", "/sitemaps/jp/products/start.xml"]
            for path in Self.bases.flatMap({ ["\($0)/feed.xml", "\($0)/merchant.xml"] }) + files {
                let parser = XMLCheck(try await stage.get(path).text)
                #expect(parser.problem == nil, "\(path)")
            }
        }
    }

    private static func check(_ seen: Seen, _ name: String) {
        guard seen.headers[.contentType]?.hasPrefix("text/html") == true else {
            #expect((300...399).contains(seen.status), "\(name): \(seen.status)")
            return
        }
        #expect(HTMLCheck.errors(in: seen.text) == [], "\(name)")
        #expect(HTMLCheck.intruders(in: seen.text) == [], "\(name)")
        #expect(seen.headers[.contentSecurityPolicy]?.contains("default-src 'none'") == true, "\(name)")
    }
}
