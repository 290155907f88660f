import Catalogue
import Foundation
import Pictures
import Releases
import Stories
import Values
import Web

/// What a page says to machines inside itself: schema.org as JSON-LD, from the same values that people see.
enum StructuredData {
    /// The text of one data block of a page. Nothing in it can end the block or begin a comment there.
    static func text(_ items: [JSON]) -> String? {
        guard !items.isEmpty else { return nil }
        let whole: JSON = items.count == 1 ? items[0] : .list(items)
        return String(decoding: whole.data, as: UTF8.self).unicodeScalars.reduce(into: "") { out, scalar in
            switch scalar {
            case "<": out += "\\u003c"
            case ">": out += "\\u003e"
            case "&": out += "\\u0026"
            case "\u{2028}": out += "\\u2028"
            case "\u{2029}": out += "\\u2029"
            default: out.unicodeScalars.append(scalar)
            }
        }
    }

    static let context: JSON = "https://schema.org"

    /// Where a page stands: names and addresses from the market's front page on.
    static func breadcrumbs(_ trail: [(name: String, url: String)]) -> JSON {
        let items = trail.enumerated().map { place, step -> JSON in
            ["@type": "ListItem", "position": .int(Int64(place + 1)), "name": .text(step.name), "item": .text(step.url)]
        }
        return ["@context": context, "@type": "BreadcrumbList", "itemListElement": .list(items)]
    }

    /// The hub itself, on the front page of a market.
    static func site(name: String, url: String, language: Language, search: String?) -> JSON {
        let action: JSON? = search.map { address in
            [
                "@type": "SearchAction", "target": ["@type": "EntryPoint", "urlTemplate": .text(address + "?q={query}")],
                "query-input": "required name=query",
            ]
        }
        return [
            "@context": context, "@type": "WebSite", "name": .text(name), "url": .text(url),
            "inLanguage": .text(language.rawValue), "publisher": ["@type": "Organization", "name": .text(name)],
            "potentialAction": action,
        ]
    }

    /// A story as an article.
    static func article(_ story: Story, picture: String?, url: String, hubName: String) -> JSON {
        [
            "@context": context, "@type": "Article", "headline": .text(story.title),
            "description": story.summary.isEmpty ? nil : .text(story.summary), "image": picture.map { [.text($0)] },
            "datePublished": "\(story.publishedAt)", "inLanguage": .text(story.language.rawValue),
            "mainEntityOfPage": .text(url), "articleSection": story.kicker.isEmpty ? nil : .text(story.kicker),
            "author": story.author.isEmpty ? nil : ["@type": "Person", "name": .text(story.author)],
            "publisher": ["@type": "Organization", "name": .text(hubName)],
        ]
    }

    /// A product with an offer for each variant, in this market's money; several variants are a group.
    static func product(
        _ card: ProductCard, pictures: [String], url: String, in market: Market, priceUntil: Instant?
    ) -> JSON {
        let product = card.product
        let offers = card.variants.map { offer($0, url: url, in: market, priceUntil: priceUntil) }
        var common: [(String, JSON)] = [("name", .text(product.title.text)), ("url", .text(url))]
        let words = PlainText.of(product.html.text)
        if !words.isEmpty { common.append(("description", .text(words))) }
        if !pictures.isEmpty { common.append(("image", .list(pictures.map(JSON.text)))) }
        if !product.vendor.isEmpty { common.append(("brand", ["@type": "Brand", "name": .text(product.vendor)])) }
        if !product.kindName.isEmpty { common.append(("category", .text(product.kindName))) }
        guard card.variants.count > 1 else {
            let variant = card.variants[0]
            return JSON([("@context", context), ("@type", "Product")] + common + numbers(variant) + [("offers", offers[0])])
        }
        let variants = zip(card.variants, offers).map { variant, offer -> JSON in
            let name = [product.title.text, variant.name].compactMap { $0 }.joined(separator: ", ")
            var fields: [(String, JSON)] = [("@type", "Product"), ("name", .text(name))]
            if let first = pictures.first { fields.append(("image", .text(first))) }
            return JSON(fields + numbers(variant) + [("offers", offer)])
        }
        return JSON(
            [("@context", context), ("@type", "ProductGroup"), ("productGroupID", .text(product.handle.text))] + common
                + [("hasVariant", .list(variants))])
    }

    private static func numbers(_ variant: Variant) -> [(String, JSON)] {
        [("sku", variant.sku), ("gtin", variant.gtin)].filter { !$0.1.isEmpty }.map { ($0.0, .text($0.1)) }
    }

    private static func offer(_ variant: Variant, url: String, in market: Market, priceUntil: Instant?) -> JSON {
        let state = variant.isSoldOut ? "OutOfStock" : variant.isLow ? "LimitedAvailability" : "InStock"
        let specification: JSON = [
            "@type": "UnitPriceSpecification", "price": .text(variant.price.decimal),
            "priceCurrency": .text(variant.price.currency.code), "valueAddedTaxIncluded": .bool(market.taxMode == .included),
        ]
        return [
            "@type": "Offer", "url": .text(url), "price": .text(variant.price.decimal),
            "priceCurrency": .text(variant.price.currency.code), "availability": "https://schema.org/\(state)",
            "itemCondition": "https://schema.org/NewCondition", "eligibleRegion": .text(market.code.text),
            "priceSpecification": specification, "priceValidUntil": priceUntil.map { "\($0)" },
        ]
    }
}
