import Orders
import Values
import Web

/// What delivery costs in a market and how long it takes, in the market's words.
enum Delivery {
    static func line(_ reading: PageReading) throws -> String {
        let words = reading.words
        let market = words.optional("market\(reading.market.code)") ?? reading.market.name
        let price = try ShippingRate.find(reading.market.code, in: reading.tx)?.priceMinor ?? 0
        if price == 0 { return words("deliveryFree", market, "2", "5") }
        return words("deliveryTo", market, "2", "5", Money(minor: price, reading.market.currency).text)
    }
}
