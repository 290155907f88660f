import Foundation

/// A market in one of its languages, with somebody who lives there.
struct Corner: Sendable {
    /// Such as `/gb/en`.
    let base: String
    /// Address fields of the checkout.
    let address: [String: String]

    private init(_ base: String, city: String, postcode: String, region: String = "") {
        self.base = base
        address = [
            "name": "Ada Small", "line1": "1 Long Way", "city": city, "postcode": postcode, "region": region,
            "email": "ada@example.com",
        ]
    }

    static let us = Corner("/us/en", city: "San Francisco", postcode: "94105", region: "CA")
    static let gb = Corner("/gb/en", city: "London", postcode: "SW1A 1AA")
    static let jp = Corner("/jp/ja", city: "東京", postcode: "100-0001", region: "東京都")
    static let kr = Corner("/kr/ko", city: "서울", postcode: "04524")
    static let cn = Corner("/cn/zh-hans", city: "北京", postcode: "100000")

    /// The site's words in the language of the corner.
    var words: [String: String] {
        let language = base.split(separator: "/")[1]
        let file = Program.root.appendingPathComponent("Sources/Site/Words/\(language).json")
        return (try? JSONDecoder().decode([String: String].self, from: Data(contentsOf: file))) ?? [:]
    }

    /// The corner of an address such as `/gb/en`.
    static func of(_ base: String) -> Corner? { [us, gb, jp, kr, cn].first { $0.base == base } }
}

/// The test cards by what they do.
enum Card: String, Sendable {
    case good = "4242 4242 4242 4242"
    case declined = "4000 0000 0000 0002"
    case asks = "4000 0000 0000 3220"
    case slow = "4000 0000 0000 0077"
}

extension Fan {
    /// Puts something with a single variant into the basket from its own page.
    @discardableResult
    func add(_ handle: String, in corner: Corner) throws -> Answer {
        let product = try page("\(corner.base)/products/\(handle)")
        return try post("\(corner.base)/basket", ["variant": product.hidden("variant") ?? "none"])
    }

    /// The checkout's form as it is filled in.
    func filled(_ form: Page, _ card: Card, in corner: Corner) throws -> [String: String] {
        guard let key = form.hidden("idempotency_key"), let total = form.hidden("expected_total") else {
            throw NoPage(path: "checkout", status: 200, text: form.html)
        }
        return corner.address.merging(
            ["idempotency_key": key, "expected_total": total, "card": card.rawValue]) { mine, _ in mine }
    }

    /// Orders what is in the basket and returns the answer to the checkout's form.
    func order(_ card: Card = .good, in corner: Corner) throws -> Answer {
        let form = try page("\(corner.base)/checkout")
        return try post("\(corner.base)/checkout", try filled(form, card, in: corner))
    }

    /// Buys one piece; returns the address of the order's page. Throws when anything goes otherwise.
    func buy(_ handle: String, _ card: Card = .good, in corner: Corner = .gb) throws -> String {
        let added = try add(handle, in: corner)
        guard added.status == 303 else { throw NoPage(path: handle, status: added.status, text: added.text) }
        let answer = try order(card, in: corner)
        guard answer.status == 303, let path = answer["Location"], path.hasPrefix("\(corner.base)/orders/") else {
            throw NoPage(path: "order", status: answer.status, text: answer.text)
        }
        return path
    }

    /// One of the hub's gauges.
    func gauge(_ name: String) throws -> Int64 {
        let lines = try get("/metrics").text.split(separator: "\n")
        guard let line = lines.first(where: { $0.hasPrefix("\(name) ") }), let value = Int64(line.dropFirst(name.count + 1))
        else { throw NoPage(path: "/metrics", status: 200, text: lines.joined(separator: "\n")) }
        return value
    }
}
