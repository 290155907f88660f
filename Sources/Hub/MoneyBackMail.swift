import Orders
import Partners
import Values

/// The mails that a fan gets when an order is cancelled or money of it has gone back, in the language of the order.
enum MoneyBackMail {
    /// The desk cancelled the order; `back` is what goes back, nil when nothing was paid.
    static func cancelled(_ order: Order, _ lines: [OrderLine], back: Money?, for settings: HubSettings) -> Mail {
        let words = Words.of(order.language)
        let pieces = Dictionary(uniqueKeysWithValues: lines.enumerated().map { (Int64($0.offset), $0.element.quantity) })
        return OrderLetter(order: order, settings: settings).mail(
            id: "cancelled-\(order.key)", subject: words.cancelledSubject, lead: words.cancelled,
            body: OrderLetter.pieces(pieces, of: lines)
                + (back.map { ["", "\(words.goesBack): \($0.text)", words.when] } ?? ["", words.nothingPaid]),
            at: order.cancelledAt ?? order.placedAt)
    }

    /// Money of the order has gone back.
    static func refunded(
        _ refund: Refund, _ pieces: [Int64: Int64], of order: Order, _ lines: [OrderLine], for settings: HubSettings
    ) -> Mail {
        let words = Words.of(order.language)
        let goods = OrderLetter.pieces(pieces, of: lines)
        return OrderLetter(order: order, settings: settings).mail(
            id: "refund-\(refund.key)", subject: words.refundedSubject, lead: words.refunded,
            body: goods + (goods.isEmpty ? [] : [""]) + ["\(words.goneBack): \(refund.amount.text)", words.when],
            at: refund.createdAt)
    }

    /// A payment came when the goods were gone, and went back whole.
    static func returned(_ payment: Payment, of order: Order, for settings: HubSettings) -> Mail {
        let words = Words.of(order.language)
        return OrderLetter(order: order, settings: settings).mail(
            id: "returned-\(payment.key)", subject: words.refundedSubject, lead: words.tooLate,
            body: ["\(words.goneBack): \(payment.amount.text)", words.when], at: payment.createdAt)
    }

    private struct Words {
        let cancelledSubject: String
        let cancelled: String
        let goesBack: String
        let nothingPaid: String
        let refundedSubject: String
        let refunded: String
        let goneBack: String
        let tooLate: String
        let when: String

        static func of(_ language: Language) -> Words {
            switch language {
            case .english:
                Words(
                    cancelledSubject: "Cancelled: order", cancelled: "Your order is cancelled, and nothing of it will be sent.",
                    goesBack: "We give back", nothingPaid: "Nothing was paid for it, so you owe nothing.",
                    refundedSubject: "Money back: order", refunded: "We have given money of your order back to you.",
                    goneBack: "Given back",
                    tooLate: "Your payment came when the goods were gone already. We have given all of it back to you.",
                    when: "It goes the way you paid; a bank may need some days until it shows.")
            case .japanese:
                Words(
                    cancelledSubject: "キャンセルのお知らせ：ご注文", cancelled: "ご注文をキャンセルしました。商品は発送されません。",
                    goesBack: "ご返金額", nothingPaid: "お支払いはまだ行われていないため、ご請求はございません。",
                    refundedSubject: "ご返金のお知らせ：ご注文", refunded: "ご注文の代金をご返金しました。", goneBack: "ご返金額",
                    tooLate: "お支払いを確認した時点で商品が品切れとなっていたため、全額をご返金しました。",
                    when: "お支払いに使われた方法へ返金します。明細に反映されるまで数日かかることがあります。")
            case .korean:
                Words(
                    cancelledSubject: "취소 안내: 주문", cancelled: "주문이 취소되었어요. 상품은 발송되지 않아요.",
                    goesBack: "환불 금액", nothingPaid: "결제된 금액이 없어 청구되는 금액도 없어요.",
                    refundedSubject: "환불 안내: 주문", refunded: "주문하신 금액을 환불해 드렸어요.", goneBack: "환불 금액",
                    tooLate: "결제가 확인되었을 때 상품이 이미 품절되어 전액을 환불해 드렸어요.",
                    when: "결제하신 방법으로 돌려드려요. 은행에 따라 며칠 걸릴 수 있어요.")
            case .chinese:
                Words(
                    cancelledSubject: "取消通知：订单", cancelled: "您的订单已取消，商品不会发出。", goesBack: "退款金额",
                    nothingPaid: "该订单尚未付款，您无需支付任何费用。", refundedSubject: "退款通知：订单", refunded: "您订单的款项已退还。",
                    goneBack: "退款金额", tooLate: "您的付款到账时商品已售完，我们已全额退款。", when: "款项将原路退回，银行入账可能需要几天时间。")
            }
        }
    }
}
