import Catalogue
import Releases
import Storage
import Stories
import Values

/// What stories sell, as the desk asks for it: stories know handles, and this joins the goods.
enum StoryGoods {
    /// Titles of the products of some handles; handles of none are left out.
    static func known(_ handles: Set<String>, in tx: Transaction) throws -> [String: String] {
        guard !handles.isEmpty else { return [:] }
        let list = SQL.joined(handles.sorted().map { "\($0)" }, by: ", ")
        let rows = try tx.all("SELECT handle, title FROM products WHERE handle IN (\(list))") { ($0.text(0), $0.text(1)) }
        return Dictionary(rows, uniquingKeysWith: { first, _ in first })
    }

    /// Slugs, of some, of films that the hub has.
    static func films(_ slugs: Set<String>, in tx: Transaction) throws -> Set<String> {
        guard !slugs.isEmpty else { return [] }
        let list = SQL.joined(slugs.sorted().map { "\($0)" }, by: ", ")
        return Set(try tx.all("SELECT slug FROM films WHERE slug IN (\(list))") { $0.text(0) })
    }

    /// Handles, of some, that a market does not sell at a moment: closed, drafted, or without a price there.
    static func unsold(_ handles: Set<String>, in market: Market, at now: Instant, in tx: Transaction) throws -> [String] {
        let slugs = handles.sorted().compactMap { Slug($0) }
        let gate = Gate(market.code, at: now)
        let cards = try ProductCard.find(slugs, through: gate, in: market, language: market.languages[0], in: tx)
        let sold = Set(cards.map(\.product.handle.text))
        return handles.subtracting(sold).sorted()
    }
}
