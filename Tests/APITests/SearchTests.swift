import HTTPTypes
import Hub
import Storage
import TestKit
import Testing
import Values
import Web

@testable import API

/// Finding things through the interface for machines.
struct SearchTests {
    @Test(arguments: Engine.available)
    func `what is open is found, mistyped too, and what is not open is not`(_ engine: Engine) async throws {
        try await Booth.with(engine) { booth in
            try await booth.hub.settle()
            func urls(_ query: String) async throws -> [String] {
                let found = try await booth.get("/markets/gb/en/search?\(query)").json
                return (found["sections"]?.elements ?? []).flatMap { $0["items"]?.elements ?? [] }.compactMap { $0["url"]?.string }
            }
            #expect(try await urls("q=bottle&kind=products") == ["https://hub.example/gb/en/products/bottle"])
            #expect(try await urls("q=botle&kind=products") == ["https://hub.example/gb/en/products/bottle"])
            #expect(try await urls("q=early") == [])
            let typo = try await booth.get("/markets/gb/en/search?q=botle&kind=products").json
            #expect(typo["fit"] == "corrected" && typo["sections"]?.elements.first?["count"] == 1)
            let japanese = try await booth.get("/markets/jp/ja/search?q=%E4%B8%80%E6%AD%A9").json
            #expect(japanese["sections"]?.elements.first?["items"]?.elements.first?["title"] == "小さな一歩")
            booth.turn(to: Booth.now.adding(seconds: 86_400))
            #expect(Set(try await urls("q=early")) == ["https://hub.example/gb/en/stories/early-bird", "https://hub.example/gb/en/products/early-pin"])
        }
    }

    @Test
    func `a query that is too long or a kind that is unknown is refused by name`() async throws {
        try await Booth.with(.sqlite) { booth in
            let long = String(repeating: "x", count: 121)
            #expect(try await booth.get("/markets/gb/en/search?q=\(long)").errors == ["q too_long"])
            #expect(try await booth.get("/markets/gb/en/search?q=").errors == ["q too_short"])
            let refused = try await booth.get("/markets/gb/en/search?q=a&kind=people")
            #expect(refused.status == 422 && refused.errors == ["kind not_a_choice"])
            #expect(try await booth.get("/markets/gb/en/search").json["sections"] == [])
        }
    }
}
