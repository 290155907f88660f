import HTTPTypes
import Hub
import Orders
import Staff
import Storage
import Values
import Web

/// One order: what was bought, where the money and the goods are, and what can be done with it.
struct OrderScreen: Sendable {
    let order: Order
    let lines: [OrderLine]
    let taxes: [OrderTax]
    let payments: [Payment]
    let shipments: [Shipment]
    let refunds: [Refund]
    let toShip: [Int64: Int64]
    let toRefund: [Int64: Int64]
    let refundable: Money
    let note: String
    let changes: [Change]
    let call: DeskCall

    private static let changesShown = 20

    /// The screen of the order in the address; `refused` is what somebody tried here, why not, and what they typed.
    static func read(_ call: DeskCall, refused: RefusedAct? = nil) async throws -> DeskPage {
        let key = try call.key("order", of: Order.self)
        return try await call.hub.database.read { try OrderScreen(key, call, in: $0) }.page(refused)
    }

    private init(_ key: Key<Order>, _ call: DeskCall, in tx: Transaction) throws {
        order = try Order.find(key, in: tx)
        lines = try OrderLine.of(key, in: tx)
        taxes = try OrderTax.of(key, in: tx)
        payments = try Payment.of(key, in: tx)
        shipments = try Shipment.of(key, in: tx)
        refunds = try Refund.of(key, in: tx)
        toShip = try order.piecesToShip(in: tx)
        toRefund = try order.piecesToRefund(in: tx)
        refundable = try order.refundable(in: tx)
        note = try OrderNote.of(key, in: tx)
        changes = try DeskHistory.read("order", key, limit: Self.changesShown, in: tx)
        self.call = call
    }

    var words: Words { call.words }
    private var canShip: Bool {
        order.status == .placed && (order.payment == .paid || order.payment == .partlyRefunded)
            && toShip.values.contains { $0 > 0 } && call.may(.shipOrders)
    }
    private var canRefund: Bool { refundable.minor > 0 && call.may(.refundOrders) }
    private var canCancel: Bool { order.status == .placed && shipments.isEmpty && call.may(.refundOrders) }

    private func page(_ refused: RefusedAct?) -> DeskPage {
        let mark = OrderMark.standing(order)
        let site = "/\(order.market.path)/\(order.language.path)/orders/\(order.token)"
        let state: Fields = ["tone": mark.tone.rawValue, "text": words("order_\(mark.name)")]
        let facts: Fields = [
            "placed": DeskTime.fields(order.placedAt, in: call.zone), "email": order.email, "market": order.market.text,
            "language": order.language.ownName, "address": order.address.label, "site": site, "state": state,
        ]
        return DeskPage(
            template: "desk-order", title: order.number, section: "orders",
            crumbs: [.init(title: words("orders"), url: OrderScreens.home)],
            status: refused.map { .init(code: $0.refusal.status) } ?? .ok,
            fields: [
                "facts": facts, "lines": lineRows, "totals": totals, "payments": paymentRows,
                "shipments": shipmentRows, "hasShipments": (!shipments.isEmpty).orNil, "refunds": refundRows,
                "hasRefunds": (!refunds.isEmpty).orNil, "ship": canShip ? shipForm(refused) : nil,
                "refund": canRefund ? refundForm(refused) : nil, "cancel": canCancel ? cancelForm(refused) : nil,
                "note": noteForm(refused),
                "problem": refused.map { call.refusalText($0.refusal) }, "changes": changeRows,
                "hasChanges": (!changes.isEmpty).orNil,
            ])
    }

    private var lineRows: [Fields] {
        lines.enumerated().map { place, line in
            let position = Int64(place)
            let sent = shipments.reduce(0) { $0 + $1.pieces[position, default: 0] }
            return [
                "title": line.title, "variant": line.variant, "sku": line.sku, "quantity": line.quantity, "sent": sent,
                "back": line.quantity - toRefund[position, default: 0],
                "unit": Money(minor: line.unitMinor, order.total.currency).text,
                "total": Money(minor: line.netMinor + line.taxMinor, order.total.currency).text,
            ]
        }
    }

    private var totals: [Fields] {
        let currency = order.total.currency
        let tax: [Fields] = taxes.filter { $0.taxMinor > 0 }.map { tax in
            ["label": "\(words("tax")) \(tax.rate.text)", "amount": Money(minor: tax.taxMinor, currency).text]
        }
        let back = refunds.filter { $0.state == .succeeded }.reduce(0) { $0 + $1.amount.minor }
        let given: [Fields] = back > 0 ? [["label": words("givenBack"), "amount": Money(minor: -back, currency).text]] : []
        return [["label": words("delivery"), "amount": order.shipping.text]] + tax
            + [["label": words("total"), "amount": order.total.text, "strong": true]] + given
    }

    private var paymentRows: [Fields] {
        payments.map { payment in
            [
                "provider": payment.provider, "reference": payment.reference, "amount": payment.amount.text,
                "state": words("payment_\(payment.state.rawValue)"), "tone": Self.tone(payment.state).rawValue,
                "when": DeskTime.fields(payment.createdAt, in: call.zone),
            ]
        }
    }

    private static func tone(_ state: Payment.State) -> DeskCell.Tone {
        switch state {
        case .succeeded: .good
        case .pending, .action, .refundDue: .waiting
        case .failed: .bad
        case .refunded: .quiet
        }
    }

    private func pieces(_ pieces: [Int64: Int64]) -> [String] {
        pieces.sorted { $0.key < $1.key }.map { position, count in "\(count) × \(name(position))" }
    }

    private func name(_ position: Int64) -> String {
        let line = lines[Int(position)]
        return [line.title, line.variant].compactMap { $0 }.joined(separator: ", ")
    }

    private var shipmentRows: [Fields] {
        shipments.map { shipment in
            [
                "when": DeskTime.fields(shipment.shippedAt, in: call.zone), "carrier": shipment.carrier.name,
                "tracking": shipment.tracking.orNil, "url": shipment.trackingURL, "pieces": pieces(shipment.pieces),
            ]
        }
    }

    private var refundRows: [Fields] {
        refunds.map { refund in
            let tone: DeskCell.Tone = switch refund.state {
            case .succeeded: .good
            case .pending: .waiting
            case .failed: .bad
            }
            return [
                "when": DeskTime.fields(refund.createdAt, in: call.zone), "amount": refund.amount.text,
                "tax": Money(minor: refund.taxMinor, refund.amount.currency).text, "reason": refund.reason.orNil,
                "state": words("refund_\(refund.state.rawValue)"), "tone": tone.rawValue, "reference": refund.reference?.orNil,
            ]
        }
    }

    private var changeRows: [Fields] {
        changes.map { change in
            [
                "who": change.author.name, "what": ChangeScreens.did(change.action, words),
                "when": DeskTime.fields(change.at, in: call.zone), "url": call.may(.seeChanges) ? ChangeScreens.url(change) : nil,
                "undo": DeskUndo.url(of: change, call),
            ]
        }
    }
}
