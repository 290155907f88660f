import Orders
import Storage
import Supply
import TestKit
import Testing
import Values

extension Till {
    /// A paid order for goods written as `2 scarf, 1 book`.
    @discardableResult
    func paid(_ wanted: String, email: String = "fan@example.com") async throws -> Order {
        let (_, payment) = try await order(wanted, email: email)
        return try await finalise(payment, .succeeded(reference: "r"))
    }

    /// Pieces written as `0:2 1:1`: position and count.
    static func pieces(_ text: String) -> [Int64: Int64] {
        Dictionary(uniqueKeysWithValues: text.split(separator: " ").map { pair in
            let parts = pair.split(separator: ":")
            return (Int64(parts[0]) ?? -1, Int64(parts[1]) ?? -1)
        })
    }

    @discardableResult
    func ship(_ order: Order, _ pieces: String?, key: String = Token.random().text) async throws -> Shipment {
        let request = try ShipmentRequest(
            pieces: pieces.map(Self.pieces), carrier: "cj", tracking: "1234 5678", requestKey: key)
        return try await database.write { try Order.ship(order.key, request, at: Self.now, in: $0).shipment }
    }

    /// Prepares a refund and has the provider say yes or no.
    @discardableResult
    func refund(
        _ order: Order, _ pieces: String = "", extra: Int64 = 0, restocks: Bool = false, key: String = Token.random().text,
        _ outcome: RefundOutcome? = .succeeded(reference: "back")
    ) async throws -> Refund {
        let request = try RefundRequest(
            pieces: Self.pieces(pieces), extraMinor: extra, restocks: restocks, reason: "", requestKey: key)
        let refund = try await database.write { try Refund.prepare(order.key, request, at: Self.now, in: $0).refund }
        guard let outcome else { return refund }
        return try await finish(refund, outcome)
    }

    @discardableResult
    func finish(_ refund: Refund, _ outcome: RefundOutcome = .succeeded(reference: "back")) async throws -> Refund {
        try await database.write { try Refund.finalise(refund.key, outcome, offeredBy: Stall(), at: Self.now, in: $0) }
    }

    func cancel(_ order: Order) async throws -> Refund? {
        try await database.write {
            try Order.cancel(order.key, because: "", requestKey: Token.random().text, at: Self.now, in: $0)
        }
    }

    /// Where an order stands: `placed/paid/partial`.
    func stands(_ order: Order) async throws -> String {
        let order = try await find(order)
        return "\(order.status.rawValue)/\(order.payment.rawValue)/\(order.fulfilment.rawValue)"
    }
}
