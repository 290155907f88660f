import Hub
import Orders
import Staff
import Storage
import Values
import Web

/// What the desk writes down about an order for itself.
enum OrderNoteForm {
    private static let noun = "order"

    static let undo = DeskUndo(
        noun: noun, needs: .seeOrders, url: { "\(OrderScreens.home)/\(Key<Order>(raw: $0.subject))/undo/\($0.key)" },
        facts: { ["noted", "undid"].contains($0.action) ? DeskUndo.before($0) : nil })

    static func register(on router: inout DeskRouter) {
        router.post("orders/:order/note", needs: .permission(.seeOrders)) { call, form in
            let key = try call.key("order", of: Order.self)
            do {
                let text = form["note"].replacing("\r\n", with: "\n")
                let (author, now) = (call.author, call.now)
                let isChanged = try await call.hub.database.write { tx in
                    try write(text, on: key, as: "noted", by: author, at: now, in: tx)
                }
                return .see(OrderScreens.url(key), Flash(isChanged ? "said_noted" : "saidNothingChanged"))
            } catch let refusal as AftersalesRefusal {
                return .page(try await OrderScreen.read(call, refused: ("note", refusal, form)))
            }
        }
        router.post("orders/:order/undo/:change", needs: .permission(.seeOrders)) { call, _ in
            let key = try call.key("order", of: Order.self)
            let (author, now) = (call.author, call.now)
            let isChanged = try await DeskUndo.takeBack(call, noun, key) { facts, _, tx in
                try write(facts["note"] ?? "", on: key, as: "undid", by: author, at: now, in: tx)
            }
            return .see(OrderScreens.url(key), DeskUndo.flash(isChanged))
        }
    }

    private static func write(
        _ text: String, on key: Key<Order>, as action: String, by author: Author, at now: Instant, in tx: Transaction
    ) throws -> Bool {
        let order = try Order.find(key, in: tx)
        let before = try OrderNote.write(text, on: key, at: now, in: tx)
        guard before != text else { return false }
        try Change.record(
            action, noun, key, titled: order.number, by: author, before: ["note": before], after: ["note": text], at: now, in: tx)
        return true
    }
}

extension OrderScreen {
    func noteForm(_ refused: RefusedAct?) -> Fields {
        let field = DeskField(
            name: "note", label: words("orderNote"), value: note, kind: .area, hint: words("orderNoteHint"), isRequired: false,
            isWide: true)
        return ["action": "\(OrderScreens.url(order.key))/note", "fields": filled([field], "note", refused)]
    }
}
