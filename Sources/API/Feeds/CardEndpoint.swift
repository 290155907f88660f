import Catalogue
import Films
import Foundation
import HTTPTypes
import Hub
import Hummingbird
import NIOCore
import Pictures
import Releases
import Storage
import Stories
import Values
import Web

extension ApiRoutes {
    /// Others may keep a card this long, but never past an edge.
    private static let cardSeconds: Int64 = 86_400

    /// The picture with which a link to a page is shown elsewhere, read through the gate like the page itself.
    func card(_ request: Request, _ context: WebContext) async throws -> Response {
        let place = try Place.read(context, try await hub.markets())
        let (now, root, name) = (hub.now(), hub.settings.publicURL, hub.settings.name)
        let (kind, text) = (context.parameters.get("kind") ?? "", context.parameters.get("slug")?.removingPercentEncoding ?? "")
        guard let slug = Slug(text) else { throw NotFound("card") }
        let (card, edge) = try await hub.database.read { tx in
            let reading = try ApiReading(tx, place, root: root, at: now)
            return (try Self.card(kind, slug, hubName: name, reading), reading.edge)
        }
        let isNamed = context.parameters.get("name") == "\(card.hash).jpg"
        let bytes: Data
        if let kept = cards.kept(card.hash) {
            bytes = kept
        } else {
            let picture = try await hub.database.read { tx in try card.picture.flatMap { try Picture.file($0, in: tx)?.bytes } }
            bytes = try await cards.jpeg(card, picture: picture)
        }
        let age = min(isNamed ? Self.cardSeconds : 60, max(0, (edge.ms - now.ms) / 1000))
        return Response(
            status: .ok, headers: [.contentType: ShareCard.mediaType, .cacheControl: "public, max-age=\(age)"],
            body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    private static func card(_ kind: String, _ slug: Slug, hubName: String, _ reading: ApiReading) throws -> ShareCard {
        let (place, tx) = (reading.place, reading.tx)
        switch kind {
        case "stories":
            let story = try Story.find(slug, in: place.language, through: reading.gate, in: tx).story
            let picture = try story.picture.flatMap { try Picture.find([$0], in: tx)[$0] }
            return ShareCard(story, picture, hubName: hubName)
        case "products":
            guard let found = try ProductCard.find(
                [slug], through: reading.gate, in: reading.market, language: place.language, in: tx).first
            else { throw NotFound("card") }
            return ShareCard(found, hubName: hubName)
        case "films":
            let film = try Film.find(slug, in: place.language, through: reading.gate, in: tx).film
            let picture = try film.picture.flatMap { try Picture.find([$0], in: tx)[$0] }
            return ShareCard(film, try Campaign.of(film, in: place.language, in: tx), picture, hubName: hubName)
        case "athletes":
            let athlete = try Athlete.find(slug, in: place.language, through: reading.gate, in: tx)
            let sport = try Sport.find([athlete.sport], in: place.language, through: reading.gate, in: tx)[athlete.sport]
            return ShareCard(athlete, sport, hubName: hubName)
        case "sports":
            return ShareCard(try Sport.find(slug, in: place.language, through: reading.gate, in: tx), hubName: hubName)
        case "stores":
            guard let store = try Store.serving(place.market.code, in: place.language, in: tx)?.store, store.slug == slug else {
                throw NotFound("card")
            }
            return ShareCard(store, try store.picture.flatMap { try Picture.find([$0], in: tx)[$0] }, hubName: hubName)
        case "places" where slug.text == "home":
            return ShareCard(hubName: hubName, root: reading.root, place.language)
        default: throw NotFound("card")
        }
    }
}
