import HTTPTypes
import Hub
import Staff
import Storage
import TestKit
import Testing
import Values
import Web

@testable import API

/// What the rights-holder's own systems do with a key.
struct DeskTests {
    private static func headers(_ booth: Booth, _ scopes: ApiKey.Scope...) async throws -> HTTPFields {
        let made = try await booth.hub.database.write {
            try ApiKey.create(named: "Test", for: Set(scopes), until: nil, at: Booth.now, in: $0)
        }
        return [.authorization: "Bearer \(made.secret)"]
    }

    @Test(arguments: Engine.available)
    func `orders are listed in pages, filtered, and found by number`(_ engine: Engine) async throws {
        try await Booth.with(engine) { booth in
            let headers = try await Self.headers(booth, .ordersRead)
            let paid = try await booth.order("BOTTLE", key: "a").json
            let failed = try await booth.order("BOTTLE", card: "4000000000000002", key: "b").json
            let first = try await booth.get("/desk/orders?limit=1", headers)
            #expect(first.json["items"]?.elements.map { $0["number"] } == [failed["number"]])
            let next = first.json["next_cursor"]?.string ?? ""
            let second = try await booth.get("/desk/orders?limit=1&cursor=\(next)", headers)
            #expect(second.json["items"]?.elements.map { $0["number"] } == [paid["number"]] && second.json["next_cursor"] == .null)
            func numbers(_ query: String) async throws -> [JSON?] {
                try await booth.get("/desk/orders?\(query)", headers).json["items"]?.elements.map { $0["number"] } ?? []
            }
            #expect(try await numbers("payment=paid") == [paid["number"]])
            #expect(try await numbers("market=jp") == [])
            #expect(try await numbers("market=gb&fulfilment=unfulfilled").count == 2)
            #expect(try await numbers("since=2018-01-15T00:00:00Z").count == 2)
            #expect(try await numbers("since=2018-01-15T00:00:00.001Z") == [])
            #expect(try await booth.get("/desk/orders?cursor=\(next)&payment=paid", headers).errors == ["cursor malformed"])
            #expect(try await booth.get("/desk/orders?since=2018-01-15T00:00:60x", headers).errors == ["since malformed"])
            let one = try await booth.get("/desk/orders/\(paid["number"]?.string ?? "")", headers)
            #expect(one.status == 200 && one.json["email"] == "ada@example.com" && one.json["token"] == nil, "the buyer's secret stays the buyer's")
            #expect(try await booth.get("/desk/orders/NONE", headers).status == 404)
        }
    }

    @Test(arguments: Engine.available)
    func `without a key it is 401, without the scope 403`(_ engine: Engine) async throws {
        try await Booth.with(engine) { booth in
            let reader = try await Self.headers(booth, .productsRead)
            for path in ["/desk/orders", "/desk/orders/X", "/desk/products/scarf"] {
                let refused = try await booth.get(path)
                #expect(refused.status == 401 && refused.code == "key_needed" && refused.headers[.wwwAuthenticate] == "Bearer", "\(path)")
            }
            #expect(try await booth.get("/desk/orders", reader).code == "scope_missing")
            #expect(try await booth.get("/desk/products/scarf", reader).status == 200)
            #expect(try await booth.ask(.patch, "/desk/products/scarf", ["variants": []], reader).status == 403)
        }
    }

    @Test(arguments: Engine.available)
    func `prices and stock are set at once, and shown at once`(_ engine: Engine) async throws {
        try await Booth.with(engine) { booth in
            var headers = try await Self.headers(booth, .productsRead, .productsWrite)
            let before = try await booth.get("/desk/products/scarf", headers)
            #expect(before.json["variants"]?.elements.map { $0["on_hand"] } == [0, 4])
            #expect(try await booth.get("/markets/gb/en/products/scarf").json["availability"] == "few")
            let change: JSON = ["variants": [
                ["options": ["S"], "on_hand": 70], ["options": ["M"], "prices": ["gb": ["minor": 1500, "before_minor": 1999], "jp": .null]],
            ]]
            #expect(try await booth.ask(.patch, "/desk/products/scarf", change, headers).code == "if_match_needed")
            headers[.ifMatch] = before.etag
            let after = try await booth.ask(.patch, "/desk/products/scarf", change, headers)
            #expect(after.status == 200 && after.json["variants"]?.elements.map { $0["on_hand"] } == [70, 4])
            #expect(try await booth.ask(.patch, "/desk/products/scarf", change, headers).code == "changed_meanwhile")
            let shown = try await booth.get("/markets/gb/en/products/scarf").json
            #expect(shown["availability"] == "in_stock" && shown["price_from"]?["minor"] == 1500)
            #expect(shown["variants"]?.elements.last?["price_before"]?["minor"] == 1999)
            #expect(try await booth.get("/markets/jp/ja/products/scarf").json["variants"]?.elements.count == 1)
        }
    }

    @Test(arguments: Engine.available)
    func `what cannot be set is refused with its place and sets nothing`(_ engine: Engine) async throws {
        try await Booth.with(engine) { booth in
            var headers = try await Self.headers(booth, .productsRead, .productsWrite)
            let before = try await booth.get("/desk/products/scarf", headers)
            headers[.ifMatch] = before.etag
            let rows: [(JSON, [String])] = [
                (["variants": [["options": ["XL"], "on_hand": 1], ["options": ["S"], "on_hand": 9]]], ["#/variants/0/options unknown"]),
                (["variants": [["options": ["S"], "prices": ["xx": ["minor": 1]]]]], ["#/variants/0/prices/xx unknown"]),
                (["variants": [["options": ["S"], "prices": ["GB": ["minor": 1]]]]], ["#/variants/0/prices/GB unknown"]),
                (["variants": [["options": ["S"], "prices": ["gb": ["minor": -1]]]]], ["#/variants/0/prices/gb/minor out_of_range"]),
                (["variants": [["options": ["S"], "on_hand": -1]]], ["#/variants/0/on_hand out_of_range"]),
                (["variants": [["options": ["S"], "title": "x"]]], ["#/variants/0/title unknown"]),
            ]
            for (body, errors) in rows {
                let refused = try await booth.ask(.patch, "/desk/products/scarf", body, headers)
                #expect(refused.status == 422 && refused.errors == errors, "\(body) \(refused.text)")
            }
            #expect(try await booth.get("/desk/products/scarf", headers).data == before.data)
            // What buyers hold cannot be taken away from them.
            _ = try await booth.order("SCARF-M", card: "4000000000003220")
            var held = headers
            held[.ifMatch] = try await booth.get("/desk/products/scarf", headers).etag
            let refused = try await booth.ask(.patch, "/desk/products/scarf", ["variants": [["options": ["M"], "on_hand": 0]]], held)
            #expect(refused.status == 409 && refused.code == "below_held")
        }
    }
}
