import Orders
import Partners
import Values

/// The mail that a fan gets for a paid order, in the language of the order.
enum ConfirmationMail {
    static func write(_ order: Order, _ lines: [OrderLine], for settings: HubSettings) -> Mail {
        let words = Words.of(order.language)
        let items = lines.map { line in
            let name = [line.title, line.variant].compactMap { $0 }.joined(separator: ", ")
            let price = Money(minor: line.unitMinor * line.quantity, order.total.currency).text
            return "  \(line.quantity) × \(name)  \(price)"
        }
        let text = ([words.thanks, "", "\(words.order) \(order.number)", ""] + items + [
            "", "\(words.total): \(order.total.text)", "", words.shipsTo, "",
        ] + order.address.label.map { "  \($0)" } + [
            "", "\(words.follow):", "\(settings.publicURL)\(path(of: order))", "", settings.name, "",
        ]).joined(separator: "\n")
        return Mail(
            id: "order-\(order.key)", sender: settings.mailSender, recipient: order.email,
            subject: "\(words.order) \(order.number)", text: text, date: order.placedAt)
    }

    /// The unguessable address of an order's page.
    static func path(of order: Order) -> String {
        "/\(order.market.path)/\(order.language.path)/orders/\(order.token)"
    }

    private struct Words {
        let thanks: String
        let order: String
        let total: String
        let shipsTo: String
        let follow: String

        static func of(_ language: Language) -> Words {
            switch language {
            case .english:
                Words(
                    thanks: "Thank you: your order is paid and on its way to our packers.", order: "Order", total: "Total",
                    shipsTo: "We send it to", follow: "Follow it here")
            case .japanese:
                Words(
                    thanks: "ご注文ありがとうございます。お支払いを確認し、発送の準備に入りました。", order: "ご注文番号", total: "合計",
                    shipsTo: "お届け先", follow: "ご注文の状況はこちらからご確認いただけます")
            case .korean:
                Words(
                    thanks: "주문해 주셔서 고마워요. 결제를 확인하고 포장을 시작했어요.", order: "주문 번호", total: "합계",
                    shipsTo: "받는 곳", follow: "주문 상태는 여기에서 확인하실 수 있어요")
            case .chinese:
                Words(
                    thanks: "感谢您的订购。款项已收到，我们正在为您备货。", order: "订单号", total: "合计",
                    shipsTo: "收货地址", follow: "在此查看订单状态")
            }
        }
    }
}
