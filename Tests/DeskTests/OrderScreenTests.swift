import Desk
import HTTPTypes
import Hub
import Orders
import Staff
import Storage
import TestKit
import Testing
import Values

@Suite struct OrderScreenTests {
    /// Two scarves at £19.99, a bottle at £9.95, delivery at £4.95.
    private static let total = "£54.88"

    private func find(_ order: Order, _ stage: DeskStage) async throws -> Order {
        try await stage.hub.database.read { try Order.find(order.key, in: $0) }
    }

    @Test(arguments: Engine.available)
    func `support finds an order, sends it in two parcels, and the log has both`(engine: Engine) async throws {
        try await DeskStage.with(engine) { stage in
            try await stage.stock()
            let order = try await stage.buy()
            let bo = try await stage.signIn("Bo", [.support])
            #expect(try await bo.get("/desk").words.contains("1 orders to send"))
            let list = try await bo.get("/desk/orders?q=fan@example.com&standing=to-ship&market=GB")
            #expect(list.text.contains("<a href=\"/desk/orders/\(order.key)\" data-row>\(order.number)</a>") && list.words.contains(Self.total))
            #expect(try await bo.get("/desk/orders?standing=sent").words.contains("Nothing matches"))
            let url = "/desk/orders/\(order.key)"
            let page = try await bo.get(url)
            #expect(page.words.contains("to send") && page.text.contains("Ada &lt;Small&gt;") && page.words.contains("tax 20%") || page.words.contains("Tax 20%"))
            let wrong = try await bo.post("\(url)/ship", ["ship_0": "3", "carrier": "royal-mail", "tracking": "AB 1", "request_key": "a"])
            #expect(wrong.status == 409 && wrong.words.contains("Of Lane scarf, 2 are left") && wrong.text.contains("value=\"AB 1\""))
            #expect(wrong.text.contains("name=\"request_key\" value=\"a\""), "a refused form keeps its key")
            let first = ["ship_0": "1", "ship_1": "0", "carrier": "royal-mail", "tracking": "AB 1", "request_key": "a"]
            for _ in 0..<2 { #expect(try await bo.post("\(url)/ship", first).location == url) }
            #expect(try await find(order, stage).fulfilment == .partial)
            _ = try await bo.post("\(url)/ship", ["ship_0": "1", "ship_1": "1", "carrier": "other", "request_key": "b"])
            let sent = try await find(order, stage)
            #expect(sent.fulfilment == .fulfilled && sent.payment == .paid)
            let after = try await bo.get(url)
            #expect(after.text.contains("https://www.royalmail.com/track-your-item#/tracking-results/AB1"))
            #expect(!after.text.contains("name=\"carrier\"") && !after.words.contains("Cancel the order"))
            #expect(after.text.matches(of: /<strong>Bo<\/strong> sent/).count == 2)
            #expect(try await stage.hub.verify() == [])
        }
    }

    @Test(arguments: Engine.available)
    func `support gives part of the money back, then all of it`(engine: Engine) async throws {
        try await DeskStage.with(engine) { stage in
            try await stage.stock()
            let order = try await stage.buy()
            let bo = try await stage.signIn("Bo", [.support])
            let url = "/desk/orders/\(order.key)"
            for (fields, status, text) in [
                (["amount": "twelve", "request_key": "a"], 422, "Enter an amount such as 12.34"),
                (["amount": "54.89", "request_key": "a"], 409, "At most £54.88 can go back"),
                (["back_0": "3", "request_key": "a"], 409, "Of Lane scarf, 2 are left"),
                (["request_key": "a"], 422, "Choose at least one piece"),
            ] as [([String: String], Int, String)] {
                let seen = try await bo.post("\(url)/refund", fields)
                #expect(seen.status == status && seen.words.contains(text), "\(fields)")
            }
            let part = try await bo.post("\(url)/refund", ["back_0": "1", "amount": "4.95", "restock": "1", "reason": "A hole", "request_key": "b"])
            #expect(try await bo.follow(part).words.contains("Given back: £24.94"))
            #expect(try await find(order, stage).payment == .partlyRefunded)
            _ = try await bo.post("\(url)/refund", ["whole": "1", "request_key": "c"])
            let back = try await find(order, stage)
            #expect(back.payment == .refunded && back.status == .placed)
            let page = try await bo.get(url)
            #expect(page.words.contains("A hole") && page.words.contains("£-54.88") || page.words.contains("−£54.88"))
            #expect(!page.text.contains("/refund\""), "nothing is left to give back")
            let file = try await bo.get("/desk/orders.csv?standing=refunded").text
            #expect(file.hasPrefix("number,placed_at,market,name,email,state,status,payment,fulfilment,total,tax,currency\r\n\(order.number),"))
            #expect(file.contains(",GB,Ada <Small>,fan@example.com,refunded,placed,refunded,unfulfilled,54.88,9.15,GBP\r\n"))
            #expect(try await stage.hub.verify() == [])
        }
    }

    @Test(arguments: Engine.available)
    func `an order is cancelled once, paid or not`(engine: Engine) async throws {
        try await DeskStage.with(engine) { stage in
            try await stage.stock()
            let bo = try await stage.signIn("Bo", [.support])
            for (card, said) in [("4242424242424242", "Given back: £54.88"), ("4000000000000002", "The order is cancelled")] {
                let order = try await stage.buy(card: card)
                let url = "/desk/orders/\(order.key)"
                let done = try await bo.post("\(url)/cancel", ["reason": "Twice", "request_key": order.number])
                #expect(try await bo.follow(done).words.contains(said))
                #expect(try await find(order, stage).status == .cancelled)
                #expect(try await bo.post("\(url)/cancel", ["request_key": "again"]).status == 409)
            }
            let stock = try await stage.hub.database.read { try $0.all("SELECT capacity, held, sold FROM cells ORDER BY key") { [$0.int(0), $0.int(1), $0.int(2)] } }
            #expect(stock == [[9, 0, 0], [1000, 0, 0]])
            #expect(try await stage.hub.verify() == [])
        }
    }

    @Test func `who may not give money back does not see how, and the palette finds orders`() async throws {
        try await DeskStage.with(.sqlite) { stage in
            try await stage.stock()
            let order = try await stage.buy()
            let cy = try await stage.signIn("Cy", [.merchandiser])
            let page = try await cy.get("/desk/orders/\(order.key)")
            #expect(page.status == 200 && page.text.contains("/ship\"") && !page.text.contains("/refund\"") && !page.text.contains("/cancel\""))
            #expect(try await cy.get("/desk/find.json?q=\(order.number)").text.contains("/desk/orders/\(order.key)".replacing("/", with: "\\/")))
            let di = try await stage.signIn("Di", [.editor])
            #expect(try await di.get("/desk/orders").status == 403)
            #expect(try await !di.get("/desk/find.json?q=\(order.number)").text.contains("orders"))
        }
    }
}
