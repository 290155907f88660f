import Orders
import Partners
import Values

/// The mail that a fan gets for a parcel, in the language of the order.
enum ShippedMail {
    static func write(_ shipment: Shipment, of order: Order, _ lines: [OrderLine], for settings: HubSettings) -> Mail {
        let words = Words.of(order.language)
        let items = shipment.pieces.sorted { $0.key < $1.key }.map { position, count in
            let line = lines[Int(position)]
            return "  \(count) × " + [line.title, line.variant].compactMap { $0 }.joined(separator: ", ")
        }
        var parcel: [String] = []
        if shipment.carrier != .other { parcel.append("\(words.carrier): \(shipment.carrier.name)") }
        if !shipment.tracking.isEmpty { parcel.append("\(words.tracking): \(shipment.tracking)") }
        if let url = shipment.trackingURL { parcel.append(url) }
        let text = ([words.left, "", "\(words.order) \(order.number)", ""] + items + (parcel.isEmpty ? [] : [""] + parcel) + [
            "", words.shipsTo, "",
        ] + order.address.label.map { "  \($0)" } + [
            "", "\(words.follow):", "\(settings.publicURL)\(ConfirmationMail.path(of: order))", "", settings.name, "",
        ]).joined(separator: "\n")
        return Mail(
            id: "shipment-\(shipment.key)", sender: settings.mailSender, recipient: order.email,
            subject: "\(words.subject) \(order.number)", text: text, date: shipment.shippedAt)
    }

    private struct Words {
        let subject: String
        let left: String
        let order: String
        let carrier: String
        let tracking: String
        let shipsTo: String
        let follow: String

        static func of(_ language: Language) -> Words {
            switch language {
            case .english:
                Words(
                    subject: "On its way: order", left: "A parcel for you has left.", order: "Order", carrier: "Carrier",
                    tracking: "Tracking number", shipsTo: "It goes to", follow: "Follow your order here")
            case .japanese:
                Words(
                    subject: "発送のお知らせ：ご注文", left: "ご注文の商品を発送しました。", order: "ご注文番号", carrier: "配送会社",
                    tracking: "お問い合わせ番号", shipsTo: "お届け先", follow: "ご注文の状況はこちらからご確認いただけます")
            case .korean:
                Words(
                    subject: "발송 안내: 주문", left: "주문하신 상품을 보냈어요.", order: "주문 번호", carrier: "택배사",
                    tracking: "운송장 번호", shipsTo: "받는 곳", follow: "주문 상태는 여기에서 확인하실 수 있어요")
            case .chinese:
                Words(
                    subject: "发货通知：订单", left: "您订购的商品已发出。", order: "订单号", carrier: "承运商",
                    tracking: "运单号", shipsTo: "收货地址", follow: "在此查看订单状态")
            }
        }
    }
}
