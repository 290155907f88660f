import Orders
import Storage
import Supply
import TestKit
import Testing
import Values

@Suite struct ShipOrderTests {
    private static let goods = "scarf | 29900 | standard | 9\nbook | 12000 | books | 9"

    @Test(arguments: Engine.available)
    func `parcels leave in parts, once each, and the order says where the goods are`(engine: Engine) async throws {
        try await Till.with(engine, .korea, Self.goods) { till in
            let order = try await till.paid("2 scarf, 1 book")
            #expect(try await till.stands(order) == "placed/paid/unfulfilled")
            let first = try await till.ship(order, "0:1", key: "one")
            #expect(first.pieces == [0: 1] && first.carrier == .cj && first.tracking == "1234 5678")
            #expect(try await till.stands(order) == "placed/paid/partial")
            let before = try await till.rows()
            #expect(try await till.ship(order, "0:1", key: "one").key == first.key, "the same form sent twice")
            #expect(try await till.changes(since: before) == "")
            #expect(try await till.database.read { try Order.find(order.key, in: $0).piecesToShip(in: $0) } == [0: 1, 1: 1])
            try await till.ship(order, nil)
            #expect(try await till.stands(order) == "placed/paid/fulfilled")
            #expect(try await till.database.read { try Shipment.of(order.key, in: $0).map(\.pieces) } == [[0: 1], [0: 1, 1: 1]])
            #expect(try await till.facts().filter { $0 == "order.shipped" }.count == 2)
            #expect(try await till.stock() == "scarf 9/0/2, book 9/0/1", "they were sold when they were paid")
        }
    }

    @Test(arguments: Engine.available)
    func `what cannot be shipped is refused and changes nothing`(engine: Engine) async throws {
        try await Till.with(engine, .korea, Self.goods) { till in
            let (unpaid, _) = try await till.order("1 scarf")
            let order = try await till.paid("2 scarf, 1 book")
            let gone = try await till.paid("1 book")
            _ = try await till.cancel(gone)
            let all = try await till.paid("1 book")
            try await till.ship(all, nil, key: "used")
            let before = try await till.rows()
            let orders = ["unpaid": unpaid, "order": order, "gone": gone, "all": all]
            for row in TextTable.rows("""
                # order | pieces  | key  | refusal
                unpaid  | 0:1     | a    | not_to_be_shipped
                gone    | 0:1     | b    | not_to_be_shipped
                order   | 0:3     | c    | too_many_pieces
                order   | 0:1 1:2 | d    | too_many_pieces
                order   | 2:1     | e    | not_found
                order   | 0:0     | f    | nothing_chosen
                order   | 0:1     | used | sent_before
                all     | 0:1     | g    | too_many_pieces
                """) {
                let order = try #require(orders[row[0]])
                let outcome = await Outcome.of { try await till.ship(order, row[1], key: row[2]) }
                #expect(outcome.refusal == row[3], "\(row)")
            }
            #expect(try await till.changes(since: before) == "")
        }
    }

    @Test func `carrier and tracking number are checked`() {
        for row in TextTable.rows("""
            cj      | 1234-5678 AB | fine
            cj      |              | fine
            pigeon  | 1            | unknown_carrier
            cj      | <b>          | bad_tracking
            cj      | １２         | bad_tracking
            cj      | 12345678901234567890123456789012345678901 | bad_tracking
            """) {
            do {
                let request = try ShipmentRequest(pieces: nil, carrier: row[0], tracking: row[1], requestKey: "k")
                #expect(row[2] == "fine" && request.tracking == row[1])
            } catch { #expect((error as? any Refusal)?.code == row[2], "\(row)") }
        }
    }

    @Test(arguments: Engine.available)
    func `twenty who ship the last piece at once are one parcel`(engine: Engine) async throws {
        try await Till.with(engine, .korea, Self.goods) { till in
            let order = try await till.paid("1 scarf")
            let outcomes = await Outcome.all(20) { _ in try await till.ship(order, "0:1") }
            #expect(outcomes.compactMap(\.value).count == 1)
            #expect(outcomes.compactMap(\.refusal) == Array(repeating: "too_many_pieces", count: 19))
        }
    }

    @Test func `an order is found by its number however it is typed`() async throws {
        try await Till.with(.sqlite, .korea, Self.goods) { till in
            let order = try await till.paid("1 scarf", email: "Ada_1@example.com")
            try await till.paid("1 book", email: "adax1@example.com")
            func found(_ text: String, _ standing: OrderFilter.Standing? = nil) async throws -> Int {
                var filter = OrderFilter()
                (filter.text, filter.standing) = (text, standing)
                let wanted = filter
                return try await till.database.read { try Order.list(wanted, limit: 9, in: $0) }.count
            }
            for text in [order.number, order.number.lowercased(), order.number.replacing("-", with: "")] {
                #expect(try await found(text) == 1, "\(text)")
            }
            #expect(try await found("ada_1") == 1, "an underscore is an underscore")
            let counts = [try await found("kim yuna"), try await found("%"), try await found("")]
            #expect(counts == [2, 0, 2])
            let before = [try await found("", .toShip), try await found("", .unpaid)]
            #expect(before == [2, 0])
            try await till.ship(order, nil)
            let after = [try await found("", .toShip), try await found("", .sent)]
            #expect(after == [1, 1])
        }
    }
}
