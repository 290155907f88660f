import Orders
import Partners
import Values

/// The mail that a fan gets for a parcel, in the language of the order.
enum ShippedMail {
    static func write(_ shipment: Shipment, of order: Order, _ lines: [OrderLine], for settings: HubSettings) -> Mail {
        let words = Words.of(order.language)
        var parcel: [String] = []
        if shipment.carrier != .other { parcel.append("\(words.carrier): \(shipment.carrier.name)") }
        if !shipment.tracking.isEmpty { parcel.append("\(words.tracking): \(shipment.tracking)") }
        if let url = shipment.trackingURL { parcel.append(url) }
        return OrderLetter(order: order, settings: settings).mail(
            id: "shipment-\(shipment.key)", subject: words.subject, lead: words.left,
            body: OrderLetter.pieces(shipment.pieces, of: lines) + (parcel.isEmpty ? [] : [""] + parcel)
                + ["", words.shipsTo, ""] + order.address.label.map { "  \($0)" },
            at: shipment.shippedAt)
    }

    private struct Words {
        let subject: String
        let left: String
        let carrier: String
        let tracking: String
        let shipsTo: String

        static func of(_ language: Language) -> Words {
            switch language {
            case .english:
                Words(
                    subject: "On its way: order", left: "A parcel for you has left.", carrier: "Carrier",
                    tracking: "Tracking number", shipsTo: "It goes to")
            case .japanese:
                Words(
                    subject: "発送のお知らせ：ご注文", left: "ご注文の商品を発送しました。", carrier: "配送会社", tracking: "お問い合わせ番号",
                    shipsTo: "お届け先")
            case .korean:
                Words(
                    subject: "발송 안내: 주문", left: "주문하신 상품을 보냈어요.", carrier: "택배사", tracking: "운송장 번호",
                    shipsTo: "받는 곳")
            case .chinese:
                Words(
                    subject: "发货通知：订单", left: "您订购的商品已发出。", carrier: "承运商", tracking: "运单号", shipsTo: "收货地址")
            }
        }
    }
}
