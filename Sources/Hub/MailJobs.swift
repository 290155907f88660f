import Orders
import Partners
import Storage
import Values

// What fans hear of their orders by mail. Each mail is written anew from the database when it is sent, and has the same name each
// time, so that one that is sent twice arrives as one.

extension Hub {
    func mailConfirmation(_ key: Key<Order>) async throws {
        let (order, lines) = try await database.read { tx in (try Order.find(key, in: tx), try OrderLine.of(key, in: tx)) }
        try await send(ConfirmationMail.write(order, lines, for: settings))
    }

    func mailShipped(_ key: Key<Shipment>) async throws {
        let (shipment, order, lines) = try await database.read { tx in
            let shipment = try Shipment.find(key, in: tx)
            return (shipment, try Order.find(shipment.order, in: tx), try OrderLine.of(shipment.order, in: tx))
        }
        try await send(ShippedMail.write(shipment, of: order, lines, for: settings))
    }

    func mailCancelled(_ key: Key<Order>) async throws {
        let (order, lines, back) = try await database.read { tx in
            let order = try Order.find(key, in: tx)
            let refund = try Refund.of(key, in: tx).first { $0.createdAt == order.cancelledAt }
            return (order, try OrderLine.of(key, in: tx), refund?.amount)
        }
        try await send(MoneyBackMail.cancelled(order, lines, back: back, for: settings))
    }

    func mailRefunded(_ key: Key<Refund>) async throws {
        let (refund, pieces, order, lines) = try await database.read { tx in
            let refund = try Refund.find(key, in: tx)
            let pieces = Dictionary(uniqueKeysWithValues: try refund.lines(in: tx).map { ($0.position, $0.quantity) })
            return (refund, pieces, try Order.find(refund.order, in: tx), try OrderLine.of(refund.order, in: tx))
        }
        try await send(MoneyBackMail.refunded(refund, pieces, of: order, lines, for: settings))
    }

    func mailReturned(_ key: Key<Order>) async throws {
        let (order, payment) = try await database.read { tx in
            (try Order.find(key, in: tx), try Payment.of(key, in: tx).last { $0.state == .refunded })
        }
        guard let payment else { return }
        try await send(MoneyBackMail.returned(payment, of: order, for: settings))
    }

    private func send(_ mail: Mail) async throws {
        try await within(seconds: 60) { [mailer] in try await mailer.send(mail) }
    }
}
