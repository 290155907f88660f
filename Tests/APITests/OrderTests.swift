import HTTPTypes
import Hub
import Orders
import Storage
import TestKit
import Testing
import Values
import Web

@testable import API

/// Ordering as a guest through the interface for machines.
struct OrderTests {
    private static let replayed = HTTPField.Name("Idempotent-Replayed")

    @Test(arguments: Engine.available)
    func `an order is placed, paid and read by its token`(_ engine: Engine) async throws {
        try await Booth.with(engine) { booth in
            let placed = try await booth.order("SCARF-M")
            #expect(placed.status == 201 && placed.json["payment"] == "paid" && placed.json["total"]?["decimal"] == "24.94")
            let token = placed.json["token"]?.string ?? ""
            #expect(placed.headers[.location] == "https://hub.example/api/v1/orders/\(token)")
            let read = try await booth.get("/orders/\(token)")
            #expect(read.json == placed.json && read.json["address"]?["name"] == "Ada <Small>")
            #expect(try await booth.get("/orders/\(token)", [.ifNoneMatch: read.etag]).status == 304)
            #expect(try await booth.get("/orders/00000000000000000000000000000000").status == 404)
            #expect(try await booth.get("/orders/short").status == 404)
        }
    }

    @Test(arguments: Engine.available)
    func `a repeated order is the first one, and another with its key is refused`(_ engine: Engine) async throws {
        try await Booth.with(engine) { booth in
            let basket = try await booth.basket("SCARF-M")
            let body = booth.order(of: basket, total: try await booth.total(of: basket))
            let replayed = try #require(Self.replayed)
            let race = await Outcome.all(10) { _ in try await booth.post("/markets/gb/en/orders", body, Booth.key("k")) }.compactMap(\.value)
            #expect(race.count == 10 && race.allSatisfy { $0.status == 201 || ($0.status == 409 && $0.code == "idempotency_in_flight") })
            #expect(race.filter { $0.status == 409 }.allSatisfy { $0.headers[.retryAfter] == "2" })
            #expect(race.filter { $0.status == 201 && $0.headers[replayed] == nil }.count == 1)
            #expect(Set(race.filter { $0.status == 201 }.map(\.data)).count == 1)
            let again = try await booth.post("/markets/gb/en/orders", body, Booth.key("k"))
            #expect(again.status == 201 && again.headers[replayed] == "true")
            let other = booth.order(of: basket, total: ["minor": 2494, "currency": "GBP"], email: "bob@example.com")
            let refused = try await booth.post("/markets/gb/en/orders", other, Booth.key("k"))
            #expect(refused.status == 422 && refused.code == "idempotency_conflict")
            #expect(try await booth.hub.database.read { try Order.count(in: $0) } == 1)
        }
    }

    @Test(arguments: Engine.available)
    func `an order whose first try broke off is answered as it stands once its time is over`(_ engine: Engine) async throws {
        try await Booth.with(engine) { booth in
            let basket = try await booth.basket("SCARF-M")
            let body = booth.order(of: basket, total: try await booth.total(of: basket))
            _ = try await booth.post("/markets/gb/en/orders", body, Booth.key("k"))
            // As if the process had ended between the order and its answer.
            _ = try await booth.hub.database.write { try $0.run("UPDATE repeats SET status = NULL, body = NULL") }
            #expect(try await booth.post("/markets/gb/en/orders", body, Booth.key("k")).code == "idempotency_in_flight")
            booth.turn(to: Booth.now.adding(seconds: 21))
            let later = try await booth.post("/markets/gb/en/orders", body, Booth.key("k"))
            #expect(later.status == 201 && later.json["payment"] == "paid")
        }
    }

    @Test(arguments: Engine.available)
    func `a declined order is paid with another card, once`(_ engine: Engine) async throws {
        try await Booth.with(engine) { booth in
            let failed = try await booth.order("SCARF-M", card: "4000 0000 0000 0002")
            #expect(failed.status == 201 && failed.json["payment"] == "failed" && failed.json["is_payable"] == true)
            let path = "/orders/\(failed.json["token"]?.string ?? "")/payments"
            let body: JSON = ["payment": ["card_number": "4242424242424242"]]
            let paid = try await booth.post(path, body, Booth.key("p"))
            #expect(paid.status == 201 && paid.json["payment"] == "paid" && paid.json["is_payable"] == false)
            #expect(try await booth.post(path, body, Booth.key("p")).data == paid.data)
            let again = try await booth.post(path, body, Booth.key("q"))
            #expect(again.status == 409 && again.code == "not_payable")
            #expect(try await booth.hub.database.read { try $0.count("SELECT count(*) FROM payments") } == 2)
        }
    }

    @Test(arguments: Engine.available)
    func `a second step at the bank is an address`(_ engine: Engine) async throws {
        try await Booth.with(engine) { booth in
            let asked = try await booth.order("SCARF-M", card: "4000000000003220")
            #expect(asked.json["payment"] == "pending")
            #expect(asked.json["next_url"]?.string?.hasPrefix("https://hub.example/gb/en/test-bank/") == true)
        }
    }

    @Test(arguments: Engine.available)
    func `what cannot be ordered is refused and changes nothing`(_ engine: Engine) async throws {
        try await Booth.with(engine) { booth in
            let basket = try await booth.basket("LAST", 2)
            let total = try await booth.total(of: basket)
            let good = booth.order(of: basket, total: total)
            func refused(_ body: JSON, _ headers: HTTPFields = Booth.key("k")) async throws -> [String] {
                let answer = try await booth.post("/markets/gb/en/orders", body, headers)
                return ["\(answer.status) \(answer.code)"] + answer.errors
            }
            #expect(try await refused(good) == ["409 sold_out"])
            #expect(try await refused(booth.order(of: basket, total: ["minor": 1, "currency": "GBP"])) == ["409 total_changed"])
            #expect(try await refused(booth.order(of: "00000000000000000000000000000000", total: total)) == ["409 basket_empty"])
            #expect(try await refused(good, [:]) == ["422 invalid_request", "Idempotency-Key missing"])
            #expect(try await refused(booth.order(of: basket, total: total, card: "4242 4242")) == ["422 invalid_request", "#/payment/card_number too_short"])
            let address: JSON = ["name": "", "line1": "x\u{1}", "city": "London", "postcode": "12345", "planet": "Earth"]
            let body: JSON = ["basket": .text(basket), "email": "ada", "address": address, "expected_total": total, "payment": ["card_number": "4242424242424242"]]
            #expect(try await refused(body) == ["422 invalid_request", "#/address/name too_short", "#/address/planet unknown"])
            let almost: JSON = ["name": "Ada", "line1": "x\u{1}", "city": "London", "postcode": "12345"]
            let second: JSON = ["basket": .text(basket), "email": "ada", "address": almost, "expected_total": total, "payment": ["card_number": "4242424242424242"]]
            #expect(try await refused(second) == ["422 invalid_request", "#/address/line1 malformed", "#/address/postcode malformed", "#/email malformed"])
            #expect(try await booth.hub.database.read { try Order.count(in: $0) } == 0)
            #expect(try await booth.hub.database.read { try $0.count("SELECT count(*) FROM repeats") } == 0)
        }
    }
}
