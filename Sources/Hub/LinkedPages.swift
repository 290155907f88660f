import Catalogue
import Releases
package import Storage
package import Stories
package import Values

extension Hub {
    /// Those of some linked pages that are open in the market of their address at a moment, and until when that holds.
    package static func open(
        _ pages: Set<LinkedPage>, at now: Instant, in tx: Transaction
    ) throws -> (pages: Set<LinkedPage>, until: Instant) {
        var open: Set<LinkedPage> = []
        var until = Instant.never
        for market in Set(pages.map(\.market)).sorted() {
            until = min(until, try Gate(market, at: now).nextEdge(in: tx) ?? .never)
        }
        for page in pages {
            let gate = Gate(page.market, at: now)
            let found: SQL = switch page.section {
            case "stories": "stories d WHERE d.slug = \(page.slug) AND \(Story.isShown("d.key"))"
            case "products": "products d WHERE d.handle = \(page.slug) AND \(Product.isSold("d.key", in: page.market, at: now))"
            case "films": "films d WHERE d.slug = \(page.slug)"
            case "athletes": "athletes d WHERE d.slug = \(page.slug)"
            default: "sports d WHERE d.slug = \(page.slug)"
            }
            if try tx.first("SELECT 1 FROM \(found) AND \(gate.opens("d.key"))", { _ in true }) ?? false { open.insert(page) }
        }
        return (open, until)
    }

    /// A text of which links to pages of the hub that are not open are words alone, until when that holds, and on what it depends.
    package static func openLinks(
        in html: String, at now: Instant, in tx: Transaction
    ) throws -> (html: String, until: Instant, topics: [Topic]) {
        let linked = LinkedPage.named(in: html)
        guard !linked.isEmpty else { return (html, .never, []) }
        let (pages, until) = try open(linked, at: now, in: tx)
        return (LinkedPage.resolve(html, pages.contains), until, [.stories, .products, .films, .athletes])
    }
}
