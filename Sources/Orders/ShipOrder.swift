package import Storage
package import Values

/// What the desk wants to send.
package struct ShipmentRequest: Sendable {
    private static let trackingLimit = 40

    /// Pieces by the position of their line; nil sends all that are left.
    package let pieces: [Int64: Int64]?
    /// With whom.
    package let carrier: Carrier
    /// What the carrier calls it, or empty.
    package let tracking: String
    /// Sent with each try of the same form.
    package let requestKey: String

    /// Checks carrier and tracking number; refuses what cannot be either.
    package init(pieces: [Int64: Int64]?, carrier: String, tracking: String, requestKey: String) throws {
        guard let known = Carrier(rawValue: carrier) else { throw AftersalesRefusal.unknownCarrier }
        let isPlain = tracking.unicodeScalars.allSatisfy { scalar in
            scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || scalar == " " || scalar == "-")
        }
        guard isPlain, tracking.utf8.count <= Self.trackingLimit else {
            throw AftersalesRefusal.badTracking(limit: Self.trackingLimit)
        }
        guard pieces?.values.allSatisfy({ $0 >= 0 }) ?? true else { throw AftersalesRefusal.nothingChosen }
        self.pieces = pieces?.filter { $0.value > 0 }
        self.carrier = known
        self.tracking = tracking
        self.requestKey = requestKey
    }
}

extension Order {
    /// Pieces of each line that are still to be sent, by position: ordered, less sent, less given back. What is given back counts
    /// first as pieces that have not left yet.
    package func piecesToShip(in tx: Transaction) throws -> [Int64: Int64] {
        let sent = try Shipment.pieces(of: key, in: tx)
        let back = try Refund.pieces(of: key, in: tx)
        let lines = try OrderLine.of(key, in: tx)
        return Dictionary(uniqueKeysWithValues: lines.indices.map { place in
            let position = Int64(place)
            return (position, max(0, lines[place].quantity - sent[position, default: 0] - back[position, default: 0]))
        })
    }

    /// Sends pieces of a paid order: writes the parcel and the fact `order.shipped`, and derives where the goods are. The same
    /// request again gives the same parcel, which is not new then.
    package static func ship(
        _ key: Key<Order>, _ request: ShipmentRequest, at now: Instant, in tx: Transaction
    ) throws -> (shipment: Shipment, isNew: Bool) {
        try lock(key, at: now, in: tx)
        if let earlier = try tx.first("SELECT key, order_key FROM shipments WHERE request_key = \(request.requestKey)", {
            (key: $0.key(0, of: Shipment.self), order: $0.key(1, of: Order.self))
        }) {
            guard earlier.order == key else { throw AftersalesRefusal.sentBefore }
            return (try Shipment.find(earlier.key, in: tx), false)
        }
        let order = try find(key, in: tx)
        guard order.status == .placed, order.payment == .paid || order.payment == .partlyRefunded else {
            throw AftersalesRefusal.notToBeShipped
        }
        let left = try order.piecesToShip(in: tx)
        let pieces: [Int64: Int64] = request.pieces ?? left.filter { $0.value > 0 }
        guard !pieces.isEmpty else { throw AftersalesRefusal.nothingChosen }
        try order.refuseMore(than: left, pieces, in: tx)
        let shipment = try tx.newKey(Shipment.self)
        try tx.run("""
            INSERT INTO shipments (key, order_key, carrier, tracking, request_key, shipped_at)
            VALUES (\(shipment), \(key), \(request.carrier.rawValue), \(request.tracking), \(request.requestKey), \(now))
            """)
        for (position, count) in pieces.sorted(by: { $0.key < $1.key }) {
            try tx.run("INSERT INTO shipment_lines (shipment, position, quantity) VALUES (\(shipment), \(position), \(count))")
        }
        try order.deriveFulfilment(at: now, in: tx)
        try tx.record("order.shipped", of: shipment, at: now)
        return (try Shipment.find(shipment, in: tx), true)
    }

    /// Keeps others who change the same order waiting until this transaction ends.
    static func lock(_ key: Key<Order>, at now: Instant, in tx: Transaction) throws {
        guard try tx.run("UPDATE orders SET changed_at = \(now) WHERE key = \(key)") == 1 else { throw NotFound("order") }
    }

    func refuseMore(than left: [Int64: Int64], _ pieces: [Int64: Int64], in tx: Transaction) throws {
        let lines = try OrderLine.of(key, in: tx)
        for (position, count) in pieces.sorted(by: { $0.key < $1.key }) {
            guard lines.indices.contains(Int(position)) else { throw NotFound("line") }
            let free = left[position, default: 0]
            guard count <= free else { throw AftersalesRefusal.tooManyPieces(line: lines[Int(position)].title, left: free) }
        }
    }

    /// Where the goods are, as parcels and refunds say.
    func derivedFulfilment(in tx: Transaction) throws -> FulfilmentStatus {
        let hasSent = try tx.first("SELECT key FROM shipments WHERE order_key = \(key) LIMIT 1") { $0.int(0) } != nil
        let hasMore = try piecesToShip(in: tx).values.contains { $0 > 0 }
        return !hasSent ? .unfulfilled : hasMore ? .partial : .fulfilled
    }

    /// Stores where the goods are, as parcels and refunds say.
    func deriveFulfilment(at now: Instant, in tx: Transaction) throws {
        let state = try derivedFulfilment(in: tx)
        try tx.run("UPDATE orders SET fulfilment_status = \(state.rawValue), changed_at = \(now) WHERE key = \(key)")
    }
}
