package import Storage
package import Values

/// A parcel of an order: which pieces left, with whom, and how to follow it.
package struct Shipment: Sendable {
    /// Which parcel.
    package let key: Key<Shipment>
    /// Of which order.
    package let order: Key<Order>
    /// With whom.
    package let carrier: Carrier
    /// What the carrier calls it; empty when it gives no number.
    package let tracking: String
    /// When it left.
    package let shippedAt: Instant
    /// Pieces by the position of their line.
    package let pieces: [Int64: Int64]

    /// The carrier's page for it, where there is one.
    package var trackingURL: String? { tracking.isEmpty ? nil : carrier.trackingURL(tracking) }

    private static let columns: SQL = "SELECT key, order_key, carrier, tracking, shipped_at FROM shipments"

    /// The parcel of a key; throws when there is none.
    package static func find(_ key: Key<Shipment>, in tx: Transaction) throws -> Shipment {
        let pieces = try Pieces.sum("SELECT position, quantity FROM shipment_lines WHERE shipment = \(key)", in: tx)
        guard let shipment = try tx.first("\(columns) WHERE key = \(key)", { try Shipment($0, pieces) }) else {
            throw NotFound("shipment")
        }
        return shipment
    }

    /// The parcels of an order, the first one first.
    package static func of(_ order: Key<Order>, in tx: Transaction) throws -> [Shipment] {
        let keys = try tx.all("SELECT key FROM shipments WHERE order_key = \(order) ORDER BY key") { $0.key(0, of: Shipment.self) }
        return try keys.map { try find($0, in: tx) }
    }

    /// How many pieces of each line have left.
    static func pieces(of order: Key<Order>, in tx: Transaction) throws -> [Int64: Int64] {
        try Pieces.sum("""
            SELECT l.position, CAST(sum(l.quantity) AS BIGINT) FROM shipment_lines l JOIN shipments s ON s.key = l.shipment
            WHERE s.order_key = \(order) GROUP BY l.position
            """, in: tx)
    }

    private init(_ row: Row, _ pieces: [Int64: Int64]) throws {
        key = row.key(0)
        order = row.key(1)
        carrier = try row.value(2, Carrier.init(rawValue:))
        tracking = row.text(3)
        shippedAt = row.instant(4)
        self.pieces = pieces
    }
}

/// Pieces by the position of their line.
enum Pieces {
    static func sum(_ statement: SQL, in tx: Transaction) throws -> [Int64: Int64] {
        Dictionary(uniqueKeysWithValues: try tx.all(statement) { ($0.int(0), $0.int(1)) })
    }
}

/// Whoever carries parcels.
package enum Carrier: String, Sendable, CaseIterable {
    case usps
    case ups
    case fedex
    case dhl
    case royalMail = "royal-mail"
    case yamato
    case sagawa
    case japanPost = "japan-post"
    case cj
    case koreaPost = "korea-post"
    case sf
    case ems
    case other

    /// Its own name for itself, as everybody reads it.
    package var name: String {
        switch self {
        case .usps: "USPS"
        case .ups: "UPS"
        case .fedex: "FedEx"
        case .dhl: "DHL"
        case .royalMail: "Royal Mail"
        case .yamato: "Yamato Transport"
        case .sagawa: "Sagawa Express"
        case .japanPost: "Japan Post"
        case .cj: "CJ Logistics"
        case .koreaPost: "Korea Post"
        case .sf: "SF Express"
        case .ems: "EMS"
        case .other: "–"
        }
    }

    /// Its page for a parcel, for carriers whose addresses are known to stay.
    func trackingURL(_ number: String) -> String? {
        let digits = number.filter { $0 != " " }
        return switch self {
        case .usps: "https://tools.usps.com/go/TrackConfirmAction?tLabels=\(digits)"
        case .ups: "https://www.ups.com/track?tracknum=\(digits)"
        case .fedex: "https://www.fedex.com/fedextrack/?trknbr=\(digits)"
        case .dhl: "https://www.dhl.com/en/express/tracking.html?AWB=\(digits)"
        case .royalMail: "https://www.royalmail.com/track-your-item#/tracking-results/\(digits)"
        default: nil
        }
    }
}
