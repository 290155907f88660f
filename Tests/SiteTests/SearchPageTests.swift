import Foundation
import HTTPTypes
import Hub
import Releases
import Storage
import TestKit
import Testing
import Values

/// Searching on the site: with and without a script, in every market, and nothing early.
struct SearchPageTests {
    private static let now = Instant("2018-02-01T10:00:00Z") ?? Instant(ms: 0)

    @Test(arguments: Engine.available)
    func `a search shows stories and goods with what was looked for marked, and prices of the market`(_ engine: Engine) async throws {
        try await Stage.with(engine, at: Self.now) { stage in
            let seen = try await stage.get("/gb/en/search?q=SCARF")
            #expect(seen.status == 200)
            #expect(seen.text.contains("<a href=\"/gb/en/products/scarf\">Lane &lt;<mark>scarf</mark>&gt; &amp; more</a>"))
            #expect(seen.text.contains("£19.99"))
            #expect(seen.text.contains("<meta name=\"robots\" content=\"noindex\">"))
            #expect(seen.headers[.cacheControl] == "no-store")
            #expect(seen.text.contains("value=\"SCARF\""))
            let japanese = try await stage.get("/jp/ja/search?q=%E4%B8%80%E6%AD%A9")
            #expect(japanese.text.contains("/jp/ja/stories/steps\">小さな<mark>一歩</mark></a>"))
            #expect(japanese.text.contains("href=\"/place?to=/kr/ko/search%3Fq%3D%25E4%25B8%2580%25E6%25AD%25A9\""))
        }
    }

    @Test(arguments: Engine.available)
    func `suggestions come as JSON with addresses of the place`(_ engine: Engine) async throws {
        try await Stage.with(engine, at: Self.now) { stage in
            let seen = try await stage.get("/gb/en/search/suggest?q=bot")
            #expect(seen.headers[.contentType] == "application/json")
            #expect(seen.text == """
                {"status":"1 suggestions; choose with the arrow keys","suggestions":[{"kind":"Product","language":"en",\
                "title":"Bottle","url":"/gb/en/products/bottle"}]}
                """)
            for query in ["", "q=", "q=zzzzzz", "q=\(String(repeating: "a", count: 300))"] {
                let none = try await stage.get("/gb/en/search/suggest?\(query)")
                #expect(none.text == #"{"status":"No suggestions","suggestions":[]}"#, "\(query)")
            }
        }
    }

    @Test
    func `what is too long is refused kindly, what finds nothing shows something near`() async throws {
        try await Stage.with(.sqlite, at: Self.now) { stage in
            let long = try await stage.get("/gb/en/search?q=\(String(repeating: "a", count: 121))")
            #expect(long.status == 422)
            #expect(long.text.contains("Use at most 120 characters."))
            let none = try await stage.get("/gb/en/search?q=%3Cscript%3E")
            #expect(none.status == 200)
            #expect(none.text.contains("We found nothing for “&lt;script&gt;”."))
            #expect(none.text.contains("/gb/en/stories/steps") && none.text.contains("/gb/en/products/bottle"))
            let odd = ["?q=%", "?q=%ff", "?q=a&kind=nonsense&page=-3", "?q=a&kind=products&page=99999999999999999999", "?kind=stories", ""]
            for query in odd {
                let status = try await stage.get("/gb/en/search\(query)").status
                #expect(status == (query.hasPrefix("?q=%") ? 422 : 200), "\(query)")
            }
        }
    }

    @Test(arguments: Engine.available)
    func `what is not open yet is neither found nor counted nor suggested, and is from its hour on`(_ engine: Engine) async throws {
        try await Stage.with(engine, at: Self.now) { stage in
            let opens = Self.now.adding(seconds: 3600)
            let bare = try await stage.get("/gb/en/search?q=early").text
            #expect(bare.contains("early-pin") && bare.contains("early-bird"))
            try await stage.schedule(.product, "early-pin", in: ["GB"], from: .instant(opens))
            try await stage.schedule(.story, "early-bird", in: ["GB"], from: .instant(opens))
            for path in ["/gb/en/search?q=early", "/gb/en/search?q=early+pin", "/gb/en/search/suggest?q=ear", "/gb/en/search?q=erly"] {
                let seen = try await stage.get(path).text
                #expect(!seen.contains("early-pin") && !seen.contains("early-bird") && !seen.contains("Early bird"), "\(path)")
            }
            #expect(try await stage.get("/jp/en/search?q=early").text.contains("early-pin"))
            stage.turn(to: opens)
            #expect(try await stage.get("/gb/en/search?q=early").text.contains("early-pin"))
            #expect(try await stage.get("/gb/en/search/suggest?q=ear").text.contains("early-bird"))
        }
    }

    @Test(arguments: Engine.available)
    func `what has no price in a market is not found there`(_ engine: Engine) async throws {
        try await Stage.with(engine, at: Self.now) { stage in
            try await stage.hub.database.write { tx in
                _ = try tx.run("DELETE FROM prices WHERE market = 'GB' AND variant IN (SELECT key FROM variants WHERE sku = 'BOTTLE')")
            }
            #expect(!(try await stage.get("/gb/en/search/suggest?q=bottle").text.contains("products/bottle")))
            #expect(!(try await stage.get("/gb/en/search?q=bottle").text.contains("products/bottle")))
            #expect(try await stage.get("/us/en/search?q=bottle").text.contains("products/bottle"))
        }
    }
}
