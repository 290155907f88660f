import Orders
import Partners
import Values

/// What every mail about an order shares: the number above, the way to the fan's page below, in the language of the order.
struct OrderLetter {
    let order: Order
    let settings: HubSettings

    /// A mail of an unrepeatable name whose text says `lead`, then the number, then `body`, then where to look.
    func mail(id: String, subject: String, lead: String, body: [String], at date: Instant) -> Mail {
        let words = Words.of(order.language)
        let text = ([lead, "", "\(words.order) \(order.number)", ""] + body + [
            "", "\(words.follow):", "\(settings.publicURL)\(path)", "", settings.name, "",
        ]).joined(separator: "\n")
        return Mail(
            id: id, sender: settings.mailSender, recipient: order.email, subject: "\(subject) \(order.number)", text: text,
            date: date)
    }

    /// The unguessable address of an order's page.
    private var path: String { "/\(order.market.path)/\(order.language.path)/orders/\(order.token)" }

    /// Pieces of lines by their positions, as `  2 × Lane scarf, M`.
    static func pieces(_ pieces: [Int64: Int64], of lines: [OrderLine]) -> [String] {
        pieces.filter { $0.value > 0 }.sorted { $0.key < $1.key }.map { position, count in
            "  \(count) × \(lines[Int(position)].name)"
        }
    }

    private struct Words {
        let order: String
        let follow: String

        static func of(_ language: Language) -> Words {
            switch language {
            case .english: Words(order: "Order", follow: "Follow your order here")
            case .japanese: Words(order: "ご注文番号", follow: "ご注文の状況はこちらからご確認いただけます")
            case .korean: Words(order: "주문 번호", follow: "주문 상태는 여기에서 확인하실 수 있어요")
            case .chinese: Words(order: "订单号", follow: "在此查看订单状态")
            }
        }
    }
}

extension OrderLine {
    /// What was bought, with its option values.
    var name: String { [title, variant].compactMap { $0 }.joined(separator: ", ") }
}
