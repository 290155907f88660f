import Foundation
import Orders
import Values
import Web

/// The pages that a shop must have: a text a language, and where the law of a market asks for other words, one for that market.
enum LegalPage {
    static let names = ["shipping", "returns", "terms", "privacy", "imprint"]

    static func links(_ base: String, _ words: Words) -> [Fields] {
        (names + [ChoiceRoutes.name]).map { ["url": "\(base)/\($0)", "title": words($0)] }
    }

    static func read(_ reading: PageReading, _ name: String, hubName: String) throws -> Page {
        let words = reading.words
        let market = words.optional("market\(reading.market.code)") ?? reading.market.name
        let values = [hubName, market, try delivery(reading, market)]
        guard names.contains(name),
            let text = words.optional("\(name)Text\(reading.market.code)", values) ?? words.optional("\(name)Text", values)
        else { throw NotFound("page") }
        return Page(
            title: words(name), path: "/\(name)",
            fields: ["heading": words(name), "html": text.split(separator: "\n").map(html).joined(separator: "\n")])
    }

    /// What delivery costs, from the rate that the till uses.
    private static func delivery(_ reading: PageReading, _ market: String) throws -> String {
        guard let rate = try ShippingRate.find(reading.market.code, in: reading.tx), rate.priceMinor > 0 else {
            return reading.words("shippingFree", market)
        }
        let price = Money(minor: rate.priceMinor, reading.market.currency).text
        guard let free = rate.freeFromMinor else { return reading.words("shippingCosts", market, price) }
        return reading.words("shippingFrom", market, price, Money(minor: free, reading.market.currency).text)
    }

    /// A line that begins with a number sign is a heading, every other one a paragraph.
    private static func html(_ line: Substring) -> String {
        line.hasPrefix("# ") ? "<h2>\(escaped(line.dropFirst(2)))</h2>" : "<p>\(escaped(line))</p>"
    }

    private static func escaped(_ text: Substring) -> String {
        String(text).replacing("&", with: "&amp;").replacing("<", with: "&lt;")
    }
}
