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
        _ order: Order, _ lines: [OrderLine], _ taxes: [OrderTax], _ payment: Payment?, at now: Instant, in place: Place,
        _ words: Words
    ) -> Page {
        let state = State(order, payment, at: now)
        let until = DateText.time(order.payUntil, place)
        let asksBank = payment?.state == .action
        let pay: Fields? = state == .waiting && asksBank
            ? ["url": "\(place.base)/test-bank/\(payment?.key.description ?? "")", "label": words("toBank")] : nil
        let head: Fields = [
            "number": order.number, "isWaiting": (state == .waiting).orNil, "isPaid": (state == .paid).orNil,
            "isFailed": (state == .failed).orNil, "isCancelled": (state == .cancelled || state == .expired).orNil,
            "isShipped": (state == .shipped).orNil, "headline": words(state.headline),
            "next": state == .waiting && asksBank ? words("orderWaitingBank", until) : words(state.next, until),
            "isFresh": (now < order.placedAt.adding(seconds: freshSeconds)).orNil,
            "placed": DateText.fields(order.placedAt, place), "email": order.email,
        ]
        return Page(
            title: "\(words("order")) \(order.number)", path: "/orders/\(order.token)", isPrivate: true,
            refreshSeconds: state == .waiting && !asksBank ? refreshSeconds : nil,
            fields: [
                "order": head, "lines": rows(lines, order.total.currency), "totals": totals(order, lines, taxes, place, words),
                "address": order.address.label, "pay": pay,
                "retry": state == .failed ? "\(place.base)/orders/\(order.token)/pay" : nil,
            ])
    }

    /// The one word that decides what the page says.
    private enum State {
        case waiting, paid, failed, cancelled, expired, shipped

        init(_ order: Order, _ payment: Payment?, at now: Instant) {
            self = switch (order.status, order.payment, order.fulfilment) {
            case (.cancelled, .pending, _), (.cancelled, .failed, _): payment?.state == .refundDue ? .cancelled : .expired
            case (.cancelled, _, _): .cancelled
            case (_, .paid, .fulfilled): .shipped
            case (_, .paid, _): .paid
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
            }
        }

        var next: String { headline + "Next" }
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
