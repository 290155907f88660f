import Orders
import Partners
import Values

/// The mail that a fan gets for a paid order, in the language of the order.
enum ConfirmationMail {
    static func write(_ order: Order, _ lines: [OrderLine], for settings: HubSettings) -> Mail {
        let words = Words.of(order.language)
        let items = lines.map { line in
            "  \(line.quantity) × \(line.name)  \(Money(minor: line.unitMinor * line.quantity, order.total.currency).text)"
        }
        return OrderLetter(order: order, settings: settings).mail(
            id: "order-\(order.key)", subject: words.order, lead: words.thanks,
            body: items + ["", "\(words.total): \(order.total.text)", "", words.shipsTo, ""]
                + order.address.label.map { "  \($0)" },
            at: order.placedAt)
    }

    private struct Words {
        let thanks: String
        let order: String
        let total: String
        let shipsTo: String

        static func of(_ language: Language) -> Words {
            switch language {
            case .english:
                Words(
                    thanks: "Thank you: your order is paid and on its way to our packers.", order: "Order", total: "Total",
                    shipsTo: "We send it to")
            case .japanese:
                Words(
                    thanks: "ご注文ありがとうございます。お支払いを確認し、発送の準備に入りました。", order: "ご注文番号", total: "合計",
                    shipsTo: "お届け先")
            case .korean:
                Words(thanks: "주문해 주셔서 고마워요. 결제를 확인하고 포장을 시작했어요.", order: "주문 번호", total: "합계", shipsTo: "받는 곳")
            case .chinese:
                Words(thanks: "感谢您的订购。款项已收到，我们正在为您备货。", order: "订单号", total: "合计", shipsTo: "收货地址")
            }
        }
    }
}
