import Catalogue
import Foundation
import Hub
import Hummingbird
import Orders
import Pictures
import Releases
import Storage
import Values
import Web

/// The products of a market for Google Merchant Center: RSS 2.0 with the names of its product data specification.
extension ApiRoutes {
    /// Products of one file; the next one is named in the file.
    private static let merchantSize = 2_000

    func merchantFeed(_ request: Request, _ context: WebContext) async throws -> Response {
        let after = try Form(urlEncoded: request.uri.query ?? "")["after"]
        let from = Key<Product>(after)
        guard after.isEmpty || from != nil else { throw NotFound("feed") }
        let name = hub.settings.name
        return try await keptFile(request, context, "application/rss+xml; charset=utf-8") { reading in
            reading.uses(.products)
            let addresses = try Product.addressed.addresses(
                through: reading.gate, after: from, limit: Self.merchantSize, in: reading.tx)
            let cards = try ProductCard.find(
                addresses.map(\.slug), through: reading.gate, in: reading.market, language: reading.place.language,
                in: reading.tx)
            let shots = try Shots.of(cards.map(\.product.key), language: reading.place.language, in: reading.tx)
            let terms = try MerchantTerms(reading)
            let items = cards.flatMap { card in
                card.variants.map { variant in
                    terms.item(variant, of: card, shots[card.product.key] ?? [], reading)
                }
            }
            let last = addresses.count == Self.merchantSize ? addresses.last : nil
            let next = last.map { "\(reading.base)/merchant.xml?after=\($0.key)" }
            return Data(Self.channel(items, name: name, next: next, reading).utf8)
        }
    }

    private static func channel(_ items: [String], name: String, next: String?, _ reading: ApiReading) -> String {
        let more = next.map { "<atom:link href=\"\(XML.escaped($0))\" rel=\"next\" type=\"application/rss+xml\"/>" } ?? ""
        return """
            <?xml version="1.0" encoding="utf-8"?>
            <rss version="2.0" xmlns:g="http://base.google.com/ns/1.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>\
            <title>\(XML.escaped(name))</title><link>\(XML.escaped(reading.base))</link>\
            <description>\(XML.escaped("\(name), \(reading.market.name)"))</description>\(more)
            \(items.joined(separator: "\n"))
            </channel></rss>

            """
    }
}

/// What is the same for every product of a market: delivery and, where the till adds it, tax.
private struct MerchantTerms {
    private static let descriptionLimit = 5_000
    private static let titleLimit = 150
    private static let shotsLimit = 10

    private let shared: String

    init(_ reading: ApiReading) throws {
        let market = reading.market
        let price = try ShippingRate.find(market.code, in: reading.tx)?.priceMinor ?? 0
        let shipping = "<g:shipping><g:country>\(market.code)</g:country>"
            + "<g:price>\(Self.amount(Money(minor: price, market.currency)))</g:price></g:shipping>"
        // Where prices hold the tax it must not be said again; the United States want it by state.
        let taxes = market.taxMode == .included ? [] : try TaxTable.standardByRegion(
            in: market.code, at: reading.gate.at, in: reading.tx)
        shared = shipping + taxes.map { tax in
            let rate = tax.rate.text.replacing("%", with: "")
            return "<g:tax><g:country>\(market.code)</g:country><g:region>\(XML.escaped(tax.region))</g:region>"
                + "<g:rate>\(rate)</g:rate><g:tax_ship>yes</g:tax_ship></g:tax>"
        }.joined()
    }

    func item(
        _ variant: Variant, of card: ProductCard, _ shots: [(picture: Picture, alt: String)], _ reading: ApiReading
    ) -> String {
        reading.uses(variant)
        let product = card.product
        let title = [product.title.text, variant.name].compactMap { $0 }.joined(separator: ", ")
        var fields: [(String, String)] = [
            ("id", "\(variant.key)"), ("title", String(title.prefix(Self.titleLimit))),
            ("description", Self.plain(product.html.text, otherwise: title)), ("link", reading.page("products", product.handle)),
        ]
        for (place, shot) in shots.prefix(Self.shotsLimit).enumerated() {
            fields.append((place == 0 ? "image_link" : "additional_image_link", reading.root + shot.picture.plainPath))
        }
        fields += [("availability", variant.isSoldOut ? "out_of_stock" : "in_stock"), ("condition", "new")]
        // An announced reduction: the price before is the price, and what is paid is the sale price.
        fields.append(("price", Self.amount(variant.before ?? variant.price)))
        if variant.before != nil { fields.append(("sale_price", Self.amount(variant.price))) }
        if !product.vendor.isEmpty { fields.append(("brand", product.vendor)) }
        if !variant.gtin.isEmpty { fields.append(("gtin", variant.gtin)) }
        if !variant.sku.isEmpty { fields.append(("mpn", variant.sku)) }
        if variant.gtin.isEmpty, product.vendor.isEmpty || variant.sku.isEmpty { fields.append(("identifier_exists", "no")) }
        if card.variants.count > 1 { fields.append(("item_group_id", product.handle.text)) }
        if !product.kindName.isEmpty { fields.append(("product_type", product.kindName)) }
        return "<item>" + fields.map { "<g:\($0.0)>\(XML.escaped($0.1))</g:\($0.0)>" }.joined() + shared + "</item>"
    }

    private static func amount(_ money: Money) -> String { "\(money.decimal) \(money.currency)" }

    /// The words of sanitised HTML.
    private static func plain(_ html: String, otherwise: String) -> String {
        let text = PlainText.of(html)
        return text.isEmpty ? otherwise : String(text.prefix(descriptionLimit))
    }
}
