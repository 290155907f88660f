package import Exchange
import Foundation
package import Pictures
package import Releases
package import Storage
package import Values

/// A shop front with an assortment of its own, which serves some markets. A market is served by one store.
///
/// What a store does not carry does not exist in its markets: every query that lists or sells products asks `Product.isThere`,
/// which asks the store. A market that no store serves sells the whole catalogue.
package struct Store: Sendable {
    /// Which of the project's colours a store's front is set in, so that two stores look like sisters and not like twins.
    package enum Look: String, Sendable, CaseIterable {
        case flame
        case ice
        case pine
    }

    /// Which store.
    package let key: Key<Store>
    /// Its short name for people who import and export.
    package let slug: Slug
    /// The language of the text at hand.
    package let language: Language
    /// Its name.
    package let name: String
    /// What it is, in a sentence; may be empty.
    package let line: String
    /// The colour of its front.
    package let look: Look
    /// The picture that leads its front.
    package let picture: Key<Picture>?
    /// What that picture shows.
    package let pictureAlt: String
    /// The story that leads into it, by its slug; empty for none.
    package let story: String

    /// The store that serves a market with its front's blocks, in the asked language where there is a text in it, else in the
    /// store's first; nil for a market that no store serves.
    package static func serving(
        _ market: MarketCode, in language: Language, in tx: Transaction
    ) throws -> (store: Store, front: [StoryBlock])? {
        try tx.first("""
            SELECT s.key, s.slug, t.language, t.name, t.line, s.look, s.picture, t.picture_alt, s.story, t.front
            FROM store_markets m JOIN stores s ON s.key = m.store
                JOIN store_texts t ON t.store = s.key AND t.language = coalesce(
                    (SELECT x.language FROM store_texts x WHERE x.store = s.key AND x.language = \(language.rawValue)), s.language)
            WHERE m.market = \(market)
            """) { row in (store: try Store(row), front: try row.value(9, StoreFront.decode)) }
    }

    /// The markets that this store serves.
    package func markets(in tx: Transaction) throws -> [MarketCode] {
        try tx.all("SELECT market FROM store_markets WHERE store = \(key) ORDER BY market") { try $0.value(0) { MarketCode($0) } }
    }

    /// The markets that some store serves.
    package static func markets(in tx: Transaction) throws -> Set<MarketCode> {
        Set(try tx.all("SELECT market FROM store_markets") { try $0.value(0) { MarketCode($0) } })
    }

    /// Slugs of all stores, in their order.
    package static func slugs(in tx: Transaction) throws -> [Slug] {
        try tx.all("SELECT slug FROM stores ORDER BY position, key") { try $0.value(0) { Slug($0) } }
    }

    /// All stores in their order, each with its name in a language, or in its own.
    package static func names(in language: Language, _ tx: Transaction) throws -> [(slug: Slug, name: String)] {
        try tx.all("""
            SELECT s.slug, coalesce(t.name, o.name) FROM stores s
                LEFT JOIN store_texts t ON t.store = s.key AND t.language = \(language.rawValue)
                JOIN store_texts o ON o.store = s.key AND o.language = s.language
            ORDER BY s.position, s.key
            """) { (try $0.value(0) { Slug($0) }, $0.text(1)) }
    }

    /// A condition for a query: true for products, by the key in the named column, that the market's store carries.
    static func carries(_ column: StaticString, in market: MarketCode) -> SQL {
        """
        (NOT EXISTS (SELECT 1 FROM store_markets WHERE market = \(market)) OR EXISTS (SELECT 1 FROM store_markets served \
        JOIN store_products carried ON carried.store = served.store \
        WHERE served.market = \(market) AND carried.product = \(SQL(stringLiteral: "\(column)"))))
        """
    }
}

extension Product {
    /// The condition under which a product, `p` in the query, exists for anybody in the gate's market: it is active, open there at
    /// that moment, and carried by the market's store. Every query that shows, lists, counts or sells products holds it.
    package static func isThere(through gate: Gate) -> SQL {
        "(p.state = 'active' AND \(gate.opens("p.key")) AND \(Store.carries("p.key", in: gate.market)))"
    }
}

extension Store {
    fileprivate init(_ row: Row) throws {
        self.init(
            key: row.key(0), slug: try row.value(1) { Slug($0) }, language: try row.value(2, Language.init(rawValue:)),
            name: row.text(3), line: row.text(4), look: try row.value(5, Look.init(rawValue:)), picture: row.optionalKey(6),
            pictureAlt: row.text(7), story: row.text(8))
    }
}

/// The stored form of a front: a JSON array of blocks, as stories have them.
enum StoreFront {
    static func encode(_ blocks: [StoryBlock]) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(blocks), as: UTF8.self)
    }

    static func decode(_ text: String) -> [StoryBlock]? { try? JSONDecoder().decode([StoryBlock].self, from: Data(text.utf8)) }
}
