import HTTPTypes
import Storage
import TestKit
import Testing
import Values
import Web

@testable import API

/// What machines read of a market.
struct ContentTests {
    @Test(arguments: Engine.available)
    func `markets come in the operator's order`(_ engine: Engine) async throws {
        try await Booth.with(engine) { booth in
            let items = try await booth.get("/markets").json["items"]?.elements ?? []
            #expect(items.map { $0["code"]?.string } == ["us", "gb", "jp", "kr", "cn"])
            #expect(items[2]["currency_decimals"] == 0 && items[2]["languages"] == ["ja", "en"])
            #expect(items[0]["is_tax_included"] == false && items[1]["is_tax_included"] == true)
        }
    }

    @Test(arguments: Engine.available)
    func `a product has this market's price, its barcode and what is left when that is little`(_ engine: Engine) async throws {
        try await Booth.with(engine) { booth in
            let scarf = try await booth.get("/markets/gb/en/products/scarf").json
            #expect(scarf["title"] == "Lane <scarf> & more" && scarf["url"] == "https://hub.example/gb/en/products/scarf")
            let variants = scarf["variants"]?.elements ?? []
            #expect(variants.map { $0["availability"] } == ["sold_out", "few"])
            #expect(variants.map { $0["left"] } == [0, 4])
            #expect(variants[1]["gtin"] == "4006381333931")
            #expect(variants[1]["price"] == ["minor": 1999, "currency": "GBP", "decimal": "19.99"])
            let bottle = try await booth.get("/markets/jp/ja/products/bottle").json
            #expect(bottle["price_from"] == ["minor": 1234, "currency": "JPY", "decimal": "1234"])
            #expect(bottle["variants"]?.elements.first?["left"] == .null)
        }
    }

    @Test(arguments: Engine.available)
    func `pages of a list hold everything once, and a cursor belongs to its list`(_ engine: Engine) async throws {
        try await Booth.with(engine) { booth in
            for (list, wanted) in [("products", ["last", "bottle", "scarf"]), ("stories", ["steps", "more"])] {
                var path: String? = "/markets/gb/en/\(list)?limit=1"
                var found: [String] = []
                while let next = path {
                    let page = try await booth.get(next)
                    found += (page.json["items"]?.elements ?? []).compactMap { ($0["handle"] ?? $0["slug"])?.string }
                    let link = HTTPField.Name("Link").flatMap { page.headers[$0] }
                    path = page.json["next_cursor"]?.string.map { "/markets/gb/en/\(list)?limit=1&cursor=\($0)" }
                    #expect(link == path.map { "<https://hub.example/api/v1\($0)>; rel=\"next\"" })
                }
                #expect(found == wanted)
            }
            let cursor = try await booth.get("/markets/gb/en/products?limit=1").json["next_cursor"]?.string ?? ""
            for path in ["/markets/jp/ja/products?cursor=\(cursor)", "/markets/gb/en/stories?cursor=\(cursor)", "/markets/gb/en/products?cursor=\(cursor)x"] {
                let refused = try await booth.get(path)
                #expect(refused.status == 422 && refused.errors == ["cursor malformed"], "\(path)")
            }
        }
    }

    @Test(arguments: Engine.available)
    func `a story's blocks leave out what is not open, and open at the hour`(_ engine: Engine) async throws {
        try await Booth.with(engine) { booth in
            let before = try await booth.get("/markets/gb/en/stories/steps").json
            #expect((before["blocks"]?.elements ?? []).compactMap { $0["kind"]?.string } == ["text", "quote", "products", "text"])
            #expect(before["blocks"]?.elements.last?["html"] == "<p>See the pin.</p>")
            for path in ["/markets/gb/en/stories/early-bird", "/markets/gb/en/products/early-pin"] {
                let closed = try await booth.get(path)
                let unknown = try await booth.get(path + "-unknown")
                #expect(closed.status == 404 && closed.data == unknown.data, "\(path)")
            }
            booth.turn(to: Booth.now.adding(seconds: 86_400))
            let after = try await booth.get("/markets/gb/en/stories/steps").json
            #expect(after["blocks"]?.elements.compactMap { $0["handles"] } == [["bottle"], ["early-pin"]])
            #expect(after["blocks"]?.elements.last?["html"] == "<p>See <a href=\"https://hub.example/gb/en/products/early-pin\">the pin</a>.</p>")
            #expect(try await booth.get("/markets/gb/en/stories/early-bird").status == 200)
        }
    }

    @Test(arguments: Engine.available)
    func `what did not change is 304, and a sale changes it`(_ engine: Engine) async throws {
        try await Booth.with(engine) { booth in
            for path in ["/markets", "/markets/gb/en/products", "/markets/gb/en/products/last", "/markets/gb/en/stories/steps", "/openapi.json"] {
                let first = try await booth.get(path)
                let again = try await booth.get(path, [.ifNoneMatch: first.etag])
                #expect(again.status == 304 && again.data.isEmpty && again.etag == first.etag, "\(path)")
                let head = try await booth.ask(.head, path)
                #expect(head.status == 200 && head.data.isEmpty && head.etag == first.etag, "\(path)")
            }
            let before = try await booth.get("/markets/gb/en/products/last")
            #expect(before.json["availability"] == "few")
            _ = try await booth.order("LAST")
            let after = try await booth.get("/markets/gb/en/products/last", [.ifNoneMatch: before.etag])
            #expect(after.status == 200 && after.json["availability"] == "sold_out")
        }
    }
}
