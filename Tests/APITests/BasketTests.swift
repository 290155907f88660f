import HTTPTypes
import Storage
import TestKit
import Testing
import Values
import Web

@testable import API

extension Booth {
    static func key(_ text: String) -> HTTPFields {
        var fields = HTTPFields()
        if let name = HTTPField.Name("Idempotency-Key") { fields[name] = text }
        return fields
    }

    /// A basket in Britain with so many of an article; returns its token.
    func basket(_ sku: String, _ quantity: Int64 = 1) async throws -> String {
        let line: JSON = ["variant": .text(try await variant(sku)), "quantity": .int(quantity)]
        let made = try await post("/markets/gb/en/baskets", ["lines": [line]])
        return try #require(made.json["token"]?.string, "\(made.text)")
    }

    func order(of basket: String, total: JSON, card: String = "4242424242424242", email: String = "ada@example.com") -> JSON {
        [
            "basket": .text(basket), "email": .text(email),
            "address": ["name": "Ada <Small>", "line1": "1 Long Way", "city": "London", "postcode": "SW1A 1AA"],
            "expected_total": total, "payment": ["card_number": .text(card)],
        ]
    }

    func total(of basket: String) async throws -> JSON {
        let total = try await get("/markets/gb/en/baskets/\(basket)/quote").json["total"]
        return ["minor": total?["minor"], "currency": total?["currency"]]
    }

    /// Orders one piece in Britain.
    func order(_ sku: String, card: String = "4242424242424242", key: String = "one") async throws -> Answered {
        let basket = try await basket(sku)
        return try await post("/markets/gb/en/orders", order(of: basket, total: try await total(of: basket), card: card), Self.key(key))
    }
}

/// Baskets through the interface for machines.
struct BasketTests {
    @Test(arguments: Engine.available)
    func `a basket is made, read, changed and emptied`(_ engine: Engine) async throws {
        try await Booth.with(engine) { booth in
            let (bottle, scarf) = (try await booth.variant("BOTTLE"), try await booth.variant("SCARF-M"))
            let made = try await booth.post("/markets/gb/en/baskets", [:])
            let token = made.json["token"]?.string ?? ""
            #expect(made.status == 201 && made.headers[.location] == "https://hub.example/api/v1/markets/gb/en/baskets/\(token)")
            let path = "/markets/gb/en/baskets/\(token)"
            let added = try await booth.post("\(path)/lines", ["variant": .text(bottle), "quantity": 2, "story": "steps"])
            #expect(added.status == 201 && added.json["subtotal"]?["minor"] == 1990)
            _ = try await booth.post("\(path)/lines", ["variant": .text(scarf), "quantity": 1])
            let changed = try await booth.ask(.patch, "\(path)/lines/\(bottle)", ["quantity": 5])
            #expect(changed.json["lines"]?.elements.map { $0["quantity"] } == [5, 1])
            #expect(try await booth.get(path).data == changed.data)
            let removed = try await booth.ask(.delete, "\(path)/lines/\(bottle)")
            #expect(removed.json["lines"]?.elements.map { $0["title"] } == ["Lane <scarf> & more"])
            #expect(try await booth.ask(.delete, "\(path)/lines/\(bottle)").status == 404)
            #expect(try await booth.get("/markets/us/en/baskets/\(token)").status == 404, "it belongs to its market")
        }
    }

    @Test(arguments: Engine.available)
    func `a quote says what the till will ask`(_ engine: Engine) async throws {
        try await Booth.with(engine) { booth in
            let quote = try await booth.get("/markets/gb/en/baskets/\(try await booth.basket("SCARF-M"))/quote").json
            #expect(quote["subtotal"]?["decimal"] == "19.99" && quote["shipping"]?["decimal"] == "4.95")
            #expect(quote["total"]?["decimal"] == "24.94" && quote["is_tax_included"] == true)
            #expect(quote["taxes"]?.elements.map { $0["rate"] } == ["20%"] && quote["taxes"]?.elements.first?["tax"]?["minor"] == 416)
            let made = try await booth.post("/markets/us/en/baskets", ["lines": [["variant": .text(try await booth.variant("BOTTLE")), "quantity": 1]]])
            let path = "/markets/us/en/baskets/\(made.json["token"]?.string ?? "")/quote"
            #expect(try await booth.get(path).json["total"]?["decimal"] == "19.30")
            #expect(try await booth.get("\(path)?region=NY").json["total"]?["decimal"] == "20.07")
        }
    }

    @Test(arguments: Engine.available)
    func `of two who change the same basket the second is told`(_ engine: Engine) async throws {
        try await Booth.with(engine) { booth in
            let token = try await booth.basket("BOTTLE")
            let path = "/markets/gb/en/baskets/\(token)"
            let line = "\(path)/lines/\(try await booth.variant("BOTTLE"))"
            let seen = try await booth.get(path)
            #expect(try await booth.ask(.patch, line, ["quantity": 2], [.ifMatch: seen.etag]).status == 200)
            let late = try await booth.ask(.patch, line, ["quantity": 3], [.ifMatch: seen.etag])
            #expect(late.status == 412 && late.code == "changed_meanwhile")
            #expect(try await booth.get(path).json["lines"]?.elements.first?["quantity"] == 2)
            #expect(try await booth.ask(.delete, line, nil, [.ifMatch: "*"]).status == 200)
        }
    }

    @Test(arguments: Engine.available)
    func `putting in twice with one key puts in once`(_ engine: Engine) async throws {
        try await Booth.with(engine) { booth in
            let bottle = try await booth.variant("BOTTLE")
            let first = try await booth.post("/markets/gb/en/baskets", [:], Booth.key("a"))
            let second = try await booth.post("/markets/gb/en/baskets", [:], Booth.key("a"))
            let replayed = try #require(HTTPField.Name("Idempotent-Replayed"))
            #expect(first.data == second.data && second.headers[replayed] == "true")
            #expect(first.headers[replayed] == nil && first.headers[.location] == second.headers[.location])
            let path = "/markets/gb/en/baskets/\(first.json["token"]?.string ?? "")/lines"
            for _ in 0..<3 {
                let added = try await booth.post(path, ["quantity": 2, "variant": .text(bottle)], Booth.key("b"))
                #expect(added.json["lines"]?.elements.first?["quantity"] == 2)
            }
            // The same meaning in another order is the same request; another quantity is not.
            let other = try await booth.post(path, ["variant": .text(bottle), "quantity": 3], Booth.key("b"))
            #expect(other.status == 422 && other.code == "idempotency_conflict")
            let race = await Outcome.all(8) { _ in try await booth.post(path, ["variant": .text(bottle), "quantity": 1], Booth.key("c")).status }
            #expect(race.compactMap(\.value) == Array(repeating: 201, count: 8))
            let after = try await booth.get("/markets/gb/en/baskets/\(first.json["token"]?.string ?? "")")
            #expect(after.json["lines"]?.elements.first?["quantity"] == 3)
        }
    }

    @Test(arguments: Engine.available)
    func `what cannot be put in is refused with its place`(_ engine: Engine) async throws {
        try await Booth.with(engine) { booth in
            let (bottle, early) = (try await booth.variant("BOTTLE"), try await booth.variant("EARLY"))
            let path = "/markets/gb/en/baskets/\(try await booth.basket("BOTTLE", 19))/lines"
            let rows: [(JSON, String, [String])] = [
                (["variant": .text(early), "quantity": 1], "not_sold_here", []),
                (["variant": .text(bottle), "quantity": 2], "too_many", []),
                (["variant": .text(bottle), "quantity": 0], "invalid_request", ["#/quantity out_of_range"]),
                (["variant": .text(bottle), "quantity": "1"], "invalid_request", ["#/quantity wrong_type"]),
                (["variant": "x", "amount": 1], "invalid_request", ["#/variant too_short", "#/quantity missing", "#/amount unknown"]),
                (["variant": "ZZZZZZZZZZZZZ", "quantity": 1], "invalid_request", ["#/variant malformed"]),
                ([1], "invalid_request", ["# wrong_type"]),
            ]
            for (body, code, errors) in rows {
                let refused = try await booth.post(path, body)
                #expect(refused.status == 422 && refused.code == code && refused.errors == errors, "\(body) \(refused.text)")
            }
        }
    }
}
