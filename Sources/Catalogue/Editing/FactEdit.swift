import Exchange
import Pictures
import Values

/// A product while facts of it are changed.
struct FactEdit {
    /// A count of pieces somewhere; nil stops counting.
    struct Count {
        let variant: Key<Variant>
        let place: String
        let onHand: Int64?
    }

    private(set) var draft: ProductDraft
    private(set) var texts: [Language: ProductText] = [:]
    private(set) var counts: [Count] = []
    private let facts: ProductFacts
    private let markets: [Market]
    private var pricedBefore: Set<MarketCode>
    private let sanitizer = HTMLSanitizer()

    init(_ facts: ProductFacts, markets: [Market]) {
        self.facts = facts
        self.markets = markets
        draft = facts.stored.draft
        pricedBefore = draft.state == .active ? draft.pricedMarkets : []
    }

    /// Takes one fact; refuses what cannot be used, and names that mean nothing.
    mutating func take(_ name: String, _ text: String) throws {
        let parts = name.split(separator: ".", maxSplits: 2).map(String.init)
        switch (parts[0], parts.count) {
        case ("title", 2), ("html", 2): try takeTranslation(name, parts[1], text)
        case ("variant", 3): try takeVariant(name, parts[1], parts[2], text)
        case ("price", 3), ("before", 3): try takePrice(name, parts[1], parts[2], text)
        case ("stock", 3): try takeCount(name, parts[1], parts[2], text)
        case ("alt", _): try takeAlt(name, String(name.dropFirst(4)), text)
        default: try takeOwn(name, text)
        }
    }

    private mutating func takeOwn(_ name: String, _ text: String) throws {
        switch name {
        case "title":
            draft.title = try Self.line(name, text)
            guard !draft.title.isEmpty else { throw InvalidField(name, "A product needs a title; fill it in.") }
        case "html": draft.html = try sanitizer.clean(text).trimmingBlanks
        case "vendor": draft.vendor = try Self.line(name, text)
        case "kind": draft.kind = try Self.line(name, text)
        case "category": draft.category = try Self.line(name, text)
        case "tags":
            draft.tags = try Self.line(name, text).split(separator: ",").map(\.trimmingBlanks).filter { !$0.isEmpty }
        case "tax_class": draft.taxClass = text.isEmpty ? "standard" : try Self.line(name, text).lowercased()
        case "language": draft.language = try Self.value(name, Language(path: text))
        case "state": draft.state = try Self.value(name, Product.State(rawValue: text))
        case "markets":
            draft.markets = Set(try text.split(separator: " ").map { try Self.value(name, MarketCode($0)) })
        case "option1", "option2", "option3":
            guard let place = Int(name.suffix(1)), draft.options.indices.contains(place - 1), !facts.options.isEmpty else {
                throw InvalidField(name, "The product has no such option; grow the variants first.")
            }
            draft.options[place - 1] = try Self.line(name, text)
            guard !text.isEmpty else { throw InvalidField(name, "An option needs a name.") }
        case "pictures":
            let alts = Dictionary(draft.shots.map { ($0.name, $0.alt) }, uniquingKeysWith: { first, _ in first })
            let names = text.split(separator: "\n").map(\.trimmingBlanks).filter { !$0.isEmpty }
            draft.shots = names.map { ProductDraft.Shot(name: $0, alt: alts[$0] ?? "") }
        default: throw InvalidField(name, "The hub knows no such fact of a product.")
        }
    }

    private mutating func takeAlt(_ name: String, _ picture: String, _ text: String) throws {
        guard let place = draft.shots.firstIndex(where: { $0.name == picture }) else {
            // A picture that has just left takes its text along.
            if text.isEmpty { return }
            throw InvalidField(name, "The product does not show this picture.")
        }
        draft.shots[place].alt = try Self.line(name, text)
    }

    private mutating func takeTranslation(_ name: String, _ tag: String, _ text: String) throws {
        let language = try Self.value(name, Language(path: tag))
        guard language != draft.language else { throw InvalidField(name, "This is the product's own language.") }
        var known = texts[language] ?? facts.texts[language] ?? ProductText()
        if name.hasPrefix("title") {
            known[.title] = ProductText.Passage(text: try Self.line(name, text), source: draft.title)
        } else {
            known[.html] = ProductText.Passage(text: try sanitizer.clean(text).trimmingBlanks, source: draft.html)
        }
        texts[language] = known
    }

    private mutating func takeVariant(_ name: String, _ key: String, _ field: String, _ text: String) throws {
        let place = try index(of: key, name)
        switch field {
        case "option1", "option2", "option3": break
        case "sku": draft.variants[place].sku = try Self.line(name, text)
        case "gtin":
            let digits = text.filter { !$0.isWhitespace && $0 != "-" }
            guard digits.isEmpty || Barcode.looksLikeGTIN(digits) else {
                throw InvalidField(name, "A GTIN has 8, 12, 13 or 14 digits.")
            }
            guard digits.isEmpty || Barcode.isRight(digits) else {
                throw InvalidField(name, "The last digit would have to be \(Barcode.checkDigit(of: digits)); correct the number.")
            }
            draft.variants[place].gtin = digits
        case "grams": draft.variants[place].grams = try Self.number(name, text) ?? 0
        case "limit":
            draft.variants[place].buyerLimit = try Self.number(name, text)
            guard draft.variants[place].buyerLimit != 0 else { throw InvalidField(name, "A limit is at least 1, or empty.") }
        case "oversells": draft.variants[place].oversells = !text.isEmpty
        case "ships": draft.variants[place].ships = !text.isEmpty
        case "picture": draft.variants[place].picture = try Self.line(name, text)
        default: throw InvalidField(name, "The hub knows no such fact of a variant.")
        }
    }

    private mutating func takePrice(_ name: String, _ code: String, _ key: String, _ text: String) throws {
        let place = try index(of: key, name)
        let market = try Self.value(name, markets.first { $0.code.text == code })
        let money = text.isEmpty ? nil : Money(decimal: text.replacing(",", with: ""), market.currency)
        guard text.isEmpty || money != nil else {
            let example = Money(minor: 1250 * market.currency.minorPerMajor / 100, market.currency).decimal
            throw InvalidField(name, "This is no price in \(market.currency.code); write a plain number such as \(example).")
        }
        let known = draft.variants[place].prices[market.code]
        if name.hasPrefix("price") {
            draft.variants[place].prices[market.code] = money.map { Price(minor: $0.minor, beforeMinor: known?.beforeMinor) }
        } else if let known {
            draft.variants[place].prices[market.code] = Price(minor: known.minor, beforeMinor: money?.minor)
        } else if money != nil {
            throw InvalidField(name, "There is a price before a reduction and no price; fill in the price.")
        }
    }

    private mutating func takeCount(_ name: String, _ place: String, _ key: String, _ text: String) throws {
        _ = try index(of: key, name)
        counts.append(Count(variant: try Self.value(name, Key(key)), place: place, onHand: try Self.number(name, text)))
        if place == Stock.mainPlace { draft.variants[try index(of: key, name)].onHand = counts[counts.count - 1].onHand }
    }

    /// Where it is sold after everything was taken, unless somebody has said so.
    mutating func settleMarkets(_ said: String?) {
        for place in draft.variants.indices {
            for (market, price) in draft.variants[place].prices where price.beforeMinor.map({ $0 <= price.minor }) ?? false {
                draft.variants[place].prices[market] = Price(minor: price.minor, beforeMinor: nil)
            }
        }
        guard draft.state == .active else {
            draft.markets = []
            return
        }
        guard said == nil else { return }
        if facts.state != .active, let home = markets.first?.code { draft.markets.insert(home) }
        draft.markets.formUnion(draft.pricedMarkets.subtracting(pricedBefore))
    }

    private func index(of key: String, _ name: String) throws -> Int {
        guard let place = facts.variants.firstIndex(where: { "\($0.key)" == key }) else {
            throw InvalidField(name, "This variant is gone; open the page again.")
        }
        return place
    }

    private static func line(_ name: String, _ text: String) throws -> String {
        let scalars = text.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }
        let line = String(String.UnicodeScalarView(scalars)).trimmingBlanks
        guard line.count <= RowValues.lineLength else {
            throw InvalidField(name, "The text has \(line.count) characters, and \(RowValues.lineLength) is the limit; shorten it.")
        }
        return line
    }

    private static func number(_ name: String, _ text: String) throws -> Int64? {
        if text.isEmpty { return nil }
        guard let number = Int64(text), (0...RowValues.numberLimit).contains(number) else {
            throw InvalidField(name, "Write a whole number from 0 to \(RowValues.numberLimit), or leave it empty.")
        }
        return number
    }

    private static func value<Value>(_ name: String, _ value: Value?) throws -> Value {
        guard let value else { throw InvalidField(name, "This is none of the values that it may have; choose one of them.") }
        return value
    }
}
