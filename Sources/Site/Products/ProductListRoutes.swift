import Catalogue
import HTTPTypes
import Hub
import Hummingbird
import Releases
import Storage
import Stories
import Values
import Web

/// The list of products with its facets. There is one address for each choice: any other way to ask for it leads there, so that the
/// cache of pages does not fill with the same pages under many names.
struct ProductListRoutes: Sendable {
    let pages: SitePages

    /// Choices of more values than this are made anew each time.
    private static let keptValues = 2

    func list(_ request: Request, _ context: WebContext) async throws -> Response {
        let place = try await pages.place(context)
        let query = request.uri.query ?? ""
        let asked = ProductListPage.choice(try Form(urlEncoded: query))
        if try SitePages.previewToken(request) != nil { return try await preview(request, context, asked) }
        let generation = pages.hub.shelves.generation
        let (shelves, now) = (pages.hub.shelves, pages.hub.now())
        let gate = Gate(place.market.code, at: now)
        let choice = asked.count == 0 ? asked : try await pages.hub.database.read { tx in
            try shelves.shelf(through: gate, in: place.market, generation: generation, in: tx).understood(asked)
        }
        guard choice.query == (query.isEmpty ? "" : "?\(query)") else {
            return Response(
                status: .found, headers: [.location: "\(place.base)/products\(choice.query)", .cacheControl: "no-store"])
        }
        let read = { @Sendable (reading: PageReading) throws -> Page in
            let shelf = try shelves.shelf(through: reading.gate, in: place.market, generation: generation, in: reading.tx)
            return try ProductListPage.read(reading, choice, shelf)
        }
        if choice.count <= Self.keptValues { return try await pages.kept(request, context, "products", read) }
        let words = pages.words(place.language)
        let page = try await pages.hub.database.read { try read(try PageReading($0, place, words, at: now)) }
        return pages.personal("products", page, in: place)
    }

    /// The list at the moment of a pass, which is nothing to keep: read for it alone.
    private func preview(_ request: Request, _ context: WebContext, _ asked: ShelfChoice) async throws -> Response {
        try await pages.kept(request, context, "products") { reading in
            let sports = try Sport.list(in: reading.place.language, through: reading.gate, in: reading.tx).map(\.slug.text)
            let shelf = try Shelf.load(through: reading.gate, in: reading.market, sports: Set(sports), in: reading.tx)
            return try ProductListPage.read(reading, shelf.understood(asked), shelf)
        }
    }
}
