import HTTPTypes
import Hub
import Orders
import Staff
import Storage
import TestKit
import Testing
import Values
import Web

@testable import API

/// Cancelling an order through the interface for machines.
struct CancelTests {
    private static let replayed = HTTPField.Name("Idempotent-Replayed")

    private static func path(_ order: Answered) -> String { "/orders/\(order.json["token"]?.string ?? "")" }

    private static func count(_ booth: Booth, _ query: SQL) async throws -> Int64 { try await booth.hub.database.read { try $0.count(query) } }

    @Test(arguments: Engine.available)
    func `whoever placed an order cancels it: the money goes back, the goods go back on the shelf`(_ engine: Engine) async throws {
        try await Booth.with(engine) { booth in
            let placed = try await booth.order("LAST")
            #expect(placed.json["is_cancellable"] == true)
            #expect(try await booth.get("/markets/gb/en/products/last").json["availability"] == "sold_out")
            let cancelled = try await booth.ask(.post, "\(Self.path(placed))/cancellation", nil, Booth.key("c"))
            #expect(cancelled.status == 200 && cancelled.json["status"] == "cancelled" && cancelled.json["payment"] == "refunded")
            #expect(cancelled.json["is_cancellable"] == false && cancelled.json["is_payable"] == false)
            #expect(try await booth.get(Self.path(placed)).data == cancelled.data)
            #expect(try await booth.get("/markets/gb/en/products/last").json["availability"] == "few")
            let log = try await booth.hub.database.read { try $0.all("SELECT author_name, action FROM audit") { "\($0.text(0)) \($0.text(1))" } }
            #expect(log == ["buyer cancelled"])
            #expect(try await booth.hub.verify() == [])
        }
    }

    @Test(arguments: Engine.available)
    func `a repeated cancelling happens once, and another try is told that it was done`(_ engine: Engine) async throws {
        try await Booth.with(engine) { booth in
            let path = Self.path(try await booth.order("SCARF-M"))
            let race = await Outcome.all(8) { _ in try await booth.ask(.post, "\(path)/cancellation", nil, Booth.key("c")) }.compactMap(\.value)
            #expect(race.count == 8 && race.allSatisfy { $0.status == 200 || ($0.status == 409 && $0.code == "idempotency_in_flight") })
            let replayed = try #require(Self.replayed)
            #expect(race.filter { $0.status == 200 && $0.headers[replayed] == nil }.count == 1)
            #expect(Set(race.filter { $0.status == 200 }.map(\.data)).count == 1)
            #expect(try await Self.count(booth, "SELECT count(*) FROM refunds") == 1)
            let again = try await booth.ask(.post, "\(path)/cancellation", nil, Booth.key("c"))
            #expect(again.status == 200 && again.headers[replayed] == "true")
            let other = try await booth.ask(.post, "\(path)/cancellation", nil, Booth.key("d"))
            #expect(other.status == 409 && other.code == "already_cancelled")
            let missing = try await booth.ask(.post, "\(path)/cancellation")
            #expect(missing.status == 422 && missing.errors == ["Idempotency-Key missing"])
            #expect(try await booth.ask(.post, "/orders/00000000000000000000000000000000/cancellation", nil, Booth.key("e")).status == 404)
        }
    }

    @Test(arguments: Engine.available)
    func `the same key cancels another order too, each with its own refund`(_ engine: Engine) async throws {
        try await Booth.with(engine) { booth in
            for sku in ["SCARF-M", "BOTTLE"] {
                let path = Self.path(try await booth.order(sku, key: sku))
                #expect(try await booth.ask(.post, "\(path)/cancellation", nil, Booth.key("c")).json["payment"] == "refunded")
            }
            #expect(try await Self.count(booth, "SELECT count(*) FROM refunds WHERE state = 'succeeded'") == 2)
        }
    }

    @Test(arguments: Engine.available)
    func `an order that waits for its money is cancelled without a refund, and money that comes later goes back`(_ engine: Engine) async throws {
        try await Booth.with(engine) { booth in
            let path = Self.path(try await booth.order("LAST", card: "4000000000000002"))
            let cancelled = try await booth.ask(.post, "\(path)/cancellation", nil, Booth.key("c"))
            #expect(cancelled.json["status"] == "cancelled" && cancelled.json["payment"] == "failed")
            #expect(try await Self.count(booth, "SELECT count(*) FROM refunds") == 0)
            let pay: JSON = ["payment": ["card_number": "4242424242424242"]]
            #expect(try await booth.post("\(path)/payments", pay, Booth.key("p")).code == "not_payable")
            #expect(try await booth.order("LAST", key: "two").json["payment"] == "paid", "its goods are on the shelf again")
        }
    }

    @Test(arguments: Engine.available)
    func `what has left cannot be cancelled`(_ engine: Engine) async throws {
        try await Booth.with(engine) { booth in
            let placed = try await booth.order("SCARF-M")
            let token = try #require(Token(placed.json["token"]?.string ?? ""))
            let order = try await booth.hub.database.read { try Order.find(token, in: $0) }
            let request = try ShipmentRequest(pieces: [0: 1], carrier: "other", tracking: "", requestKey: "s")
            _ = try await booth.hub.ship(order.key, request, by: .program)
            #expect(try await booth.get(Self.path(placed)).json["is_cancellable"] == false)
            let refused = try await booth.ask(.post, "\(Self.path(placed))/cancellation", nil, Booth.key("c"))
            #expect(refused.status == 409 && refused.code == "already_shipped")
            #expect(try await booth.get(Self.path(placed)).json["status"] == "placed")
        }
    }

    @Test(arguments: Engine.available)
    func `a key with the scope cancels by number, with a reason in the log of changes`(_ engine: Engine) async throws {
        try await Booth.with(engine) { booth in
            func headers(_ scope: ApiKey.Scope, _ key: String) async throws -> HTTPFields {
                let made = try await booth.hub.database.write {
                    try ApiKey.create(named: "Support", for: [scope], until: nil, at: Booth.now, in: $0)
                }
                var headers = Booth.key(key)
                headers[.authorization] = "Bearer \(made.secret)"
                return headers
            }
            let placed = try await booth.order("SCARF-M")
            let path = "/desk/orders/\(placed.json["number"]?.string ?? "")/cancellation"
            let body: JSON = ["reason": "Wrong address"]
            #expect(try await booth.post(path, body, Booth.key("c")).code == "key_needed")
            #expect(try await booth.post(path, body, try await headers(.ordersRead, "c")).code == "scope_missing")
            let writer = try await headers(.ordersWrite, "c")
            #expect(try await booth.post(path, ["reason": .text(String(repeating: "x", count: 301))], writer).errors == ["#/reason too_long"])
            let cancelled = try await booth.post(path, body, writer)
            #expect(cancelled.status == 200 && cancelled.json["status"] == "cancelled" && cancelled.json["token"] == nil)
            #expect(try await booth.post(path, body, writer).data == cancelled.data)
            let conflict = try await booth.post(path, ["reason": "Another"], writer)
            #expect(conflict.status == 422 && conflict.code == "idempotency_conflict")
            let log = try await booth.hub.database.read {
                try $0.all("SELECT author_name, after FROM audit WHERE action = 'cancelled'") { ($0.text(0), $0.text(1)) }
            }
            #expect(log.count == 1 && log.first?.0 == "Support" && log.first?.1.contains("Wrong address") == true)
            #expect(try await booth.post("/desk/orders/NONE/cancellation", body, writer).status == 404)
        }
    }
}
