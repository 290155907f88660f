import TestKit
import Testing

/// What a fan pays in one market, as the pages must show it.
struct Bill: Sendable {
    let corner: Corner
    let goods: String
    let delivery: String
    /// What stands below: tax and total where tax is added, total and the tax in it elsewhere.
    let below: [String]

    /// What the fan pays in the end.
    var total: String { corner.base == "/us/en" ? below[1] : below[0] }
    /// Everything, from above.
    var amounts: [String] { [goods, delivery] + below }

    /// Bills from a table of corner, goods, delivery and the two sums below; `free` stands for the language's own word.
    static func table(_ text: String) -> [Bill] {
        TextTable.rows(text).compactMap { row in
            Corner.of(row[0]).map { corner in
                let delivery = row[2] == "free" ? corner.words["free"] ?? "" : row[2]
                return Bill(corner: corner, goods: row[1], delivery: delivery, below: [row[3], row[4]])
            }
        }
    }
}

/// One fan's way from the front page to an order; everything that a page must say is checked on the way.
struct Journey {
    let fan: Fan
    let bill: Bill

    private var corner: Corner { bill.corner }
    private var base: String { corner.base }

    init(_ fan: Fan, _ bill: Bill) {
        self.fan = fan
        self.bill = bill
    }

    /// Front page, story, product, size, basket, checkout, order page; returns the address of that.
    func buy(_ card: Card, ends state: String) throws -> String {
        try fillBasket()
        let path = try send(card, try checkout())
        try look(path, is: state)
        return path
    }

    /// The same with every mistake first: each is named at its field, and nothing is stored.
    func buyWithMistakes() throws -> String {
        try fillBasket()
        let empty = try Page(fan.post("\(base)/checkout", [:]), status: 422)
        let needed = ["email", "name", "line1", "city", "postcode", "card"] + (base == "/us/en" ? ["region"] : [])
        #expect(empty.faults.sorted() == needed.sorted())
        var form = try fan.filled(empty, .good, in: corner)
        form.merge(["email": "no address", "postcode": "?", "card": "12", "name": String(repeating: "a", count: 121)]) { $1 }
        let wrong = try Page(fan.post("\(base)/checkout", form), status: 422)
        #expect(wrong.faults.sorted() == ["card", "email", "name", "postcode"])
        #expect(wrong.html.contains("value=\"no address\""))
        let path = try send(.good, wrong)
        try look(path, is: "paid")
        return path
    }

    /// Declined first; then another card on the order's own page.
    func buyAtSecondTry() throws -> String {
        let path = try buy(.declined, ends: "failed")
        let retry = try fan.page("\(path)/pay")
        #expect(retry.amounts == [bill.total])
        let missing = try Page(fan.post("\(path)/pay", ["card": ""]), status: 422)
        #expect(missing.faults == ["card"])
        let again = try fan.post("\(path)/pay", ["card": Card.declined.rawValue])
        #expect(again.status == 303 && again["Location"] == path)
        try look(path, is: "failed")
        let paid = try fan.post("\(path)/pay", ["card": Card.good.rawValue])
        #expect(paid.status == 303 && paid["Location"] == path)
        try look(path, is: "paid")
        let late = try fan.post("\(path)/pay", ["card": Card.good.rawValue])
        #expect(late.status == 303 && late["Location"] == path)
        return path
    }

    /// The bank asks; whatever is answered, answering again changes nothing.
    func buyAtBank(_ answer: String, ends state: String) throws -> String {
        try fillBasket()
        let bank = try send(.asks, try checkout())
        #expect(bank.hasPrefix("\(base)/test-bank/"))
        let asked = try fan.page(bank)
        #expect(asked.html.contains(bill.total))
        let nonsense = try fan.post(bank, ["answer": "maybe"])
        #expect(nonsense.status == 422)
        let first = try fan.post(bank, ["answer": answer])
        let path = try #require(first["Location"])
        try look(path, is: state)
        _ = try fan.post(bank, ["answer": answer == "approve" ? "decline" : "approve"])
        try look(path, is: state)
        return path
    }

    private func fillBasket() throws {
        let home = try fan.page(base)
        let story = try #require(home.links("\(base)/stories/small-steps").first)
        let told = try fan.page(story)
        let scarf = try #require(told.links("/products/scarf").first)
        #expect(scarf == "\(base)/products/scarf?from=small-steps")
        let product = try fan.page(scarf)
        #expect(Set(product.choices.keys) == ["S", "M", "L"])
        let size = try #require(product.choices["M"])
        let unchosen = try fan.post("\(base)/basket", ["from": "small-steps"])
        #expect(unchosen.status == 422)
        let added = try fan.post("\(base)/basket", ["variant": size, "from": product.hidden("from") ?? ""])
        #expect(added.status == 303 && added["Location"]?.hasPrefix("\(base)/basket?added=") == true)
        let bottle = try #require(told.hidden("variant"))
        _ = try fan.post("\(base)/basket", ["variant": bottle, "from": told.hidden("from") ?? ""])
        let changed = try fan.post("\(base)/basket/update", ["key": size, "quantity": "2"])
        #expect(changed["Location"] == "\(base)/basket")
        #expect(try fan.page("\(base)/basket").amounts == [bill.goods])
    }

    /// The checkout's page. Where tax depends on the state, its total comes with the first try.
    private func checkout() throws -> Page {
        let form = try fan.page("\(base)/checkout")
        guard base == "/us/en" else {
            #expect(form.amounts == bill.amounts)
            return form
        }
        let answer = try fan.post("\(base)/checkout", try fan.filled(form, .good, in: corner))
        let page = try Page(answer, status: 409)
        #expect(page.amounts == bill.amounts)
        return page
    }

    /// Sends the filled form and returns where it leads.
    private func send(_ card: Card, _ page: Page) throws -> String {
        let answer = try fan.post("\(base)/checkout", try fan.filled(page, card, in: corner))
        #expect(answer.status == 303)
        return try #require(answer["Location"])
    }

    private func look(_ path: String, is state: String) throws {
        let page = try fan.page(path)
        #expect(page.ticket == state)
        #expect(Array(page.amounts.prefix(4)) == bill.amounts)
    }
}
