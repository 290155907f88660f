import Catalogue
import Films
import Search
import Storage
import Stories
import Values

/// What the index is told of each item: the one place that says which texts of it count.
enum Documents {
    /// The documents of some items of a kind; an item that may not be shown anywhere has none.
    static func of(_ items: [ItemKey], _ kind: Kind, at now: Instant, in tx: Transaction) throws -> [Document] {
        switch kind {
        case .story: try stories(items.map { $0.retyped() }, in: tx)
        case .product: try products(items.map { $0.retyped() }, at: now, in: tx)
        case .film: try films(items.map { $0.retyped() }, in: tx)
        case .athlete: try athletes(items.map { $0.retyped() }, in: tx)
        case .sport: try sports(items.map { $0.retyped() }, in: tx)
        }
    }

    /// The keys of all items of a kind after one, in their order.
    static func keys(_ kind: Kind, after key: ItemKey, limit: Int, in tx: Transaction) throws -> [ItemKey] {
        switch kind {
        case .story: try Story.keys(after: key.retyped(), limit: limit, in: tx).map { $0.retyped() }
        case .product: try Product.keys(after: key.retyped(), limit: limit, in: tx).map { $0.retyped() }
        case .film: try Film.keys(after: key.retyped(), limit: limit, in: tx).map { $0.retyped() }
        case .athlete: try Athlete.keys(after: key.retyped(), limit: limit, in: tx).map { $0.retyped() }
        case .sport: try Sport.keys(after: key.retyped(), limit: limit, in: tx).map { $0.retyped() }
        }
    }

    private static func stories(_ keys: [Key<Story>], in tx: Transaction) throws -> [Document] {
        try keys.compactMap { key in
            guard let story = try StoryDraft.load(key, in: tx), story.state == .published else { return nil }
            let texts = try story.texts.mapValues { text in
                Document.Text(title: text.title, labels: [text.summary, text.kicker, story.author], body: try text.words())
            }
            return Document(key.retyped(), .story, path: "stories/\(story.slug)", freshAt: story.publishedAt, texts: texts)
        }
    }

    private static func films(_ keys: [Key<Film>], in tx: Transaction) throws -> [Document] {
        try keys.compactMap { key in
            guard let (film, changedAt) = try FilmDraft.load(key, in: tx) else { return nil }
            let names = film.credits.map { "\($0.name) \($0.organisation)" }
            let texts = try film.texts.mapValues { text in
                Document.Text(title: text.title, labels: [text.logline], body: ([try text.words()] + names).joined(separator: "\n"))
            }
            return Document(key.retyped(), .film, path: "films/\(film.slug)", freshAt: changedAt, texts: texts)
        }
    }

    private static func products(_ keys: [Key<Product>], at now: Instant, in tx: Transaction) throws -> [Document] {
        let found = try ProductDraft.load(keys, at: now, in: tx)
        let translated = try ProductText.of(keys, in: tx)
        let names = try Language.allCases.map { ($0, try Self.labels(found.values.map(\.draft), in: $0, tx)) }
        return try keys.compactMap { key in
            guard let (product, createdAt) = found[key], product.state == .active else { return nil }
            var texts: [Language: Document.Text] = [:]
            for (language, labels) in names {
                let text = translated[key]?[language]
                let isOwn = language == product.language
                let title = isOwn ? product.title : text?[.title].text ?? ""
                guard !title.isEmpty else { continue }
                let html = isOwn ? product.html : text?[.html].text ?? ""
                texts[language] = try Self.text(of: product, title, html, labels)
            }
            return Document(key.retyped(), .product, path: "products/\(product.handle)", freshAt: createdAt, texts: texts)
        }
    }

    private static func text(
        of product: ProductDraft, _ title: String, _ html: String, _ names: Labels
    ) throws -> Document.Text {
        let options = Self.options(of: product).map { names[.value, $0] }
        let steps = Label.steps(of: product.category).map { names[.category, $0] }
        let codes = product.variants.flatMap { [$0.sku, $0.gtin] }
        return Document.Text(
            title: title, labels: [names[.kind, product.kind], product.vendor, product.tags.joined(separator: ", ")],
            body: ([try ProductDraft.words(of: html)] + steps + options + codes).joined(separator: "\n"))
    }

    private static func options(of product: ProductDraft) -> [String] {
        Set(product.variants.flatMap(\.options)).subtracting(["", ProductDraft.onlyOption.value]).sorted()
    }

    private static func labels(_ products: [ProductDraft], in language: Language, _ tx: Transaction) throws -> Labels {
        var labels: Set<Label> = []
        for product in products {
            labels.insert(Label(.kind, product.kind))
            labels.formUnion(options(of: product).map { Label(.value, $0) })
            labels.formUnion(Label.steps(of: product.category).map { Label(.category, $0) })
        }
        return try Labels.find(labels, in: language, tx)
    }

    /// Athletes and sports are of no age: among equals those with medals stand first.
    private static let ageless = Instant(ms: 0)

    private static func athletes(_ keys: [Key<Athlete>], in tx: Transaction) throws -> [Document] {
        let found = try AthleteDraft.load(keys, in: tx)
        let sports = try Set(found.values.map(\.sport)).reduce(into: [String: SportDraft]()) { sports, slug in
            sports[slug] = try Slug(slug).flatMap { try SportDraft.load($0, in: tx)?.draft }
        }
        return keys.compactMap { key in
            guard let athlete = found[key] else { return nil }
            let texts = athlete.texts.map { language, text -> (Language, Document.Text) in
                let events = athlete.results.compactMap { $0.events[language] }.map { "\($0.event) \($0.games)" }
                let labels = [
                    sports[athlete.sport]?.names[language] ?? "", Committee.name(athlete.country, in: language), athlete.country,
                ]
                let body = ([text.bio] + events).joined(separator: "\n")
                return (language, Document.Text(title: text.name, labels: labels, body: body))
            }
            return Document(
                key.retyped(), .athlete, path: "athletes/\(athlete.slug)", freshAt: ageless, rank: rank(athlete.standing),
                texts: Dictionary(uniqueKeysWithValues: texts))
        }
    }

    /// 64 for anybody, 40 more for each gold medal, 25 for silver, 15 for bronze.
    private static func rank(_ standing: Int64) -> UInt8 {
        UInt8(clamping: 64 + 40 * (standing / 10_000) + 25 * (standing / 100 % 100) + 15 * (standing % 100))
    }

    private static func sports(_ keys: [Key<Sport>], in tx: Transaction) throws -> [Document] {
        let found = try SportDraft.load(keys, in: tx)
        return keys.compactMap { key in
            guard let sport = found[key] else { return nil }
            return Document(
                key.retyped(), .sport, path: "sports/\(sport.slug)", freshAt: ageless, rank: 128,
                texts: sport.names.mapValues { Document.Text(title: $0) })
        }
    }
}
