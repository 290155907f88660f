import Catalogue
import Pictures
import Releases
import Storage
import Values
import Web

/// One reading of a page in one snapshot: collects what the page was made from and until when it is true.
final class PageReading {
    let tx: Transaction
    let place: Place
    let gate: Gate
    let words: Words
    private(set) var topics: Set<Topic> = [.releases, .settings]
    private(set) var edge: Instant
    /// From then on the page is to be made anew where it can be.
    private(set) var refresh = Instant.never

    var market: Market { place.market }
    var base: String { place.base }

    init(_ tx: Transaction, _ place: Place, _ words: Words, at now: Instant) throws {
        self.tx = tx
        self.place = place
        self.words = words
        gate = Gate(place.market.code, at: now)
        edge = try gate.nextEdge(in: tx) ?? .never
        if let price = try Price.nextChange(in: place.market.code, after: now, in: tx) { edge = min(edge, price) }
    }

    /// Says that the page is true no longer than this.
    func lasts(until instant: Instant?) { if let instant { edge = min(edge, instant) } }

    /// Says that the page is fresh no longer than this; it may still be shown while nothing newer can be read.
    func isFresh(until instant: Instant) { refresh = min(refresh, instant) }

    /// Says that the page shows something of this topic.
    func uses(_ topic: Topic) { topics.insert(topic) }

    /// Says that the page shows what is left of a variant.
    func uses(_ variant: Variant) {
        for cell in variant.cells { topics.insert(Topic(cell)) }
        if variant.isSoldOut || variant.isLow, let expiry = variant.nextExpiry { isFresh(until: expiry) }
    }
}
