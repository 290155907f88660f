import HTTPTypes
import Hub
import Releases
import Storage
import TestKit
import Testing
import Values

/// Market and language can be changed anywhere, the page stays where it can, and the root remembers.
struct PlaceTests {
    private static let now = Instant("2018-02-09T00:00:00Z") ?? Instant(ms: 0)

    @Test(arguments: [
        ("", "/us/en"), ("en-GB,en;q=0.8", "/gb/en"), ("en", "/us/en"), ("ja", "/jp/ja"), ("ja-JP", "/jp/ja"), ("ko-KR,ko;q=0.9", "/kr/ko"),
        ("zh-CN", "/cn/zh-hans"), ("zh-Hans-CN", "/cn/zh-hans"), ("zh", "/cn/zh-hans"), ("en-JP", "/jp/en"), ("ja-US", "/jp/ja"),
        ("fr-FR, ko;q=0.3, ja;q=0.7", "/jp/ja"), ("ko;q=0, ja;q=0.1", "/jp/ja"), ("fr, de", "/us/en"), ("*", "/us/en"), (";;,,q=", "/us/en"),
        ("en;q=nonsense, ja;q=0.5", "/us/en"),
    ])
    func `the root leads to where the browser's languages point`(_ accepted: String, _ location: String) async throws {
        try await Stage.with(.sqlite, at: Self.now) { stage in
            let seen = try await stage.get("/", [.acceptLanguage: accepted])
            #expect(seen.status == 302 && seen.headers[.location] == location)
            #expect(seen.headers[.cacheControl] == "no-store")
        }
    }

    @Test
    func `a chosen place is remembered for the root, and the choice leads to the page`() async throws {
        try await Stage.with(.sqlite, at: Self.now) { stage in
            let chosen = try await stage.get("/place?to=/jp/ja/stories/steps")
            #expect(chosen.status == 303 && chosen.headers[.location] == "/jp/ja/stories/steps")
            let cookie = chosen.headers[.setCookie]
            #expect(cookie == "place=jp/ja; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax; Secure")
            let search = try await stage.get("/place?to=/kr/ko/search%3Fq%3D%25E4%25B8%2580%26kind%3Dstory")
            #expect(search.headers[.location] == "/kr/ko/search?q=%E4%B8%80&kind=story")
            let letters = try await stage.get("/place?to=/jp/ja/stories/%E4%B8%80")
            #expect(letters.headers[.location] == "/jp/ja/stories/%E4%B8%80")
            let root = try await stage.get("/", [.cookie: "place=jp/ja", .acceptLanguage: "ko"])
            #expect(root.headers[.location] == "/jp/ja")
            for broken in ["place=xx/en", "place=jp/ko", "place=", "place=//evil.example"] {
                #expect(try await stage.get("/", [.cookie: broken]).headers[.location] == "/us/en", "\(broken)")
            }
        }
    }

    @Test(arguments: [
        "", "/", "/nowhere/en", "//evil.example/jp/ja", "https://evil.example/", "/jp", "jp/ja", "/jp/ja/%0d%0aX:%201", "/jp/ja/%5Cevil", "/jp/jax",
    ])
    func `the choice leads nowhere but to a place of this site`(_ to: String) async throws {
        try await Stage.with(.sqlite, at: Self.now) { stage in
            let seen = try await stage.get("/place?to=\(to)")
            #expect(seen.status == 422 && seen.headers[.setCookie] == nil && seen.headers[.location] == nil, "\(to)")
        }
    }

    @Test(arguments: Engine.available)
    func `the switch keeps the page where it is open, and leads to the nearest parent where it is not`(_ engine: Engine) async throws {
        try await Stage.with(engine, at: Self.now) { stage in
            try await stage.raiseStores()
            let opens = EdgeTime.instant(Self.now.adding(seconds: 86_400))
            try await stage.schedule(.story, "early-bird", in: ["JP"], from: opens)
            let product = try await stage.get("/gb/en/products/bottle").text
            #expect(product.contains("/place?to=/jp/ja/products/bottle\"") && product.contains("/place?to=/cn/zh-hans/products\""))
            #expect(product.contains("hreflang=\"ja-JP\" href=\"https://hub.example/jp/ja/products/bottle\""))
            #expect(!product.contains("hreflang=\"zh-Hans-CN\""))
            let story = try await stage.get("/gb/en/stories/early-bird").text
            #expect(story.contains("/place?to=/jp/ja/stories\"") && story.contains("/place?to=/kr/ko/stories/early-bird\""))
            #expect(!story.contains("hreflang=\"ja-JP\"") && story.contains("hreflang=\"ko-KR\""))
            let store = try await stage.get("/gb/en/store").text
            #expect(store.contains("/place?to=/us/en\"") && store.contains("/place?to=/cn/en/store\""))
            stage.turn(to: Self.now.adding(seconds: 86_400))
            let later = try await stage.get("/gb/en/stories/early-bird").text
            #expect(later.contains("/place?to=/jp/ja/stories/early-bird\"") && later.contains("hreflang=\"ja-JP\""))
        }
    }
}
