import Orders
import Values
import Web

/// What was tried on an order's screen and refused.
typealias RefusedAct = (part: String, refusal: any Refusal, form: Form)

extension OrderScreen {
    /// A piece counter for each line of which some are left.
    private func counters(_ prefix: String, _ left: [Int64: Int64], isFull: Bool) -> [DeskField] {
        left.filter { $0.value > 0 }.sorted { $0.key < $1.key }.map { position, count in
            let line = lines[Int(position)]
            return DeskField(
                name: "\(prefix)\(position)", label: [line.title, line.variant].compactMap { $0 }.joined(separator: ", "),
                value: isFull ? "\(count)" : "0", kind: .number, hint: call.words("ofSoMany", "\(count)"), inputmode: "numeric")
        }
    }

    /// Fields with what was typed and what is wrong, when this form was the one that was refused.
    func filled(_ fields: [DeskField], _ part: String, _ refused: RefusedAct?) -> [Fields] {
        guard let refused, refused.part == part else { return fields.map(\.fields) }
        return fields.map { field in
            var typed = field.typed(refused.form)
            if field.name == refused.refusal.field { typed.error = call.refusalText(refused.refusal) }
            return typed.fields
        }
    }

    /// Each form carries a key of its own, so that sending it twice does its work once; a refused one keeps its key.
    private func requestKey(_ part: String, _ refused: RefusedAct?) -> String {
        guard let refused, refused.part == part, !refused.form["request_key"].isEmpty else { return Token.random().text }
        return refused.form["request_key"]
    }

    func shipForm(_ refused: RefusedAct?) -> Fields {
        let carriers = Carrier.allCases.map { ($0.rawValue, $0 == .other ? call.words("otherCarrier") : $0.name) }
        let fields = counters("ship_", toShip, isFull: true) + [
            DeskField(name: "carrier", label: call.words("carrier"), value: usualCarrier.rawValue, kind: .choice(carriers)),
            DeskField(name: "tracking", label: call.words("tracking"), isRequired: false, autocomplete: "off"),
        ]
        return [
            "action": "\(OrderScreens.url(order.key))/ship", "fields": filled(fields, "ship", refused),
            "requestKey": requestKey("ship", refused),
        ]
    }

    /// Who usually carries parcels in the order's market.
    private var usualCarrier: Carrier {
        switch order.market.text {
        case "US": .usps
        case "GB": .royalMail
        case "JP": .yamato
        case "KR": .cj
        case "CN": .sf
        default: .other
        }
    }

    func refundForm(_ refused: RefusedAct?) -> Fields {
        let words = call.words
        let fields = counters("back_", toRefund, isFull: false) + [
            DeskField(
                name: "amount", label: words("moreMoney", order.total.currency.code),
                hint: words("moreMoneyHint", refundable.text), isRequired: false, autocomplete: "off", inputmode: "decimal"),
            DeskField(name: "reason", label: words("reason"), isRequired: false, autocomplete: "off"),
            DeskField(
                name: "restocking", label: words("goods"), kind: .boxes([("restock", words("restock"), false)]), isRequired: false),
        ]
        return [
            "action": "\(OrderScreens.url(order.key))/refund", "fields": filled(fields, "refund", refused),
            "requestKey": requestKey("refund", refused), "whole": words("refundWhole", refundable.text),
        ]
    }

    func cancelForm(_ refused: RefusedAct?) -> Fields {
        let words = call.words
        let fields = [DeskField(name: "reason", label: words("reason"), isRequired: false, autocomplete: "off")]
        return [
            "action": "\(OrderScreens.url(order.key))/cancel", "fields": filled(fields, "cancel", refused),
            "requestKey": requestKey("cancel", refused),
            "note": refundable.minor > 0 ? words("cancelPaidNote", refundable.text) : words("cancelUnpaidNote"),
        ]
    }
}
