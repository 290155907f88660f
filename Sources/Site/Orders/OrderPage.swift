import Orders
import Storage
import Stories
import Values
import Web

/// The page of an order, under an unguessable address: what was bought, where it stands, what happens next.
enum OrderPage {
    /// How often the page of an order that waits for its money looks again.
    private static let refreshSeconds = 4
    /// For so long after it was placed, an order's page says that the basket is empty.
    private static let freshSeconds: Int64 = 600

    static func make(
        _ order: Order, _ lines: [OrderLine], _ taxes: [OrderTax], _ payment: Payment?, _ after: Aftersales = .init(),
        at now: Instant, in place: Place, _ words: Words
    ) -> Page {
        let state = State(order, payment, at: now)
        let until = DateText.time(order.payUntil, place)
        let asksBank = payment?.state == .action
        let pay: Fields? = state == .waiting && asksBank
            ? ["url": "\(place.base)/test-bank/\(payment?.key.description ?? "")", "label": words("toBank")] : nil
        let parcels: [Fields] = after.shipments.map { Self.parcel($0, lines, place, words) }
        let head: Fields = [
            "number": order.number, "isWaiting": (state == .waiting).orNil, "isPaid": (state == .paid).orNil,
            "isFailed": (state == .failed).orNil,
            "isCancelled": (state == .cancelled || state == .expired || state == .refunded).orNil,
            "isShipped": (state == .shipped || state == .partly).orNil, "headline": words(state.headline),
            "next": state == .waiting && asksBank ? words("orderWaitingBank", until) : words(state.next, until),
            "isFresh": (now < order.placedAt.adding(seconds: freshSeconds)).orNil,
            "placed": DateText.fields(order.placedAt, place), "email": order.email,
        ]
        return Page(
            title: "\(words("order")) \(order.number)", path: "/orders/\(order.token)", isPrivate: true,
            refreshSeconds: state == .waiting && !asksBank ? refreshSeconds : nil,
            fields: [
                "order": head, "lines": rows(lines, order.total.currency),
                "totals": totals(order, lines, taxes, place, words) + Self.back(after, words),
                "address": order.address.label, "pay": pay, "parcels": parcels, "hasParcels": (!parcels.isEmpty).orNil,
                "retry": state == .failed ? "\(place.base)/orders/\(order.token)/pay" : nil,
            ])
    }

    /// The one word that decides what the page says.
    private enum State {
        case waiting, paid, failed, cancelled, expired, partly, shipped, refunded

        init(_ order: Order, _ payment: Payment?, at now: Instant) {
            self = switch (order.status, order.payment, order.fulfilment) {
            case (.cancelled, .pending, _), (.cancelled, .failed, _): payment?.state == .refundDue ? .cancelled : .expired
            case (.cancelled, _, _): .cancelled
            case (_, .refunded, _): .refunded
            case (_, .paid, .fulfilled), (_, .partlyRefunded, .fulfilled): .shipped
            case (_, .paid, .partial), (_, .partlyRefunded, .partial): .partly
            case (_, .paid, _), (_, .partlyRefunded, _): .paid
            case (_, .failed, _): order.isPayable(at: now) ? .failed : .expired
            default: order.isPayable(at: now) ? .waiting : .expired
            }
        }

        var headline: String {
            switch self {
            case .waiting: "orderWaiting"
            case .paid: "orderPaid"
            case .failed: "orderFailed"
            case .cancelled: "orderCancelled"
            case .expired: "orderExpired"
            case .shipped: "orderShipped"
            case .partly: "orderPartly"
            case .refunded: "orderRefunded"
            }
        }

        var next: String { headline + "Next" }
    }

    private static func parcel(_ shipment: Shipment, _ lines: [OrderLine], _ place: Place, _ words: Words) -> Fields {
        let pieces = shipment.pieces.sorted { $0.key < $1.key }.map { position, count in
            "\(count) × " + [lines[Int(position)].title, lines[Int(position)].variant].compactMap { $0 }.joined(separator: ", ")
        }
        return [
            "left": words("parcelLeft", DateText.date(shipment.shippedAt, place)), "pieces": pieces,
            "carrier": shipment.carrier == .other ? nil : shipment.carrier.name, "tracking": shipment.tracking.orNil,
            "url": shipment.trackingURL,
        ]
    }

    /// What went back, below the total.
    private static func back(_ after: Aftersales, _ words: Words) -> [Fields] {
        after.refunds.filter { $0.state == .succeeded }.map { refund in
            ["label": words("moneyBack"), "amount": "−\(refund.amount.text)"]
        }
    }

    static func rows(_ lines: [OrderLine], _ currency: Currency) -> [Fields] {
        lines.map { line in
            [
                "title": line.title, "variant": line.variant, "quantity": line.quantity,
                "total": Money(minor: line.unitMinor * line.quantity, currency).text,
            ]
        }
    }

    private static func totals(
        _ order: Order, _ lines: [OrderLine], _ taxes: [OrderTax], _ place: Place, _ words: Words
    ) -> [Fields] {
        let goods = lines.reduce(0) { $0 + $1.unitMinor * $1.quantity }
        return TotalRows.make(
            goods: Money(minor: goods, order.total.currency), shipping: order.shipping,
            taxes: taxes.map { ($0.rate, $0.taxMinor) }, total: order.total, in: place.market, words)
    }
}

/// What happened to an order after it was paid.
struct Aftersales: Sendable {
    var shipments: [Shipment] = []
    var refunds: [Refund] = []
}
