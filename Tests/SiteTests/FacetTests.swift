import Foundation
import HTTPTypes
import Releases
import Storage
import TestKit
import Testing
import Values

/// Narrowing the shop down: counts, addresses, and nothing early.
struct FacetTests {
    private static let now = Instant("2018-02-01T10:00:00Z") ?? Instant(ms: 0)

    @Test(arguments: Engine.available)
    func `facets count what is open and priced here, and narrow the list down`(_ engine: Engine) async throws {
        try await Stage.with(engine, at: Self.now) { stage in
            let all = try await stage.get("/gb/en/products").text
            #expect(all.contains("Products: 4"))
            #expect(Self.counts(all) == ["size s 1", "size m 1", "size l 1", "price 1 3", "price 2 1", "stock in 4"])
            let cheap = try await stage.get("/gb/en/products?price=1").text
            #expect(cheap.contains("Products: 3") && cheap.contains("products/bottle") && !cheap.contains("gb/en/products/scarf"))
            let sized = try await stage.get("/gb/en/products?size=m").text
            #expect(sized.contains("Products: 1") && sized.contains("/gb/en/products/scarf"))
            let yen = try await stage.get("/jp/ja/products?price=1").text
            #expect(yen.contains("2,000") && yen.contains("3点の商品"))
            let none = try await stage.get("/gb/en/products?size=m&price=1").text
            #expect(none.contains("Products: 0") && none.contains("Nothing in the shop fits all of this."))
        }
    }

    @Test(arguments: Engine.available)
    func `there is one address for each choice, and what means nothing is left out`(_ engine: Engine) async throws {
        try await Stage.with(engine, at: Self.now) { stage in
            let rows = TextTable.rows("""
                ?order=new | /gb/en/products
                ?price=1&size=m | /gb/en/products?size=m&price=1
                ?size=m&size=m&order=new | /gb/en/products?size=m
                ?size=zzz&colour=ghost | /gb/en/products
                ?kind=&size=&price=1 | /gb/en/products?price=1
                ?price=1&utm=x | /gb/en/products?price=1
                ?order=nonsense&after=!! | /gb/en/products
                """)
            for row in rows {
                let seen = try await stage.get("/gb/en/products\(row[0])")
                #expect(seen.status == 302 && seen.headers[.location] == row[1], "\(row[0])")
                #expect(try await stage.get(row[1]).status == 200)
            }
        }
    }

    @Test(arguments: Engine.available)
    func `orders by price are those of the market`(_ engine: Engine) async throws {
        try await Stage.with(engine, at: Self.now) { stage in
            func order(_ path: String) async throws -> [String] {
                try await stage.get(path).text.matches(of: /good-title"><a href="\/gb\/en\/products\/([a-z-]+)"/).map { String($0.output.1) }
            }
            let cheap = try await order("/gb/en/products?order=cheap")
            #expect(Set(cheap.prefix(2)) == ["open-pin", "early-pin"] && cheap.suffix(2) == ["bottle", "scarf"])
            #expect(try await order("/gb/en/products?order=dear").prefix(2) == ["scarf", "bottle"])
        }
    }

    @Test(arguments: Engine.available)
    func `what is not open yet is in no count, and comes in at its hour`(_ engine: Engine) async throws {
        try await Stage.with(engine, at: Self.now) { stage in
            let opens = Self.now.adding(seconds: 3600)
            try await stage.schedule(.product, "early-pin", in: ["GB"], from: .instant(opens))
            let before = try await stage.get("/gb/en/products").text
            #expect(before.contains("Products: 3") && Self.counts(before).contains("price 1 2"))
            #expect(try await stage.get("/gb/en/products?price=1").text.contains("Products: 2"))
            stage.turn(to: opens)
            #expect(try await stage.get("/gb/en/products").text.contains("Products: 4"))
            #expect(try await stage.get("/gb/en/products?price=1").text.contains("Products: 3"))
        }
    }

    /// `facet code count` of every box on a page.
    private static func counts(_ page: String) -> [String] {
        page.matches(of: /name="([a-z]+)" value="([^"]+)"[^>]*> <span>[^<]*<\/span> <span class="facet-count">([0-9]+)</).map {
            "\($0.output.1) \($0.output.2) \($0.output.3)"
        }
    }
}
