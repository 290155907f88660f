import Values
import Web

extension Words {
    /// What people in a market call the tax in prices.
    func tax(in market: MarketCode) -> String {
        switch market.text {
        case "US": self("taxSales")
        case "JP": self("taxConsumption")
        default: self("taxVat")
        }
    }
}
